// One move of a guarded ref as an audit sees it: what was recorded, what comes out when it is judged again.
using Countersign.Adapters.Git.Gathering;
using Countersign.Changes;
using Countersign.Gating;

namespace Countersign.Adapters.Git.Auditing;

public enum LinkKind
{
    /// <summary>Allowed, and at least one person's signature, or a root key's, counted.</summary>
    Signed,

    /// <summary>Allowed, and the policy asked for nobody.</summary>
    NobodyNeeded,

    /// <summary>Allowed because a named person took a rule on their own signature.</summary>
    Overridden,

    /// <summary>The gate only watched and would not have let it in.</summary>
    Observed,

    /// <summary>At or before the baseline: nobody asked for anything then.</summary>
    Before,

    /// <summary>It is in, and judged again it would not be.</summary>
    Unsigned,

    /// <summary>It is in, and no landing says how.</summary>
    Gap,

    /// <summary>A landing that does not say what happened, or whose signatures or records are gone.</summary>
    Altered,
}

/// <param name="Entry">The landing; null before the baseline and in a gap.</param>
/// <param name="Steps">First-parent steps from <paramref name="Old"/> to <paramref name="New"/>.</param>
/// <param name="Problems">Why it is not well; empty where it is.</param>
public sealed record ChainLink(LinkKind Kind, ObjectId Old, ObjectId New, int Steps, ChainEntry? Entry, IReadOnlyList<string> Problems)
{
    /// <summary>The judgement that let it in, or the last one that did not; null before the baseline.</summary>
    public JudgedChange? Judged { get; init; }

    /// <summary>What a reader should know although it is no fault, such as records that were rewritten since.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public bool IsWell => Kind is LinkKind.Signed or LinkKind.NobodyNeeded or LinkKind.Overridden or LinkKind.Before;

    public bool IsRepaired => Entry?.Landing?.IsRepaired == true;

    public static LinkKind KindOf(JudgedChange judged) =>
        judged.Verdict.Kind != VerdictKind.Allowed ? LinkKind.Unsigned
        : judged.Verdict.Rules.Any(rule => rule.Outcome == Policies.RuleOutcome.Overridden) ? LinkKind.Overridden
        : judged.Gathered.Facts.Decisions.Any(decision => Counts(decision, judged.Gathered.Facts)) || IsRooted(judged) ? LinkKind.Signed
        : LinkKind.NobodyNeeded;

    /// <summary>A root key signed exactly this tree: the start of the rules, their recovery, or a change nobody else could sign.</summary>
    public static bool IsRooted(JudgedChange judged) => judged.Gathered.Facts.Governance is { SignedByRoot: true };

    /// <summary>An approval that stands for exactly this content, by somebody who did not make it.</summary>
    public static bool Counts(Inputs.DecisionFacts decision, Inputs.Facts facts) =>
        decision
            is {
                IsStanding: true,
                Void: null,
                Carries: true,
                IsSpent: false,
                Kind: SignOffs.DecisionKind.Approve or SignOffs.DecisionKind.ApproveWithConditions
            }
        && !(decision.NotAfter <= facts.Now)
        && !Policies.Makers.IsMaker(facts, decision.Person);
}
