// title: the first line of the change; its author writes it, so it can only add requirements.
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

public sealed record Title(IReadOnlyList<string> Contains, IReadOnlyList<string> StartsWith, IReadOnlyList<string> Expressions) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "title",
        "the title contains or starts with one of these, whatever the case, or one of these regular expressions matches it",
        Happening.Push | Happening.Labels,
        """{"type":"object","additionalProperties":false,"minProperties":1,"properties":{"contains":{"$ref":"#/$defs/names"},"starts-with":{"$ref":"#/$defs/names"},"matches":{"$ref":"#/$defs/names"}}}""",
        Parse
    );

    public override string Name => "title";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context)
    {
        var title = facts.Subject.Title;
        var holds =
            (Contains.Count == 0 || Contains.Any(word => title.Contains(word, StringComparison.OrdinalIgnoreCase)))
            && (StartsWith.Count == 0 || StartsWith.Any(word => title.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
            && (Expressions.Count == 0 || Expressions.Any(text => Expression(text).Matches(title)));
        return PredicateAnswer.When(holds, $"\"{title}\"");
    }

    private static Title? Parse(Node node, Reading reading)
    {
        if (
            reading.Mapping(node, "title", "contains", "starts-with", "matches") is not { } fields
            || !fields.DemandsOneOf("contains", "starts-with", "matches")
        )
        {
            return null;
        }

        var expressions = fields.Texts("matches");
        foreach (var text in expressions)
        {
            if (!PathPattern.TryParse(PathPattern.RegexPrefix + text, out _, out var problem))
            {
                reading.Report("policy.bad-pattern", problem, "see specs/policy.md, patterns", node.Line);
            }
        }

        return new Title(fields.Texts("contains"), fields.Texts("starts-with"), expressions);
    }

    private static PathPattern Expression(string text) => PathPattern.Parse(PathPattern.RegexPrefix + text);
}
