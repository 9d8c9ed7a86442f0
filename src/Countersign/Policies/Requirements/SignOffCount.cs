// Which decisions count for a demand, and for each other one why it does not.
using Countersign.Inputs;
using Countersign.People;
using Countersign.SignOffs;

namespace Countersign.Policies.Requirements;

/// <summary>At most one decision a person; <see cref="Notes"/> speaks of every approval, counted or not.</summary>
internal sealed record SignOffCount(IReadOnlyList<DecisionFacts> Counted, IReadOnlyList<string> Notes)
{
    private static readonly SignOffCount s_none = new([], []);

    public IEnumerable<PersonId> Persons => Counted.Select(decision => decision.Person);

    /// <param name="isVouchedFor">Whether a key or the transport vouches for a maker; asked with true, it says what would count then.</param>
    public static SignOffCount Of(SignOffDemand demand, Facts facts, SeniorityScale scale, bool isVouchedFor)
    {
        if (facts.Decisions.Count == 0)
        {
            return s_none;
        }

        var approvals = facts.Decisions.Where(decision => decision.Kind is DecisionKind.Approve or DecisionKind.ApproveWithConditions).ToList();
        var judged = approvals.ConvertAll(approval => (approval, why: WhyNot(approval, demand, facts, scale, isVouchedFor)));
        var fit = judged.Where(it => it.why is null).Select(it => it.approval).DistinctBy(approval => approval.Person).ToList();
        var counted = demand.Independent ? Independence.Largest(fit, demand.Count) : fit;
        var notes = judged.Where(it => !HasDeclined(it.approval, facts)).Select(it => $"{it.approval.Person} {Say(it.approval, it.why, counted)}");
        return new SignOffCount(counted, [.. notes]);
    }

    /// <summary>Whoever declined is named nowhere, not even with what they had signed before.</summary>
    private static bool HasDeclined(DecisionFacts approval, Facts facts) =>
        !approval.IsStanding
        && facts.Decisions.Any(other => other is { Kind: DecisionKind.Decline, IsStanding: true } && other.Person == approval.Person);

    /// <summary>The first reason, in the order a reader would ask; null where it counts.</summary>
    private static string? WhyNot(DecisionFacts decision, SignOffDemand demand, Facts facts, SeniorityScale scale, bool isVouchedFor)
    {
        var person = facts.Person(decision.Person);
        var bar = Signers.Bar(demand, facts, scale);
        return decision.Void is { } why ? why
            : person is null ? "is not in the roster"
            : person.IsBot ? "is a bot, and bots never sign"
            : facts.IsMaker(decision.Person) ? "made this change"
            : !isVouchedFor ? "nobody vouches yet for who made this change; `countersign propose`, signed by its maker, does"
            : !decision.IsStanding || HasStricterAct(decision, facts) ? "decided otherwise since"
            : decision.IsSpent ? "signed for a landing that already used it; to enter again takes a new signature"
            : Stale(decision, Demanded(demand, facts)) is { } stale ? stale
            : decision.NotAfter <= facts.Now ? $"signed until {decision.NotAfter:yyyy-MM-dd HH:mm}Z only"
            : !FitsEnvironment(decision, demand) ? $"signed for {string.Join(", ", decision.Environments)} only"
            : HasOpenCondition(decision, facts) ? "set conditions that are not met yet"
            : bar is not null && scale.Rank(decision.LevelAtSigning) < bar
                ? $"was {decision.LevelAtSigning?.Value ?? "without a level"} when signing, {scale.Levels[bar.Value]} or above is needed"
            : bar is not null && scale.Rank(decision.LevelNow) < bar ? LevelLost(decision, scale.Levels[bar.Value])
            : Signers.WhyNot(demand, person, facts, scale) is { } notAdmitted ? notAdmitted
            : demand.Assurance is { } least && !(decision.Assurance >= least) ? $"{Read(decision)}, {SignOffDemand.NameOf(least)} is needed"
            : demand.Key is { } key && decision.KeyKind != key ? $"signed with a {decision.KeyKind} key, a {key} key is needed"
            : null;
    }

    /// <summary>Where one person's acts fork, the stricter counts.</summary>
    private static bool HasStricterAct(DecisionFacts approval, Facts facts) =>
        facts.Decisions.Any(other => other.Person == approval.Person && other.IsStanding && other.Void is null && other.Kind < DecisionKind.Approve);

    /// <summary>Reach where a critical component is reached and the policy says nothing.</summary>
    private static Validity Demanded(SignOffDemand demand, Facts facts) =>
        demand.Validity
        ?? (facts.Reach?.Components.Any(it => it.Criticality == Impact.Criticality.Critical) == true ? Validity.Reach : Validity.Carry);

    private static string? Stale(DecisionFacts decision, Validity demanded) =>
        (demanded, decision) switch
        {
            (_, { Carries: false }) => $"is stale: {Changed(decision)}",
            (Validity.Reach, { Reaches: false, IsStrict: false }) => "is stale: the base moved in what this change touches, reaches or depends on",
            (Validity.Strict, { IsStrict: false }) => "is stale: the resulting tree is not the one that was signed",
            _ => null,
        };

    private static string Changed(DecisionFacts decision) =>
        decision.StalePaths.Count switch
        {
            0 => "other content was signed",
            1 => $"1 file changed since: {decision.StalePaths[0]}",
            var count => $"{count} files changed since: {Selection.Say([.. decision.StalePaths.Select(path => path.Text)])}",
        };

    private static bool FitsEnvironment(DecisionFacts decision, SignOffDemand demand) =>
        demand.Environment is null || decision.Environments.Count == 0 || decision.Environments.Contains(demand.Environment);

    private static bool HasOpenCondition(DecisionFacts decision, Facts facts) =>
        decision.Kind == DecisionKind.ApproveWithConditions && facts.Conditions.Any(it => it.SetBy == decision.Person && !it.IsMet);

    private static string LevelLost(DecisionFacts decision, LevelName needed) =>
        $"was {decision.LevelAtSigning} when signing, is {decision.LevelNow?.Value ?? "without a level"} now, {needed} or above is needed";

    private static string Read(DecisionFacts decision) =>
        decision.Assurance is { } assurance ? SignOffDemand.NameOf(assurance) : "no assurance given";

    private static string Say(DecisionFacts approval, string? why, IReadOnlyList<DecisionFacts> counted) =>
        why is not null ? $"approved, but does not count: {why}"
        : !counted.Contains(approval) ? "approved, but does not count: one of the two had seen the other's decision"
        : $"signed ({Read(approval)}{(approval.IsConstrained ? ", constrained" : "")})";
}
