// One path that differs between two trees.
namespace Countersign.Changes;

/// <summary>
/// An absent side has mode <see cref="EntryMode.Absent"/> and the zero id; a submodule's "blob" is its commit. Line counts
/// are null where they were not asked for; pictures, archives and the like have none.
/// </summary>
public sealed record ChangedFile(RepoPath Path, EntryMode OldMode, EntryMode NewMode, ObjectId OldBlob, ObjectId NewBlob)
{
    public int? Added { get; init; }
    public int? Deleted { get; init; }

    /// <summary>Git found a NUL byte near the start of either side, and shows no lines.</summary>
    public bool IsBinary { get; init; }

    /// <summary>A hint for people: where similar content stood before. Nothing is decided by it.</summary>
    public RepoPath? RenamedFrom { get; init; }

    public bool IsAdded => OldMode == EntryMode.Absent;

    public bool IsDeleted => NewMode == EntryMode.Absent;

    public bool ModeChanged => !IsAdded && !IsDeleted && OldMode != NewMode;
}
