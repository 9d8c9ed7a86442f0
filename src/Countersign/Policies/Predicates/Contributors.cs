// contributors: everybody who made the change, whatever their part in it.
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

public sealed record Contributors(PeopleSelection Wanted) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "contributors",
        "any, only or none of the makers are these people or in these teams",
        Happening.Push | Happening.Roster,
        PeopleSelection.Schema,
        (node, reading) => PeopleSelection.Parse(node, "contributors", reading) is { } wanted ? new Contributors(wanted) : null
    );

    public override string Name => "contributors";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context) => Wanted.Ask(facts, facts.Makers);
}
