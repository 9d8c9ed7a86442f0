// target-branch: where the change wants to go.
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

public sealed record TargetBranch(Selection Wanted) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "target-branch",
        "the branch that would receive the change; a tag of the same name never matches",
        Happening.Push,
        Selection.Schema,
        (node, reading) => RefNames.Parse(node, "target-branch", reading) is { } wanted ? new TargetBranch(wanted) : null
    );

    public override string Name => "target-branch";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context) => Wanted.Ask([facts.Subject.TargetRef], "target", RefNames.Matches);
}
