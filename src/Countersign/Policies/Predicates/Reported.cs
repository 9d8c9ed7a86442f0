// checks, statuses, workflow-results: what a rostered bot signed about this very content.
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

/// <summary>One type for the three, because a check, a status and a workflow result differ only in who reports them.</summary>
public sealed record Reported(string Key, string Type, string Check, IReadOnlyList<string> Conclusions, IReadOnlyList<string> Only) : Predicate
{
    /// <summary>The conclusion of a check that nobody has reported for this content.</summary>
    public const string Missing = "missing";

    private const string Form =
        """{"type":"object","additionalProperties":false,"required":["name"],"anyOf":[{"required":["conclusion"]},{"required":["only"]}],"properties":{"name":{"type":"string"},"conclusion":{"$ref":"#/$defs/names"},"only":{"$ref":"#/$defs/names"}}}""";

    public static readonly PredicateKind Checks = KindOf("checks", "check");
    public static readonly PredicateKind Statuses = KindOf("statuses", "status");
    public static readonly PredicateKind WorkflowResults = KindOf("workflow-results", "workflow");

    public override string Name => Key;

    public override PredicateAnswer Ask(Facts facts, PolicyContext context)
    {
        var found = facts
            .Evidence.Where(it => it.IsForThisContent && it.Type == Type && it.Name == Check)
            .Select(it => it.Conclusion)
            .DefaultIfEmpty(Missing)
            .ToList();
        return PredicateAnswer.When(
            (Conclusions.Count == 0 || found.Exists(Conclusions.Contains)) && (Only.Count == 0 || found.TrueForAll(Only.Contains)),
            $"{Check}: {Selection.Say(found)}"
        );
    }

    private static PredicateKind KindOf(string key, string type) =>
        new(
            key,
            $"a {type} that a rostered bot signed for this content has one of these conclusions, or only these; `{Missing}` where there is none",
            Happening.Evidence | Happening.Push,
            Form,
            (node, reading) => Parse(key, type, node, reading)
        );

    private static Reported? Parse(string key, string type, Node node, Reading reading)
    {
        if (reading.Mapping(node, key, "name", "conclusion", "only") is not { } fields)
        {
            return null;
        }

        var whole = fields.Demands("name", "name the check") & fields.DemandsOneOf("conclusion", "only");
        return whole && fields.Text("name") is { } name ? new Reported(key, type, name, fields.Texts("conclusion"), fields.Texts("only")) : null;
    }
}
