// Everything that a decision may see, time included; specs/facts.md gives its one JSON form.
using Countersign.Changes;
using Countersign.People;
using Countersign.Signatures;

namespace Countersign.Inputs;

/// <summary>
/// Gathered once, outside the core, and then only read. A part that is null has no source yet: whatever asks for it is
/// Faulted and names what is needed. Source: specs/facts.md.
/// </summary>
public sealed record Facts
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>The gate's clock when it decides; kept in the landing, so that later checks use the same instant.</summary>
    public required DateTimeOffset Now { get; init; }

    public required RepositoryFacts Repository { get; init; }

    public required SubjectFacts Subject { get; init; }

    public IReadOnlyList<FileFacts> Files { get; init; } = [];

    public IReadOnlyList<CommitFacts> Commits { get; init; } = [];

    public IReadOnlyList<MakerFacts> Makers { get; init; } = [];

    /// <summary>The person who signed the patch set, else the only human maker; null where nobody stands for the change.</summary>
    public PersonId? Accountable { get; init; }

    public required ProvenanceFacts Provenance { get; init; }

    public ReachFacts? Reach { get; init; }

    public ReviewMinutesFacts? ReviewMinutes { get; init; }

    /// <summary>Everyone the roster at the target's tip knows; who could sign is computed from here.</summary>
    public IReadOnlyList<PersonFacts> People { get; init; } = [];

    public IReadOnlyList<DecisionFacts> Decisions { get; init; } = [];

    public CaseFacts? Case { get; init; }

    /// <summary>Where a forge's job handed one over.</summary>
    public DescriptionFacts? Description { get; init; }

    public IReadOnlyList<QuestionFacts> Questions { get; init; } = [];

    public IReadOnlyList<ConditionFacts> Conditions { get; init; } = [];

    public IReadOnlyList<EvidenceFacts> Evidence { get; init; } = [];

    public HistoryFacts? History { get; init; }

    public LikelihoodFacts? Likelihood { get; init; }

    /// <summary>Read where a rule asks and the target has a list; null otherwise.</summary>
    public IncidentFacts? Incidents { get; init; }

    public GovernanceFacts? Governance { get; init; }

    /// <summary>Rules paused by their owner's signature: rule name to the end of the pause.</summary>
    public IReadOnlyList<PauseFacts> Pauses { get; init; } = [];

    /// <summary>Why the target is closed for a time, until when and by whom, in words; null where it is open.</summary>
    public string? Frozen { get; init; }

    /// <summary>The rules in force were opened by a root key, and nobody has confirmed them since, in words; null where that is not so.</summary>
    public string? Recovered { get; init; }

    /// <summary>What went wrong while gathering, in words with a way out; anything here is a Faulted verdict.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}

/// <summary><paramref name="Id"/> is git:32 hex, or empty before hook install; <paramref name="ObjectFormat"/> sha1 or sha256.</summary>
public sealed record RepositoryFacts(string Id, string ObjectFormat, string GitVersion);

public enum MergeState
{
    Clean,
    Conflict,
    Markers,
}

/// <summary>The change itself. The digest is null until a decision has to be compared with it.</summary>
public sealed record SubjectFacts
{
    public string? ChangeId { get; init; }
    public int? PatchSet { get; init; }
    public required string TargetRef { get; init; }
    public string? SourceRef { get; init; }
    public required ObjectId Base { get; init; }
    public required ObjectId BaseTree { get; init; }
    public required ObjectId Head { get; init; }

    /// <summary>The tree that would land; null where the merge conflicts.</summary>
    public ObjectId? ResultTree { get; init; }
    public Digest? ChangeDigest { get; init; }
    public MergeState Merge { get; init; }
    public IReadOnlyList<RepoPath> ConflictPaths { get; init; } = [];
    public string Title { get; init; } = "";

    /// <summary>The whole of the head commit's message.</summary>
    public string Message { get; init; } = "";
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Trailer Countersign-Series, where declared.</summary>
    public string? Series { get; init; }

    /// <summary>The landing (its new commit) of which this change is the exact inverse.</summary>
    public ObjectId? ExactRevertOf { get; init; }

    /// <summary>When the gate's own record first held this content; null where it has not.</summary>
    public DateTimeOffset? FirstSeen { get; init; }
}

/// <summary>Kinds as in specs/policy.md; a file can be of several.</summary>
public sealed record FileFacts
{
    public required RepoPath Path { get; init; }
    public RepoPath? RenamedFrom { get; init; }
    public required string OldMode { get; init; }
    public required string NewMode { get; init; }
    public int Added { get; init; }
    public int Deleted { get; init; }
    public bool IsBinary { get; init; }
    public bool IsLfsPointer { get; init; }
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Components that claim the old or the new path; empty means unmapped.</summary>
    public IReadOnlyList<string> Components { get; init; } = [];

    /// <summary>Persons who own the path: catalog owner team or person, else CODEOWNERS; empty means nobody.</summary>
    public IReadOnlyList<PersonId> Owners { get; init; } = [];

    /// <summary>Of the added lines those proven to have only moved here; absent where nobody looked or none were.</summary>
    public int? Moved { get; init; }

    /// <summary>Of the deleted lines those proven to stand elsewhere in this change.</summary>
    public int? MovedAway { get; init; }

    /// <summary>Size in review: see ReviewMinutes, formula A.</summary>
    public double EffectiveLines { get; init; }
}

/// <summary><paramref name="Signature"/> is none, good (by a rostered key), or unverified.</summary>
public sealed record CommitFacts(
    ObjectId Id,
    int ParentCount,
    string AuthorName,
    string AuthorEmail,
    string CommitterName,
    string CommitterEmail,
    bool IsCleanMerge,
    string Signature,
    PersonId? SignedBy
);
