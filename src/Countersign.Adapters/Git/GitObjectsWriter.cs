// Adds files to a tree and makes a commit of it, in one process for reading and one for writing.
using System.Text;
using Countersign.Changes;

namespace Countersign.Adapters.Git;

/// <summary>A file to stand at a path; with neither content nor a stored blob it takes away what stands there.</summary>
public sealed record NewFile(RepoPath Path, byte[]? Content, EntryMode Mode = EntryMode.Regular)
{
    /// <summary>An object that is there already, or a submodule's commit.</summary>
    public ObjectId? Stored { get; init; }
}

/// <summary>Parents in order; the author and the committer are whom the caller names, never whom Git would guess.</summary>
public sealed record NewCommit(IReadOnlyList<ObjectId> Parents, string Message, Identity Author, Identity Committer);

public sealed record WrittenCommit(ObjectId Id, ObjectId Tree);

/// <summary>Writes objects only; no ref moves. Objects that no ref comes to reach are swept away by Git in time.</summary>
public sealed class GitObjectsWriter : IDisposable
{
    private readonly GitProgram _git;
    private readonly GitSurroundings _surroundings;
    private readonly ObjectFormat _format;
    private readonly ObjectReader _objects;

    public GitObjectsWriter(GitRepository repository)
        : this(repository.Git, repository.Surroundings, repository.Format) { }

    /// <summary>What is written stays in the room until <see cref="CleanRoom.KeepObjects"/>.</summary>
    public GitObjectsWriter(CleanRoom room)
        : this(room.Git, room.Surroundings, room.Format) { }

    private GitObjectsWriter(GitProgram git, GitSurroundings surroundings, ObjectFormat format)
    {
        (_git, _surroundings, _format) = (git, surroundings, format);
        _objects = new ObjectReader(git, surroundings);
    }

    /// <param name="baseTree">What the files are added to; null for nothing.</param>
    public WrittenCommit Commit(ObjectId? baseTree, IReadOnlyCollection<NewFile> files, NewCommit commit)
    {
        var pack = new PackWriter(_format);
        var tree = Grow(pack, baseTree, files);
        return Finish(pack, tree, commit);
    }

    /// <summary>A commit of a tree that exists already, such as a clean merge that was brought over.</summary>
    public WrittenCommit CommitTree(ObjectId tree, NewCommit commit) => Finish(new PackWriter(_format), tree, commit);

    public void Dispose() => _objects.Dispose();

    private WrittenCommit Finish(PackWriter pack, ObjectId tree, NewCommit commit)
    {
        var text = new StringBuilder().Append("tree ").Append(tree.Hex).Append('\n');
        foreach (var parent in commit.Parents)
        {
            text.Append("parent ").Append(parent.Hex).Append('\n');
        }

        text.Append("author ").Append(commit.Author.Line).Append('\n');
        text.Append("committer ").Append(commit.Committer.Line).Append("\n\n");
        text.Append(commit.Message.Replace("\0", "", StringComparison.Ordinal).TrimEnd('\n')).Append('\n');
        var id = pack.Add(ObjectKind.Commit, Encoding.UTF8.GetBytes(text.ToString()));
        _git.Run(_surroundings, ["unpack-objects", "-q", "--strict"], pack.ToBytes()).Expect();
        return new WrittenCommit(id, tree);
    }

    private ObjectId Grow(PackWriter pack, ObjectId? baseTree, IReadOnlyCollection<NewFile> files)
    {
        var root = new Folder(baseTree);
        var seen = new HashSet<RepoPath>();
        foreach (var file in files)
        {
            if (!seen.Add(file.Path))
            {
                throw new ArgumentException($"The path {file.Path.Display} stands twice.", nameof(files));
            }

            Place(root, file.Path.Text.Split('/'), file, file.Content is { } content ? pack.Add(ObjectKind.Blob, content) : file.Stored);
        }

        return Write(pack, root) ?? pack.Add(ObjectKind.Tree, []);
    }

    private void Place(Folder folder, ReadOnlySpan<string> names, NewFile file, ObjectId? blob)
    {
        if (names[0] is "" or "." or ".." || names[0].Equals(".git", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"{file.Path.Display} is no path that Git would store.", nameof(file));
        }

        Load(folder);
        if (names.Length > 1)
        {
            if (!folder.Folders.TryGetValue(names[0], out var inner))
            {
                folder.Folders[names[0]] = inner = new Folder(null);
            }

            folder.Entries.Remove(names[0]);
            Place(inner, names[1..], file, blob);
            return;
        }

        folder.Folders.Remove(names[0]);
        folder.Entries.Remove(names[0]);
        if (blob is { } id)
        {
            folder.Entries[names[0]] = new TreeEntry(RepoPath.Parse(names[0]), file.Mode, id);
        }
    }

    private void Load(Folder folder)
    {
        folder.Touched = true;
        if (folder.Stored is not { } tree || tree == ObjectId.EmptyTree(_format) || folder.Loaded)
        {
            return;
        }

        folder.Loaded = true;
        foreach (var entry in TreeObject.Read(_objects.ReadWhole(tree, ObjectKind.Tree), _format))
        {
            if (entry.Mode == EntryMode.Tree)
            {
                folder.Folders[entry.Path.Text] = new Folder(entry.Id);
            }
            else
            {
                folder.Entries[entry.Path.Text] = entry;
            }
        }
    }

    /// <summary>Null for a folder that became empty, which Git does not store.</summary>
    private static ObjectId? Write(PackWriter pack, Folder folder)
    {
        if (!folder.Touched && folder.Stored is { } unchanged)
        {
            return unchanged;
        }

        var entries = folder.Entries.Values.ToList();
        foreach (var (name, inner) in folder.Folders)
        {
            if (Write(pack, inner) is { } tree)
            {
                entries.Add(new TreeEntry(RepoPath.Parse(name), EntryMode.Tree, tree));
            }
        }

        return entries.Count == 0 ? null : pack.Add(ObjectKind.Tree, TreeObject.Write(entries));
    }

    private sealed class Folder(ObjectId? stored)
    {
        public ObjectId? Stored => stored;
        public bool Loaded { get; set; }
        public bool Touched { get; set; }
        public Dictionary<string, TreeEntry> Entries { get; } = new(StringComparer.Ordinal);
        public Dictionary<string, Folder> Folders { get; } = new(StringComparer.Ordinal);
    }
}
