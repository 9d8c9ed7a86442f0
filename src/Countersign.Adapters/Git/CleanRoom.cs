// A private bare repository that borrows another's objects and none of its settings: the same question, the same answer.
using System.Buffers;
using System.Text;
using Countersign.Changes;

namespace Countersign.Adapters.Git;

/// <summary>
/// Reads no configuration, attributes, grafts, replacements, mailmap or work tree but its own empty ones. New objects go to
/// its folder and vanish with it. Answers about any number of files or commits cost a constant number of processes.
/// </summary>
public sealed partial class CleanRoom : IDisposable
{
    private const string Config = """
        [core]
            bare = true
            repositoryformatversion = {0}
            attributesFile =
            excludesFile =
            hooksPath = /dev/null
            fsmonitor = false
            logAllRefUpdates = false
            quotePath = false
            autocrlf = false
            symlinks = true
            fileMode = true
        [extensions]
            objectFormat = {1}
        [merge]
            directoryRenames = false
            renames = true
            renameLimit = 7000
            renormalize = false
        [diff]
            algorithm = myers
            renames = false
            renameLimit = 1000
            indentHeuristic = true
        [gc]
            auto = 0
        [maintenance]
            auto = false

        """;

    private static readonly SearchValues<char> s_odd = SearchValues.Create("\"\\\n\r\t#");
    private readonly DirectoryInfo _folder;
    private readonly GitProgram _git;
    private readonly ObjectReader _objects;

    internal CleanRoom(GitRepository repository)
    {
        _git = repository.Git;
        Format = repository.Format;
        _folder = Directory.CreateTempSubdirectory("countersign-room-");
        try
        {
            Furnish(repository);
        }
        catch
        {
            _folder.Delete(recursive: true);
            throw;
        }

        Surroundings = GitSurroundings.Only(_folder.FullName, _folder.FullName);
        _objects = new ObjectReader(_git, Surroundings);
    }

    public ObjectFormat Format { get; }

    /// <summary>For callers that need another question asked in the same silence.</summary>
    public GitSurroundings Surroundings { get; }

    public GitProgram Git => _git;

    internal ObjectReader Objects => _objects;

