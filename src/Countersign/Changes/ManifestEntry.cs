// One record of a change manifest: a path, and what stood and stands there.
using System.Runtime.InteropServices;
using Countersign.Signatures;

namespace Countersign.Changes;

/// <summary>One side of a record. Content is the SHA-256 of the blob, or of the hex text of a submodule's commit id.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ManifestSide
{
    private ManifestSide(EntryMode mode, Digest? content) => (Mode, Content) = (mode, content);

    public EntryMode Mode { get; }

    /// <summary>Null exactly where the side is absent.</summary>
    public Digest? Content { get; }

    public static ManifestSide Absent => default;

    public static ManifestSide Of(EntryMode mode, Digest content) =>
        mode.HasBlob() ? new(mode, content) : throw new ArgumentException($"A side of mode {mode} has no content of its own.", nameof(mode));

    public static ManifestSide Submodule(ObjectId commit) => new(EntryMode.Submodule, Digest.Of(System.Text.Encoding.ASCII.GetBytes(commit.Hex)));

    internal static ManifestSide Raw(EntryMode mode, Digest content) => new(mode, content);
}

public readonly record struct ManifestEntry(RepoPath Path, ManifestSide Old, ManifestSide New)
{
    public ManifestEntry Inverse() => new(Path, New, Old);
}
