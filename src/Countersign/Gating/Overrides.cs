// Overrides: a named person takes a rule's demand, or somebody's objection, on their own signature.
using Countersign.Inputs;
using Countersign.Policies;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Gating;

/// <summary>Only those that stand: by a person who may, who did not make the change, for this content, with a reason, in time.</summary>
internal sealed class Overrides
{
    /// <summary>Names every rule of the policy; an objection has to be named by itself.</summary>
    private const string EveryRule = "*";

    /// <summary>An override is for days; whoever needs more changes the policy.</summary>
    public const int MostDays = 7;

    private readonly List<DecisionFacts> _standing;

    private Overrides(List<DecisionFacts> standing) => _standing = standing;

    private static readonly Overrides s_none = new([]);

    public static Overrides Standing(Facts facts, Policy policy) =>
        facts.Decisions.Count == 0 ? s_none : new([.. facts.Decisions.Where(decision => Stands(decision, facts, policy))]);

    public Judgement Lift(Rule rule, Judgement judgement) => Lift(judgement, _standing.Find(it => Names(it, rule.Name)));

    /// <summary>What guards makers, governance, facts and objections is lifted by no name of a rule.</summary>
    public Judgement Lift(BuiltIn rule, Judgement judgement) =>
        rule.CanBeOverridden ? Lift(judgement, _standing.Find(it => Names(it, rule.Name))) : judgement;

    /// <summary>Null where nobody has overridden this objection.</summary>
    public DecisionFacts? Of(Digest objection) => _standing.Find(it => it.Names == objection);

    private static Judgement Lift(Judgement judgement, DecisionFacts? act) =>
        act is null || judgement.Kind == VerdictKind.Allowed ? judgement : judgement.PutAside(Say(act), RuleOutcome.Overridden);

    private static bool Names(DecisionFacts act, string rule) => act.Rules.Contains(rule) || act.Rules.Contains(EveryRule);

    internal static string Say(DecisionFacts act) => $"overridden by {act.Person}: {act.Reason}";

    private static bool Stands(DecisionFacts act, Facts facts, Policy policy) =>
        act.Kind == DecisionKind.Override
        && act is { IsStanding: true, Void: null, IsSpent: false, Carries: true }
        && !(act.NotAfter <= facts.Now || act.NotAfter > facts.Now.AddDays(MostDays))
        && !string.IsNullOrWhiteSpace(act.Reason)
        && !facts.IsMaker(act.Person)
        && facts.Person(act.Person) is { IsBot: false } person
        && person.May.Contains("override")
        && policy.LetsOverride(act.Person);
}