    public void Dispose()
    {
        _objects.Dispose();
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A folder left behind in the temporary place is no reason to lose an answer.
        }
    }

    /// <summary>The tree that would land if theirs were merged into ours.</summary>
    /// <exception cref="GitFault">A commit that is missing or broken.</exception>
    public MergeResult Merge(ObjectId ours, ObjectId theirs)
    {
        using var process = BeginMerge(ours, theirs);
        return EndMerge(process, ours, theirs);
    }

    /// <summary>Git merges while the caller asks for other things; <see cref="EndMerge"/> takes the answer.</summary>
    internal GitProcess BeginMerge(ObjectId ours, ObjectId theirs) =>
        _git.Begin(Surroundings, ["merge-tree", "--write-tree", "-z", "--no-messages", ours.Hex, theirs.Hex]);

    internal MergeResult EndMerge(GitProcess process, ObjectId ours, ObjectId theirs)
    {
        var answer = GitProgram.End(process);
        if (answer.ExitCode is not (0 or 1))
        {
            return IsCommit(ours) && IsCommit(theirs) && MergeBases(ours, theirs).Count == 0
                ? new MergeResult.Conflict([], "the two histories have no commit in common")
                : throw GitFault.Failed(answer.Command, answer.ExitCode, answer.StandardError);
        }

        return ReadMerge(answer);
    }

    public bool IsAncestor(ObjectId ancestor, ObjectId of) => Ask("merge-base", "--is-ancestor", ancestor.Hex, of.Hex).Expect(0, 1).ExitCode == 0;

    /// <summary>All best common ancestors, several where histories cross, none where they never met.</summary>
    public IReadOnlyList<ObjectId> MergeBases(ObjectId left, ObjectId right) =>
        [.. Ask("merge-base", "--all", left.Hex, right.Hex).Expect(0, 1).Lines.Select(ObjectId.Parse)];

    /// <summary>tree(first parent) to tree(commit) for landed things needs only this.</summary>
    public ObjectId TreeOf(ObjectId commit) => ReadCommit(commit).Tree;

    /// <summary>Brings what this room has made (the trees of clean merges) into the repository; no ref moves.</summary>
    public void KeepObjects(GitRepository repository)
    {
        var made = Path.Combine(_folder.FullName, "objects");
        foreach (var file in Directory.EnumerateFiles(made, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(made, file);
            var target = Path.Combine(repository.ObjectFolder, name);
            if (name.Length == ObjectId.HexLength(Format) + 1 && !File.Exists(target))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                var passing = Path.Combine(repository.ObjectFolder, "tmp_obj_" + Path.GetRandomFileName());
                File.Copy(file, passing);
                File.Move(passing, target, overwrite: true);
            }
        }
    }

    internal static MergeResult ReadMerge(GitAnswer answer)
    {
        var reader = new ByteReader(new MemoryStream(answer.Output), answer.Command);
        if (!ObjectId.TryParse(reader.ReadTo(0), out var tree))
        {
            throw GitFault.Unreadable(answer.Command, "it does not start with a tree");
        }

        var paths = new SortedSet<RepoPath>();
        while (reader.TryReadTo(0, out var piece) && !piece.IsEmpty)
        {
            var tab = piece.IndexOf((byte)'\t');
            if (tab < 0 || tab + 1 == piece.Length)
            {
                throw GitFault.Unreadable(answer.Command, "a conflict has no path");
            }

            paths.Add(RepoPath.FromBytes(piece[(tab + 1)..]));
        }

        return answer.ExitCode == 0 && paths.Count == 0
            ? new MergeResult.Clean(tree)
            : new MergeResult.Conflict([.. paths], "both sides changed the same lines or files");
    }

    private GitAnswer Ask(params string[] arguments) => _git.Run(Surroundings, arguments);

    private bool IsCommit(ObjectId id) => _objects.Read(id, 0) is { Kind: ObjectKind.Commit };

    private void Furnish(GitRepository repository)
    {
        var path = _folder.FullName;
        Directory.CreateDirectory(Path.Combine(path, "objects", "info"));
        Directory.CreateDirectory(Path.Combine(path, "objects", "pack"));
        Directory.CreateDirectory(Path.Combine(path, "refs", "heads"));
        Directory.CreateDirectory(Path.Combine(path, "info"));
        var sha256 = Format == ObjectFormat.Sha256;
        var config = Config
            .Replace("{0}", sha256 ? "1" : "0", StringComparison.Ordinal)
            .Replace("{1}", sha256 ? "sha256" : "sha1", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(path, "config"), sha256 ? config : config.Replace("    objectFormat = sha1\n", "", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(path, "HEAD"), "ref: refs/heads/nothing\n");
        File.WriteAllText(Path.Combine(path, "info", "attributes"), "");
        IEnumerable<string> lenders = repository.Quarantine is { } quarantine
            ? [quarantine.ObjectFolder, .. quarantine.Alternates, repository.ObjectFolder]
            : [repository.ObjectFolder];
        File.WriteAllText(
            Path.Combine(path, "objects", "info", "alternates"),
            string.Concat(lenders.Distinct(StringComparer.Ordinal).Select(static lender => Quoted(lender) + "\n"))
        );
    }

    /// <summary>As Git's alternates file wants odd names: in double quotes, with the odd bytes in octal.</summary>
    private static string Quoted(string folder)
    {
        var path = folder.Replace(Path.DirectorySeparatorChar, '/');
        if (!path.AsSpan().ContainsAny(s_odd))
        {
            return path;
        }

        var quoted = new StringBuilder("\"");
        foreach (var one in Encoding.UTF8.GetBytes(path))
        {
            quoted.Append(
                one is > 0x20 and < 0x7F and not ((byte)'"' or (byte)'\\') ? ((char)one).ToString() : "\\" + Convert.ToString(one, 8).PadLeft(3, '0')
            );
        }

        return quoted.Append('"').ToString();
    }
}
