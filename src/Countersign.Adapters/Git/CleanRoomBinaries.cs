// The clean room's count of lines where Git counts none: a NUL byte makes no file free to read.
using Countersign.Adapters.Git.Lines;
using Countersign.Changes;

namespace Countersign.Adapters.Git;

public sealed partial class CleanRoom
{
    /// <summary>Bytes that make a line at least, in what has few line breaks or none.</summary>
    private const int BytesPerLine = 40;

    /// <summary>Larger contents are not compared line by line; Git itself gives up at a gigabyte.</summary>
    private const long LargestCompared = 256L << 20;

    /// <summary>
    /// Files that Git takes for binary, with the lines it would count in them as text, and never fewer added than their growth by
    /// <see cref="BytesPerLine"/>. An <see cref="OpaqueFormat"/> has no lines, and nor has what is wholly gone: nobody reads it. One process
    /// more, and only where there is something else.
    /// </summary>
    private IReadOnlyList<ChangedFile> WithBinaryLines(IReadOnlyList<ChangedFile> files, ObjectId treeA, ObjectId treeB)
    {
        var heads = Heads(files.Where(file => file.IsBinary));
        long Size(RepoPath path, ObjectId blob) => heads.TryGetValue(blob, out var it) && !OpaqueFormat.Is(path, it.Head) ? it.Size : 0;
        var sizes = files.Where(file => file.IsBinary).Select(file => Math.Max(Size(file.Path, file.OldBlob), Size(file.Path, file.NewBlob)));
        var lines = sizes.DefaultIfEmpty().Max() is > 0 and <= LargestCompared ? CountAsText(treeA, treeB) : [];
        return [.. files.Select(file => file.IsBinary ? Counted(file) : file)];

        ChangedFile Counted(ChangedFile file)
        {
            var (old, @new) = (Size(file.Path, file.OldBlob), Size(file.Path, file.NewBlob));
            var (nothing, grown) = (ObjectId.Zero(Format), (Math.Max(0, @new - old) + BytesPerLine - 1) / BytesPerLine);
            if (!lines.TryGetValue((file.OldBlob, file.NewBlob), out var count))
            {
                // Git tells of a link that becomes a file as of two files; what it could not compare is new as a whole.
                count = (
                    lines.TryGetValue((nothing, file.NewBlob), out var came) ? came.Added : @new / BytesPerLine,
                    lines.TryGetValue((file.OldBlob, nothing), out var went) ? went.Deleted : old / BytesPerLine
                );
            }

            return file with
            {
                Added = @new == 0 ? 0 : (int)Math.Min(int.MaxValue, Math.Max(count.Added, grown)),
                Deleted = old == 0 || file.IsDeleted ? 0 : (int)Math.Min(int.MaxValue, count.Deleted),
            };
        }
    }

    private Dictionary<ObjectId, (long Size, byte[] Head)> Heads(IEnumerable<ChangedFile> files)
    {
        var heads = new Dictionary<ObjectId, (long Size, byte[] Head)>();
        var wanted = files.SelectMany(file => new[] { (file.OldMode, file.OldBlob), (file.NewMode, file.NewBlob) });
        _objects.Each(
            wanted.Where(side => side.Item1.HasBlob()).Select(side => side.Item2).Distinct(),
            (id, _, size, piece) =>
            {
                var head = heads.TryGetValue(id, out var known) ? known.Head : [];
                heads[id] = (
                    size,
                    head.Length < OpaqueFormat.HeadBytes ? [.. head, .. piece[..Math.Min(piece.Length, OpaqueFormat.HeadBytes)]] : head
                );
            }
        );
        return heads;
    }

    /// <summary>Lines by the two contents; files with the same two have the same.</summary>
    private Dictionary<(ObjectId Old, ObjectId New), (long Added, long Deleted)> CountAsText(ObjectId treeA, ObjectId treeB)
    {
        using var process = _git.Start(Surroundings, ["diff-tree", .. PatchWalk.Options, "--no-renames", "--text", treeA.Hex, treeB.Hex]);
        process.Arm();
        process.Feed(default);
        var lines = new Dictionary<(ObjectId, ObjectId), (long Added, long Deleted)>();
        (ObjectId, ObjectId) open = default;
        PatchWalk.Of(
            process,
            reader => new PatchWalk(reader, process.Arm)
            {
                Contents = (old, @new) => lines[open = (old, @new)] = (0, 0),
                Hunk = hunk => lines[open] = (lines[open].Added + hunk.Count, lines[open].Deleted + hunk.Removed),
            }
        );
        return lines;
    }
}
