// Which of a person's decisions is their answer, found without any clock.
using Countersign.People;
using Countersign.Signatures;

namespace Countersign.SignOffs;

/// <summary>A verified decision, by its record id. <paramref name="Previous"/> is the act it says it follows.</summary>
public sealed record DecisionAct(Digest Id, PersonId Person, string TargetRef, DecisionKind Kind, Digest? Previous);

/// <summary>
/// Give it every decision on one change (by its id and by its digests). Per person and target the act that no other act of
/// theirs names is the answer. In a fork the strictest counts (object, withdraw, decline, approve with conditions, approve);
/// equally strict ones all stand. An approval that names no previous act, beside an act that does not build on it, does not count.
/// An override stands by itself until an act of the same person names it. Source: specs/sign-off-statement.md, order.
/// </summary>
public static class StandingDecisions
{
    /// <summary>Ids of the acts that stand; the order of the input makes no difference.</summary>
    public static IReadOnlySet<Digest> Of(IEnumerable<DecisionAct> acts)
    {
        var standing = new HashSet<Digest>();
        foreach (var own in acts.GroupBy(act => (act.Person, act.TargetRef)))
        {
            var all = own.DistinctBy(act => act.Id).ToList();
            var named = all.Select(act => act.Previous).OfType<Digest>().ToHashSet();
            var open = all.Where(act => !named.Contains(act.Id)).ToList();
            standing.UnionWith(open.Where(act => act.Kind == DecisionKind.Override).Select(act => act.Id));
            standing.UnionWith(Answer(all, open));
        }

        return standing;
    }

    /// <summary>Higher is stricter.</summary>
    public static int Strictness(DecisionKind kind) =>
        kind switch
        {
            DecisionKind.Object => 5,
            DecisionKind.Withdraw => 4,
            DecisionKind.Decline => 3,
            DecisionKind.ApproveWithConditions => 2,
            DecisionKind.Approve => 1,
            _ => 0,
        };

    private static IEnumerable<Digest> Answer(List<DecisionAct> all, List<DecisionAct> open)
    {
        var decisions = all.Where(act => act.Kind != DecisionKind.Override).ToList();
        var counted = open.Where(act => act.Kind != DecisionKind.Override && !IsLooseApproval(act, decisions)).ToList();
        var strictest = counted.Select(act => Strictness(act.Kind)).DefaultIfEmpty().Max();
        return counted.Where(act => Strictness(act.Kind) == strictest).Select(act => act.Id);
    }

    /// <summary>An open act has no successors, so any other act beside it is one that it should have named.</summary>
    private static bool IsLooseApproval(DecisionAct act, List<DecisionAct> decisions) =>
        act is { Kind: DecisionKind.Approve or DecisionKind.ApproveWithConditions, Previous: null } && decisions.Count > 1;
}
