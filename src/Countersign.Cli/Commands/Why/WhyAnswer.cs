// Everything that is remembered about one line, ready to be shown: the reason, the people, the proof.
using Countersign.Adapters.Git.Auditing;
using Countersign.Adapters.Git.Lines;
using Countersign.Adapters.Keys;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.Inputs;
using Countersign.Policies;
using Countersign.Signatures;

namespace Countersign.Cli.Commands.Why;

internal enum WhyKind
{
    /// <summary>A landing brought it.</summary>
    Landed,

    /// <summary>It is in a guarded branch, and no landing says how.</summary>
    NoLanding,

    /// <summary>It is older than the gate.</summary>
    Before,

    /// <summary>It is in no guarded branch.</summary>
    NotIn,
}

/// <param name="Ref">The guarded branch; null where it is in none.</param>
/// <param name="Link">The landing, judged again; null where there is none.</param>
internal sealed record WhyAnswer(WhyKind Kind, RepoPath Path, int Line, LineOrigin Origin, Commit Commit, string? Ref, ChainLink? Link)
{
    public IReadOnlyList<Section> Sections { get; init; } = [];

    public string? CaseBy { get; init; }

    /// <summary>The case was signed for an earlier version of the content.</summary>
    public bool IsCaseOlder { get; init; }

    public IReadOnlyList<Advice> Advice { get; init; } = [];

    public IReadOnlyList<DeclaredPart> Declared { get; init; } = [];

    public IReadOnlyList<Thread> Threads { get; init; } = [];

    public IReadOnlyList<ConditionLine> Conditions { get; init; } = [];

    public IReadOnlyList<Signature> Signatures { get; init; } = [];

    public IReadOnlyList<MakerFacts> Makers { get; init; } = [];

    public ProvenanceFacts? Provenance { get; init; }

    public IReadOnlyList<PolicyPart> Policies { get; init; } = [];

    public int? PatchSet { get; init; }

    /// <summary>One signature that anyone can confirm with stock tools; null where nobody signed.</summary>
    public StockCheck? Check { get; init; }
}

/// <param name="Text">Null where it was redacted.</param>
internal sealed record Section(CaseSection Name, string? Text);

/// <summary>A question and what was said to it, in the order of their signers' clocks.</summary>
internal sealed record Thread(
    Digest Id,
    string AskedBy,
    string? Text,
    string? Place,
    bool IsBlocking,
    QuestionState State,
    IReadOnlyList<Said> Answers
);

internal sealed record Said(string By, string? Text, bool Accepts);

internal sealed record ConditionLine(string SetBy, string? Text, ConditionState State, DateTimeOffset? Due);

/// <summary>What one person signed. <paramref name="Words"/> is the reason of an override or objection.</summary>
internal sealed record Signature(DecisionFacts Facts, DateTimeOffset SignedAt, string? Words, string? FollowUp, bool Counted);
