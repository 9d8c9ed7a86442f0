// reversibility: whether the change can be undone by landing its inverse.
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

public sealed record Reversibility(IReadOnlyList<string> Is, string UnknownCountsAs) : Predicate
{
    private static readonly string[] Known = ["reversible", "forward-only"];

    public static readonly PredicateKind Kind = new(
        "reversibility",
        "the change is reversible or forward-only; unknown counts as forward-only unless said otherwise",
        Happening.Push | Happening.Catalog,
        """{"$ref":"#/$defs/reversibility"}""",
        Parse
    );

    public override string Name => "reversibility";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context)
    {
        if (facts.Reach is not { } reach)
        {
            return PredicateAnswer.Needs("whether this can be undone: add .countersign/catalog.yml");
        }

        var isKnown = Known.Contains(reach.Reversibility);
        var counted = isKnown ? reach.Reversibility : UnknownCountsAs;
        return PredicateAnswer.When(Is.Contains(counted), isKnown ? counted : $"not known, counts as {counted}");
    }

    private static Reversibility? Parse(Node node, Reading reading)
    {
        if (node is not Node.Mapping)
        {
            return reading.OneOf(node, "reversibility", Known) is { } one ? new Reversibility([one], "forward-only") : null;
        }

        return reading.Mapping(node, "reversibility", "is", "unknown-counts-as") is { } fields && fields.Demands("is", "say which")
            ? new Reversibility(fields.TextsOf("is", Known), fields.OneOf("unknown-counts-as", Known) ?? "forward-only")
            : null;
    }
}
