// What no policy can switch off: a fixed list of rules, judged beside the policy's own.
using Countersign.Gating.BuiltIns;
using Countersign.Inputs;
using Countersign.Policies;

namespace Countersign.Gating;

public abstract record BuiltIn
{
    public static readonly IReadOnlyList<BuiltIn> All =
    [
        new FactsAreWhole(),
        new PolicyExists(),
        new PolicyIsCurrent(),
        new RulesAreConfirmed(),
        new MergesCleanly(),
        new MakersAreKnown(),
        new NobodyObjects(),
        new QuestionsAreClosed(),
        new ConditionsAreMet(),
        new TargetIsOpen(),
        new GovernanceIsGuarded(),
    ];

    /// <summary>Stable, as in specs/verdict.md; also what an override would name.</summary>
    public abstract string Name { get; }

    public virtual bool CanBeOverridden => false;

    public abstract Judgement Judge(Facts facts, Policy policy);

    private protected string Id => $"built-in:{Name}";

    // Nearly every change passes nearly all of them with nothing to say.
    private Judgement? _passes;

    private protected Judgement Passes(params IReadOnlyList<string> evidence) =>
        evidence.Count > 0
            ? Judgement.Allowed(Node(RuleOutcome.Satisfied, evidence))
            : _passes ??= Judgement.Allowed(Node(RuleOutcome.Satisfied, []));

    private protected Judgement DoesNotApply(params IReadOnlyList<string> evidence) => Judgement.Allowed(Node(RuleOutcome.NotApplicable, evidence));

    private protected Judgement Holds(IReadOnlyList<string> evidence, params IReadOnlyList<MissingItem> missing) =>
        new(Node(RuleOutcome.Unsatisfied, evidence), VerdictKind.Held, missing, []);

    private protected Judgement Refuses(params IReadOnlyList<string> reasons) =>
        new(Node(RuleOutcome.Unsatisfied, reasons), VerdictKind.Refused, [], reasons);

    private protected Judgement CannotTell(IReadOnlyList<string> reasons) =>
        new(Node(RuleOutcome.Faulted, reasons), VerdictKind.Faulted, [], reasons);

    private protected VerdictNode Node(RuleOutcome outcome, IReadOnlyList<string> evidence, string? note = null) =>
        new(Id, "built-in", Name, outcome, evidence, [], note);
}
