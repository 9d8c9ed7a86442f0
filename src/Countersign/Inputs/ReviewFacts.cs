// What people signed about this change: decisions, the case, questions, conditions, evidence, pauses.
using Countersign.Changes;
using Countersign.People;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Inputs;

/// <summary>A verified decision with what the gate found out about it. Only standing decisions can satisfy anything.</summary>
public sealed record DecisionFacts
{
    public required Digest Statement { get; init; }
    public required PersonId Person { get; init; }
    public required DecisionKind Kind { get; init; }
    public Assurance? Assurance { get; init; }

    /// <summary>file, agent, hardware, passkey.</summary>
    public string KeyKind { get; init; } = "file";

    /// <summary>Level in the roster at the statement's base commit, and at the target's tip.</summary>
    public LevelName? LevelAtSigning { get; init; }
    public LevelName? LevelNow { get; init; }

    /// <summary>True where this is the person's answer: the act that no other of theirs names as previous.</summary>
    public bool IsStanding { get; init; }

    /// <summary>Why it does not count, in words; null where it does.</summary>
    public string? Void { get; init; }

    /// <summary>Validity at this tip; null means not computed because nothing asked.</summary>
    public bool Carries { get; init; }
    public bool Reaches { get; init; }
    public bool IsStrict { get; init; }

    /// <summary>A landing between the signed base and the tip already used this content.</summary>
    public bool IsSpent { get; init; }

    /// <summary>Paths whose content differs from what was signed; only these have to be read again.</summary>
    public IReadOnlyList<RepoPath> StalePaths { get; init; } = [];
    public IReadOnlyList<string> NotReviewed { get; init; } = [];
    public bool IsConstrained { get; init; }

    /// <summary>Decisions that the signer had seen when signing.</summary>
    public IReadOnlyList<Digest> Seen { get; init; } = [];
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>Override only: the rules it names ("*" is all), the reason, and whether the person may.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];
    public string Reason { get; init; } = "";

    /// <summary>Override only: the object decision it names, if any.</summary>
    public Digest? Names { get; init; }
    public IReadOnlyList<string> Environments { get; init; } = [];
}

public sealed record CaseFacts
{
    public required Digest Statement { get; init; }
    public required PersonId SignedBy { get; init; }

    /// <summary>Sections with an answer: asked, why, alternatives, breaks, checked, not-understood, rollback, advice, ai, rollout.</summary>
    public IReadOnlyList<string> Answered { get; init; } = [];

    /// <summary>True where the content changed since the case was signed.</summary>
    public bool IsForOlderPatchSet { get; init; }

    /// <summary>Set where it was read from a description and signed by nobody: the account that wrote it last, by the forge's word.</summary>
    public string? Account { get; init; }
}

/// <summary>A description that was read beside the change. <paramref name="Digest"/> is over all of it.</summary>
/// <param name="Account">Kind and name of the account that wrote it last, such as github:jun; null where nobody could tell.</param>
/// <param name="WhyNot">Why it does not count as the case; null where it does.</param>
public sealed record DescriptionFacts(Digest Digest, string? Account, IReadOnlyList<string> Answered, string? WhyNot);

/// <summary>Only the asker closes a question.</summary>
public sealed record QuestionFacts(Digest Statement, PersonId AskedBy, string About, bool IsBlocking, bool IsAnswered, bool IsClosed);

public sealed record ConditionFacts(Digest Statement, PersonId SetBy, string Text, bool IsMet);

/// <summary>Evidence signed by a rostered bot that may give it.</summary>
public sealed record EvidenceFacts
{
    public required Digest Statement { get; init; }

    /// <summary>check, sarif, coverage, tests, graph, status, workflow.</summary>
    public required string Type { get; init; }
    public required string Name { get; init; }
    public required string Conclusion { get; init; }
    public required string Bot { get; init; }

    /// <summary>The content it speaks of, and whether that is this change's content at this tip.</summary>
    public bool IsForThisContent { get; init; }

    /// <summary>Numbers it carries: errors, warnings, covered, coverable, absent, weakened, deleted.</summary>
    public IReadOnlyDictionary<string, double> Numbers { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Names it carries, such as the tools that wrote the tests.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}

public sealed record PauseFacts(string Rule, PersonId By, DateTimeOffset Until, string Reason);

/// <summary>Set where the change touches .countersign/**.</summary>
/// <param name="Of">What they own, in words.</param>
/// <param name="Persons">Of whom one has to sign; empty where the roster no longer knows any.</param>
public sealed record OldOwner(string Of, IReadOnlyList<PersonId> Persons);

public sealed record GovernanceFacts
{
    /// <summary>True where every changed path lies under .countersign/.</summary>
    public bool StandsAlone { get; init; }

    /// <summary>Only removes keys, sets compromised-since or lowers levels.</summary>
    public bool OnlyTightens { get; init; }

    /// <summary>Persons whom it raises: level, key, right or ownership.</summary>
    public IReadOnlyList<PersonId> Raises { get; init; } = [];

    /// <summary>Owners of what it weakens in the catalog, as they were: somebody of each has to sign.</summary>
    public IReadOnlyList<OldOwner> OldOwners { get; init; } = [];

    /// <summary>What it takes away from the catalog, one line each.</summary>
    public IReadOnlyList<string> Weakens { get; init; } = [];

    /// <summary>Owners of the policies whose limits on minutes it weakens, because readers' answers in the result make for fewer minutes: each has to sign.</summary>
    public IReadOnlyList<PersonId> LimitOwners { get; init; } = [];

    /// <summary>Lint errors of the result, one line each.</summary>
    public IReadOnlyList<string> ResultProblems { get; init; } = [];

    /// <summary>A root key signed exactly this result tree.</summary>
    public bool SignedByRoot { get; init; }

    /// <summary>The rules at the target cannot be read, and a root key signed this result in order to open them again.</summary>
    public bool Recovers { get; init; }

    /// <summary>No policy exists yet at the target: only the first change, signed by a root key, may enter.</summary>
    public bool IsFirst { get; init; }
}
