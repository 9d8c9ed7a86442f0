// not: the group inside does not hold; the way to write an exemption inside the rule it exempts from.
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

public sealed record Not(Predicate Inner) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "not",
        "the group inside does not hold",
        Happening.None,
        """{"$ref":"#/$defs/when"}""",
        (node, reading) => WhenReader.Read(node, "not", reading) is { } inner ? new Not(inner) : null
    );

    public override string Name => "not";

    public override IReadOnlyList<Predicate> Parts => [Inner];

    public override PredicateAnswer Ask(Facts facts, PolicyContext context)
    {
        var inner = Inner.Ask(facts, context.Inverted());
        var truth = inner.Truth switch
        {
            Truth.Holds => Truth.DoesNotHold,
            Truth.DoesNotHold => Truth.Holds,
            _ => Truth.Faulted,
        };
        return new PredicateAnswer(truth, inner.Evidence, inner.Parts ?? []);
    }
}
