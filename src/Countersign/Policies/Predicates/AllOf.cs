// all: every branch holds; also what the keys of one `when` mean together.
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

/// <summary>A branch that does not hold decides, even where another one cannot be told.</summary>
public sealed record AllOf(IReadOnlyList<Predicate> Branches) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "all",
        "every one of the listed groups holds",
        Happening.None,
        """{"type":"array","minItems":1,"items":{"$ref":"#/$defs/when"}}""",
        (node, reading) => WhenReader.Branches(node, "all", reading) is { } branches ? new AllOf(branches) : null
    );

    public override string Name => "all";

    public override IReadOnlyList<Predicate> Parts => Branches;

    public override PredicateAnswer Ask(Facts facts, PolicyContext context) =>
        Combine(Branches, facts, context, decides: Truth.DoesNotHold, otherwise: Truth.Holds);

    /// <summary>Any branch that answers <paramref name="decides"/> wins; else a fault; else <paramref name="otherwise"/>.</summary>
    internal static PredicateAnswer Combine(IReadOnlyList<Predicate> branches, Facts facts, PolicyContext context, Truth decides, Truth otherwise)
    {
        var parts = new PredicateAnswer.Part[branches.Count];
        var truth = otherwise;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = new PredicateAnswer.Part(branches[i].Name, branches[i].Ask(facts, context));
            var found = parts[i].Answer.Truth;
            truth =
                found == decides || truth == decides ? decides
                : found == Truth.Faulted ? Truth.Faulted
                : truth;
        }

        return new PredicateAnswer(truth, [], parts);
    }
}
