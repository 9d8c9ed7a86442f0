// author: who stands for the change, or wrote one of its commits.
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

public sealed record Author(PeopleSelection Wanted) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "author",
        "the accountable person or a commit author is one of these people or in one of these teams",
        Happening.Push | Happening.Roster,
        PeopleSelection.Schema,
        (node, reading) => PeopleSelection.Parse(node, "author", reading) is { } wanted ? new Author(wanted) : null
    );

    public override string Name => "author";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context) =>
        Wanted.Ask(
            facts,
            facts.Makers.Where(maker => maker.Roles.Contains("author") || maker.Roles.Contains("patch-set") || IsAccountable(facts, maker))
        );

    private static bool IsAccountable(Facts facts, MakerFacts maker) => maker.Id is not null && maker.Id == facts.Accountable;
}
