// One merged change of a target's line, as a replay needs it: what changed, who are hashes, what it says of itself.
using Countersign.Changes;
using Countersign.Provenance;

namespace Countersign.Adapters.Git.Past;

/// <summary>How a change came in.</summary>
public enum Arrived
{
    /// <summary>The first commit of the line: there was nothing to change.</summary>
    Root,

    /// <summary>One commit, written on the line or squashed onto it.</summary>
    Commit,

    /// <summary>A merge commit with what it brought.</summary>
    Merge,
}

/// <summary>A tool's mark on a commit that came with the change; the text that it stood in is not kept.</summary>
public readonly record struct StepMark(string Tool, AssistanceClass Class, int Certainty);

/// <summary>The blobs are the first 64 bits of their names: enough to see that a change is the inverse of another.</summary>
public readonly record struct StepFile(
    RepoPath Path,
    EntryMode OldMode,
    EntryMode NewMode,
    ulong OldBlob,
    ulong NewBlob,
    int Added,
    int Deleted,
    bool IsBinary
);

/// <summary>Nothing in it names a person: makers are hashes of addresses, and leave this folder only as numbers.</summary>
public sealed record MergedStep
{
    public required ObjectId Id { get; init; }

    /// <summary>Null for the first commit of the line.</summary>
    public ObjectId? Parent { get; init; }

    public required Arrived How { get; init; }

    /// <summary>The committer's time, Unix seconds, never before 1970.</summary>
    public required long When { get; init; }

    public required string Subject { get; init; }

    public bool IsFix { get; init; }

    /// <summary>Everybody who wrote or co-wrote one of its commits, but for tools; at most <see cref="MostMakers"/>.</summary>
    public IReadOnlyList<uint> Makers { get; init; } = [];

    public IReadOnlyList<StepMark> Marks { get; init; } = [];

    /// <summary>Commits that its messages say were bad, as written.</summary>
    public IReadOnlyList<string> Blamed { get; init; } = [];

    /// <summary>The first 64 bits of the name of every commit that it brought besides its own.</summary>
    public IReadOnlyList<ulong> Brought { get; init; } = [];

    public IReadOnlyList<StepFile> Files { get; init; } = [];

    public const int MostMakers = 64;
    public const int MostMarks = 16;
}
