// The clean room's questions about content: what differs, what stands where.
using Countersign.Changes;

namespace Countersign.Adapters.Git;

public sealed partial class CleanRoom
{
    private const long LargestTree = 256L << 20;

    /// <summary>Every path that differs, in the order of the paths' bytes, without rename detection; one process, and one more where Git takes a file for binary.</summary>
    /// <param name="countLines">Reads every changed file; without it the counts are null.</param>
    public IReadOnlyList<ChangedFile> Compare(ObjectId treeA, ObjectId treeB, bool countLines = true)
    {
        IReadOnlyList<string> counting = countLines ? ["--numstat"] : [];
        var files = Diff(["--no-renames", .. counting], treeA, treeB);
        return files.Exists(static file => file.IsBinary) ? WithBinaryLines(files, treeA, treeB) : files;
    }

    /// <summary>The same files with hints for people about where similar content stood before; one process more.</summary>
    public IReadOnlyList<ChangedFile> WithRenameHints(IReadOnlyList<ChangedFile> files, ObjectId treeA, ObjectId treeB)
    {
        var moved = Diff(["--find-renames", "--diff-filter=R"], treeA, treeB).ToDictionary(static file => file.Path, static file => file.RenamedFrom);
        return [.. files.Select(file => moved.TryGetValue(file.Path, out var from) ? file with { RenamedFrom = from } : file)];
    }

    /// <summary>A file's first bytes.</summary>
    /// <exception cref="GitFault">There is no such object, or it is no blob.</exception>
    public ObjectContent ReadBlob(ObjectId id, long maxBytes) =>
        _objects.Read(id, maxBytes) switch
        {
            null => throw ObjectReader.Missing(id),
            { Kind: ObjectKind.Blob } blob => blob,
            _ => throw new GitFault($"object {id} is not a file's content", "git cat-file"),
        };

    /// <summary>What stands at a path, or null: found name by name, so that no odd name can be misread.</summary>
    public TreeEntry? Find(ObjectId tree, RepoPath path)
    {
        var rest = path.Bytes;
        while (true)
        {
            var slash = rest.IndexOf((byte)'/');
            var name = slash < 0 ? rest : rest[..slash];
            TreeEntry? found = null;
            foreach (var entry in ReadTree(tree))
            {
                if (entry.Path.Bytes.SequenceEqual(name))
                {
                    found = entry with { Path = path };
                }
            }

            if (found is null || slash < 0)
            {
                return found;
            }

            if (found.Value.Mode != EntryMode.Tree)
            {
                return null;
            }

            tree = found.Value.Id;
            rest = rest[(slash + 1)..];
        }
    }

    /// <summary>The first bytes of the regular file at a path; null where nothing or no regular file stands there.</summary>
    public ObjectContent? ReadPath(ObjectId tree, RepoPath path, long maxBytes) =>
        Find(tree, path) is { } entry && entry.Mode.IsFile() ? ReadBlob(entry.Id, maxBytes) : null;

    /// <summary>Everything beneath a folder (all of it by default) that is not a folder itself, with whole paths; streamed.</summary>
    public IEnumerable<TreeEntry> ListTree(ObjectId tree, RepoPath? folder = null)
    {
        var open = new Stack<TreeEntry>();
        if (folder is { } start)
        {
            if (Find(tree, start) is not { Mode: EntryMode.Tree } found)
            {
                yield break;
            }

            open.Push(found);
        }
        else
        {
            open.Push(new TreeEntry(default, EntryMode.Tree, tree));
        }

        while (open.TryPop(out var next))
        {
            if (next.Mode != EntryMode.Tree)
            {
                yield return next;
                continue;
            }

            foreach (var entry in Enumerable.Reverse(ReadTree(next.Id)))
            {
                open.Push(entry with { Path = Join(next.Path, entry.Path) });
            }
        }
    }

    internal IReadOnlyList<TreeEntry> ReadTree(ObjectId tree) =>
        tree == ObjectId.EmptyTree(Format) ? [] : TreeObject.Read(_objects.ReadWhole(tree, ObjectKind.Tree, LargestTree), Format);

    private static RepoPath Join(RepoPath folder, RepoPath name) =>
        folder.Bytes.IsEmpty ? name : RepoPath.FromBytes([.. folder.Bytes, (byte)'/', .. name.Bytes]);

    private List<ChangedFile> Diff(IReadOnlyList<string> options, ObjectId treeA, ObjectId treeB)
    {
        using var process = _git.Start(
            Surroundings,
            [
                "diff-tree",
                "-r",
                "-z",
                "--raw",
                "--full-index",
                "--no-color",
                "--no-ext-diff",
                "--no-textconv",
                "--ignore-submodules=none",
                .. options,
                treeA.Hex,
                treeB.Hex,
            ]
        );
        process.Arm();
        process.Feed(default);
        try
        {
            var files = RawDiff.Read(process.Output, Format);
            process.Expect();
            return files;
        }
        catch (GitFault problem) when (problem.ExitCode is null)
        {
            throw process.Failure() ?? problem;
        }
    }
}
