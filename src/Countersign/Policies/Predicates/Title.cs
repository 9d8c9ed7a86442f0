// title: the first line of the change; its author writes it, so it can only add requirements.
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

public sealed record Title(IReadOnlyList<string> Contains, IReadOnlyList<string> StartsWith) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "title",
        "the title contains or starts with one of these, whatever the case",
        Happening.Push | Happening.Labels,
        """{"type":"object","additionalProperties":false,"minProperties":1,"properties":{"contains":{"$ref":"#/$defs/names"},"starts-with":{"$ref":"#/$defs/names"}}}""",
        Parse
    );

    public override string Name => "title";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context)
    {
        var title = facts.Subject.Title;
        var holds =
            (Contains.Count == 0 || Contains.Any(word => title.Contains(word, StringComparison.OrdinalIgnoreCase)))
            && (StartsWith.Count == 0 || StartsWith.Any(word => title.StartsWith(word, StringComparison.OrdinalIgnoreCase)));
        return PredicateAnswer.When(holds, $"\"{title}\"");
    }

    private static Title? Parse(Node node, Reading reading) =>
        reading.Mapping(node, "title", "contains", "starts-with") is { } fields && fields.DemandsOneOf("contains", "starts-with")
            ? new Title(fields.Texts("contains"), fields.Texts("starts-with"))
            : null;
}
