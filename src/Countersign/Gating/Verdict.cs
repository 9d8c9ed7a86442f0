// The gate's answer: one of four closed cases, always with the whole tree of rules that led to it.
using Countersign.Policies;
using Countersign.Signatures;

namespace Countersign.Gating;

/// <summary>Ordered from best to worst; the verdict is the worst that any rule gives.</summary>
public enum VerdictKind
{
    Allowed,
    Held,
    Refused,
    Faulted,
}

public abstract record Verdict
{
    private Verdict(IReadOnlyList<VerdictNode> rules, Digest policy)
    {
        Rules = rules;
        Policy = policy;
    }

    public IReadOnlyList<VerdictNode> Rules { get; }

    /// <summary>Digest of the policy that was asked.</summary>
    public Digest Policy { get; }

    public abstract VerdictKind Kind { get; }

    public virtual IReadOnlyList<MissingItem> Missing => [];

    public virtual IReadOnlyList<string> Reasons => [];

    public sealed record Allowed(IReadOnlyList<VerdictNode> Rules, Digest Policy) : Verdict(Rules, Policy)
    {
        public override VerdictKind Kind => VerdictKind.Allowed;
    }

    /// <summary>Not yet: what is missing and who can give it.</summary>
    public sealed record Held(IReadOnlyList<VerdictNode> Rules, Digest Policy, IReadOnlyList<MissingItem> Missing) : Verdict(Rules, Policy)
    {
        public override VerdictKind Kind => VerdictKind.Held;
        public override IReadOnlyList<MissingItem> Missing { get; } = Missing;
    }

    /// <summary>Not in this form: why, and the way out.</summary>
    public sealed record Refused(IReadOnlyList<VerdictNode> Rules, Digest Policy, IReadOnlyList<string> Reasons, IReadOnlyList<MissingItem> Missing)
        : Verdict(Rules, Policy)
    {
        public override VerdictKind Kind => VerdictKind.Refused;
        public override IReadOnlyList<string> Reasons { get; } = Reasons;
        public override IReadOnlyList<MissingItem> Missing { get; } = Missing;
    }

    /// <summary>The gate cannot tell, and so stays closed: what it needs.</summary>
    public sealed record Faulted(IReadOnlyList<VerdictNode> Rules, Digest Policy, IReadOnlyList<string> Reasons, IReadOnlyList<MissingItem> Missing)
        : Verdict(Rules, Policy)
    {
        public override VerdictKind Kind => VerdictKind.Faulted;
        public override IReadOnlyList<string> Reasons { get; } = Reasons;
        public override IReadOnlyList<MissingItem> Missing { get; } = Missing;
    }

    public TResult Match<TResult>(
        Func<Allowed, TResult> allowed,
        Func<Held, TResult> held,
        Func<Refused, TResult> refused,
        Func<Faulted, TResult> faulted
    ) =>
        this switch
        {
            Allowed it => allowed(it),
            Held it => held(it),
            Refused it => refused(it),
            Faulted it => faulted(it),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

/// <summary>One node of the verdict tree; <paramref name="Type"/> is rule, predicate, requirement, refusal or built-in.</summary>
/// <param name="Note">The rule's mode where it does not enforce ("observes until 2027-01-11"), a pause, or an override.</param>
public sealed record VerdictNode(
    string Id,
    string Type,
    string Name,
    RuleOutcome Outcome,
    IReadOnlyList<string> Evidence,
    IReadOnlyList<VerdictNode> Children,
    string? Note = null
);
