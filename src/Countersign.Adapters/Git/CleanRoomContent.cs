// The clean room's reading of contents: the manifest that a sign-off binds to, and conflict markers left behind.
using System.Security.Cryptography;
using Countersign.Changes;
using Countersign.Signatures;

namespace Countersign.Adapters.Git;

public sealed partial class CleanRoom
{
    /// <summary>Reads every content once, in pieces; memory grows with the number of files, not with their size.</summary>
    public ChangeManifest Manifest(IReadOnlyList<ChangedFile> files)
    {
        var contents = new Dictionary<ObjectId, Digest>();
        var wanted = new HashSet<ObjectId>();
        foreach (var file in files)
        {
            if (file.OldMode.HasBlob())
            {
                wanted.Add(file.OldBlob);
            }

            if (file.NewMode.HasBlob())
            {
                wanted.Add(file.NewBlob);
            }
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _objects.Each(
            wanted,
            (id, kind, _, piece) =>
            {
                if (kind != ObjectKind.Blob)
                {
                    throw new GitFault($"object {id} is not a file's content", "git cat-file", exitCode: 0);
                }

                if (piece.IsEmpty)
                {
                    contents[id] = Digest.FromBytes(hash.GetHashAndReset());
                }
                else
                {
                    hash.AppendData(piece);
                }
            }
        );
        return ChangeManifest.Of(
            files.Select(file => new ManifestEntry(file.Path, Side(file.OldMode, file.OldBlob, contents), Side(file.NewMode, file.NewBlob, contents)))
        );
    }

    /// <summary>The manifest from the target's tree to the result's tree: two processes, however large.</summary>
    public ChangeManifest Manifest(ObjectId targetTree, ObjectId resultTree) => Manifest(Compare(targetTree, resultTree, countLines: false));

    /// <summary>Files whose new content has more whole sets of conflict markers than the old; binary ones are passed over.</summary>
    public IReadOnlyList<RepoPath> ConflictMarkers(IReadOnlyList<ChangedFile> files)
    {
        var text = files.Where(static file => file.NewMode.IsFile() && !file.IsBinary).ToArray();
        var after = CountMarkers(text.Select(static file => file.NewBlob));
        var suspects = text.Where(file => after[file.NewBlob] > 0).ToArray();
        var before = CountMarkers(suspects.Where(static file => file.OldMode.IsFile()).Select(static file => file.OldBlob));
        return [.. suspects.Where(file => after[file.NewBlob] > before.GetValueOrDefault(file.OldBlob)).Select(static file => file.Path)];
    }

    private Dictionary<ObjectId, int> CountMarkers(IEnumerable<ObjectId> blobs)
    {
        var counts = new Dictionary<ObjectId, int>();
        var scan = new MarkerScan();
        _objects.Each(
            blobs.Distinct(),
            (id, _, _, piece) =>
            {
                if (piece.IsEmpty)
                {
                    counts[id] = scan.Finish();
                }
                else
                {
                    scan.Add(piece);
                }
            }
        );
        return counts;
    }

    private static ManifestSide Side(EntryMode mode, ObjectId id, Dictionary<ObjectId, Digest> contents) =>
        mode switch
        {
            EntryMode.Absent => ManifestSide.Absent,
            EntryMode.Submodule => ManifestSide.Submodule(id),
            _ => ManifestSide.Of(mode, contents[id]),
        };
}
