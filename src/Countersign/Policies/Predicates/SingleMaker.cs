// single-maker: whether one person alone made the change.
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

/// <summary>Tools and bots count as makers; a maker whom nothing vouches for, or nobody knows, is never the same as another.</summary>
public sealed record SingleMaker(bool Wanted) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "single-maker",
        "true: one person alone made the change, as author and committer of every commit; false: somebody else took part",
        Happening.Push | Happening.Roster,
        """{"type":"boolean"}""",
        Parse
    );

    public override string Name => "single-maker";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context)
    {
        var makers = facts.Makers.Select(Makers.NameOf).Distinct().ToList();
        var isSingle = facts.Makers.Count > 0 && makers.Count == 1 && facts.Makers.All(maker => maker is { Id: not null, IsAuthenticated: true });
        return PredicateAnswer.When(isSingle == Wanted, $"made by {Selection.Say(makers)}");
    }

    private static SingleMaker? Parse(Node node, Reading reading) =>
        reading.Flag(node, "single-maker") is { } wanted ? new SingleMaker(wanted) : null;
}
