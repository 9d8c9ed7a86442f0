// any: at least one of the branches holds.
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

/// <summary>A branch that holds decides, even where another one cannot be told.</summary>
public sealed record AnyOf(IReadOnlyList<Predicate> Branches) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "any",
        "at least one of the listed groups holds",
        Happening.None,
        """{"type":"array","minItems":1,"items":{"$ref":"#/$defs/when"}}""",
        (node, reading) => WhenReader.Branches(node, "any", reading) is { } branches ? new AnyOf(branches) : null
    );

    public override string Name => "any";

    public override IReadOnlyList<Predicate> Parts => Branches;

    public override PredicateAnswer Ask(Facts facts, PolicyContext context) =>
        AllOf.Combine(Branches, facts, context, decides: Truth.Holds, otherwise: Truth.DoesNotHold);
}
