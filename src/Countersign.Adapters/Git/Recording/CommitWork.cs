// What the recorder asks Git around a commit: what is staged, what is under way, which note a commit has.
using Countersign.Changes;

namespace Countersign.Adapters.Git.Recording;

/// <param name="indexFile">The index that Git is about to commit, as it tells its hooks; null for the usual one.</param>
public sealed class CommitWork(GitRepository repository, string? indexFile = null)
{
    public const string NotesRef = "refs/notes/agent-trace";
    private const int MostPathsAsked = 500;

    /// <summary>There while Git replays or joins commits; the edits before that belong to none of them.</summary>
    private static readonly string[] s_underWay =
    [
        "MERGE_HEAD",
        "CHERRY_PICK_HEAD",
        "REVERT_HEAD",
        "SQUASH_MSG",
        "rebase-merge/head-name",
        "rebase-apply/head-name",
    ];

    /// <summary>When a merge, rebase, cherry-pick or revert began that is not finished; null where none is.</summary>
    public DateTimeOffset? UnderWaySince
    {
        get
        {
            var found = s_underWay
                .Select(name => Path.Combine(repository.GitDir, name))
                .Where(File.Exists)
                .Select(file => new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero))
                .ToList();
            return found.Count > 0 ? found.Max() : null;
        }
    }

    public bool IsRebasing =>
        s_underWay.Any(name => name.StartsWith("rebase-", StringComparison.Ordinal) && File.Exists(Path.Combine(repository.GitDir, name)));

    private GitSurroundings Index => indexFile is null ? repository.Surroundings : repository.Surroundings.With("GIT_INDEX_FILE", indexFile);

    /// <summary>Paths that differ between HEAD and what is about to be committed.</summary>
    public IReadOnlyList<string> StagedPaths() =>
        [.. Split(Run(Index, "diff-index", "--cached", "--name-only", "-z", "--no-renames", "--ignore-submodules", "--end-of-options", Base()).Text)];

    /// <summary>Files, added and deleted lines of what is about to be committed.</summary>
    public IReadOnlyList<(string Path, int Added, int Deleted)> StagedLines() =>
        [
            .. Split(
                    Run(
                        Index,
                        "diff-index",
                        "--cached",
                        "--numstat",
                        "-z",
                        "--no-renames",
                        "--no-ext-diff",
                        "--no-textconv",
                        "--ignore-submodules",
                        "--end-of-options",
                        Base()
                    ).Text
                )
                .Select(line => line.Split('\t', 3))
                .Where(parts => parts.Length == 3)
                .Select(parts => (parts[2], Number(parts[0]), Number(parts[1]))),
        ];

    /// <summary>The staged content of those of these files that are in the index.</summary>
    public IReadOnlyDictionary<string, byte[]> Staged(IReadOnlyList<string> paths)
    {
        var found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var line in Split(Run(Index, ["ls-files", "--stage", "-z", "--", .. paths]).Text))
        {
            // MODE SP ID SP STAGE TAB PATH
            if (
                line.Split('\t', 2) is [var head, var path]
                && head.Split(' ') is [var mode, var id, "0"]
                && mode.StartsWith("100", StringComparison.Ordinal)
            )
            {
                found[path] = Run(repository.Surroundings, "cat-file", "blob", id).Output;
            }
        }

        return found;
    }

    /// <summary>Those of the paths whose content in the work tree is not what HEAD has.</summary>
    public IReadOnlyList<string> Unfinished(IReadOnlyCollection<string> paths)
    {
        var asked = paths.Count <= MostPathsAsked ? paths : [];
        return
        [
            .. Split(
                    Run(
                        GitSurroundings.Person(repository.WorkTree ?? repository.GitDir, repository.GitDir).With("GIT_LITERAL_PATHSPECS", "1"),
                        ["status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=no", "--ignore-submodules", "--", .. asked]
                    ).Text
                )
                .Where(line => line.Length > 3)
                .Select(line => line[3..]),
        ];
    }

    /// <summary>Null where the commit has none.</summary>
    public byte[]? Note(ObjectId commit)
    {
        var answer = repository.Git.Run(repository.Surroundings, ["notes", "--ref", NotesRef, "list", commit.Hex]);
        return answer.ExitCode == 0 && ObjectId.TryParse(answer.Text.Trim(), out var blob)
            ? Run(repository.Surroundings, "cat-file", "blob", blob.Hex).Output
            : null;
    }

    /// <summary>Takes the place of a note that is there.</summary>
    public void WriteNote(ObjectId commit, byte[] note) =>
        repository
            .Git.Run(
                GitSurroundings.Person(repository.WorkTree ?? repository.GitDir, repository.GitDir),
                ["notes", "--ref", NotesRef, "add", "--force", "--file", "-", commit.Hex],
                note
            )
            .Expect();

    public bool IsMerge(ObjectId commit) => Run(repository.Surroundings, "rev-parse", $"{commit.Hex}^@").Lines.Count > 1;

    /// <summary>Adds lines at the end of a message, where trailers stand; Git knows its comments, scissors and line ends best.</summary>
    public void AddTrailers(string messageFile, IEnumerable<string> lines) =>
        repository
            .Git.Run(
                GitSurroundings.Person(repository.WorkTree ?? repository.GitDir, repository.GitDir),
                [
                    "interpret-trailers",
                    "--in-place",
                    "--no-divider",
                    "--where",
                    "end",
                    "--if-exists",
                    "addIfDifferent",
                    .. lines.SelectMany(line => new[] { "--trailer", line }),
                    messageFile,
                ]
            )
            .Expect();

    private string Base() =>
        repository.ResolveCommit("HEAD")?.Hex
        ?? (
            repository.Format == ObjectFormat.Sha256
                ? "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"
                : "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
        );

    private GitAnswer Run(GitSurroundings surroundings, params string[] arguments) => repository.Git.Run(surroundings, arguments).Expect();

    private static string[] Split(string text) => text.Split('\0', StringSplitOptions.RemoveEmptyEntries);

    private static int Number(string text) => int.TryParse(text, out var number) ? number : 0;
}
