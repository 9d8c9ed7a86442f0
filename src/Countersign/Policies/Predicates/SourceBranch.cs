// source-branch: where the change comes from; its author chooses the name, so it can only add requirements.
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

public sealed record SourceBranch(Selection Wanted) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "source-branch",
        "the branch that offers the change",
        Happening.Push,
        Selection.Schema,
        (node, reading) => RefNames.Parse(node, "source-branch", reading) is { } wanted ? new SourceBranch(wanted) : null
    );

    public override string Name => "source-branch";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context) =>
        facts.Subject.SourceRef is { } source
            ? Wanted.Ask([source], "source", RefNames.Matches)
            : PredicateAnswer.Needs("the branch the change comes from: `countersign propose` from a branch records it");
}
