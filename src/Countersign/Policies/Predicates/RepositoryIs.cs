// repository: which repository this is, by its id; for policies shared by several.
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

public sealed record RepositoryIs(Selection Wanted) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "repository",
        "the repository's id is one of these",
        Happening.None,
        Selection.Schema,
        (node, reading) => Selection.Parse(node, "repository", reading) is { } wanted ? new RepositoryIs(wanted) : null
    );

    public override string Name => "repository";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context) =>
        facts.Repository.Id.Length == 0
            ? PredicateAnswer.Needs("the repository's id: `countersign hook install` gives it one")
            : Wanted.Ask([facts.Repository.Id], "repository");
}
