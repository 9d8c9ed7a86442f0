// A repository on disk: where its parts lie, what its refs and its own configuration say.
using System.Text;
using Countersign.Changes;

namespace Countersign.Adapters.Git;

/// <summary>A ref as it stands; <paramref name="Target"/> is the full name a symbolic ref points to, else null.</summary>
public sealed record GitRef(string Name, ObjectId Id, string? Target);

/// <summary>
/// Variables that point Git elsewhere are ignored: the repository is the one at the folder. In a hook the folder is the
/// hook's own, and the quarantine is handed over on purpose.
/// </summary>
public sealed class GitRepository
{
    private readonly GitProgram _git;
    private IReadOnlyList<KeyValuePair<string, string>>? _ownConfig;
    private IReadOnlyList<KeyValuePair<string, string>>? _config;
    private HeldRefs? _held;

    private GitRepository(GitProgram git, string[] facts, Quarantine? quarantine)
    {
        _git = git;
        GitDir = Path.GetFullPath(facts[0]);
        CommonDir = Path.GetFullPath(facts[1], GitDir);
        ObjectFolder = Path.Combine(CommonDir, "objects");
        Format = facts[2] == "sha256" ? ObjectFormat.Sha256 : ObjectFormat.Sha1;
        IsBare = facts[3] == "true";
        IsShallow = facts[4] == "true";
        WorkTree = facts.Length > 5 && facts[5].Length > 0 ? facts[5] : null;
        Quarantine = quarantine;
        Surroundings = GitSurroundings.Only(GitDir, GitDir);
    }

    public GitProgram Git => _git;

    /// <summary>Absolute; of this work tree where there are several.</summary>
    public string GitDir { get; }

    /// <summary>Absolute; what all work trees share.</summary>
    public string CommonDir { get; }

    public string ObjectFolder { get; }

    /// <summary>The top of the work tree, null in a bare repository.</summary>
    public string? WorkTree { get; }

    public ObjectFormat Format { get; }

    public bool IsBare { get; }

    public bool IsShallow { get; }

    public Quarantine? Quarantine { get; }

    /// <summary>True for a partial clone, in which objects may be missing on purpose.</summary>
    public bool IsPartial => OwnConfig("extensions.partialclone") is not null;

    /// <summary>This repository and its own configuration, nothing of the person's.</summary>
    public GitSurroundings Surroundings { get; }

    /// <exception cref="GitFault">The folder is in no repository.</exception>
    public static GitRepository Open(GitProgram git, string folder, Quarantine? quarantine = null)
    {
        if (!Directory.Exists(folder))
        {
            throw new GitFault($"there is no folder {VisibleText.Of(folder)}");
        }

        var answer = git.Run(
            GitSurroundings.Person(Path.GetFullPath(folder)),
            [
                "rev-parse",
                "--absolute-git-dir",
                "--path-format=absolute",
                "--git-common-dir",
                "--show-object-format",
                "--is-bare-repository",
                "--is-shallow-repository",
                "--show-toplevel",
            ]
        );
        var facts = answer.Text.Split('\n');

        // A bare repository, and the inside of a GIT_DIR, have no top level: Git then fails after all other lines.
        return
            (answer.ExitCode == 0 && facts.Length == 7)
            || (answer.ExitCode == 128 && facts.Length == 6 && answer.StandardError.Contains("work tree", StringComparison.Ordinal))
            ? new GitRepository(git, facts, quarantine)
            : throw (
                answer.ExitCode == 0 ? GitFault.Unreadable(answer.Command, "a folder's name has a line break in it")
                : answer.StandardError.Contains("not a git repository", StringComparison.Ordinal) ? NoRepository(folder, answer)
                : GitFault.Failed(answer.Command, answer.ExitCode, answer.StandardError)
            );
    }

    private static GitFault NoRepository(string folder, GitAnswer answer) =>
        new(
            $"{VisibleText.Of(Path.GetFullPath(folder))} is not a git repository, nor in one",
            answer.Command,
            answer.ExitCode,
            answer.StandardError,
            "Name a folder in a clone, or make a repository with git init."
        );

    /// <summary>In a hook: the repository of the current folder, with receive-pack's quarantine where there is one.</summary>
    public static GitRepository InHook(GitProgram git) =>
        Open(
            git,
            Environment.GetEnvironmentVariable("GIT_DIR") is { Length: > 0 } folder ? folder : Environment.CurrentDirectory,
            Quarantine.FromEnvironment()
        );

    /// <exception cref="ShallowRefusal">History is cut off here.</exception>
    public void RefuseShallow()
    {
        if (IsShallow)
        {
            var remotes = Run("remote").Lines;
            var remote =
                remotes.Count == 0 ? "REMOTE"
                : remotes.Contains("origin") ? "origin"
                : remotes[0];
            throw new ShallowRefusal($"git fetch --unshallow {remote}");
        }
    }

    /// <summary>A private place to ask about objects in, out of reach of this repository's configuration and attributes.</summary>
    /// <exception cref="ShallowRefusal">History is cut off here.</exception>
    public CleanRoom OpenCleanRoom()
    {
        RefuseShallow();
        return new CleanRoom(this);
    }

    /// <summary>Refs at or beneath a prefix such as refs/heads; all of them by default.</summary>
    public IReadOnlyList<GitRef> Refs(string prefix = "refs/")
    {
        if (_held is { } held)
        {
            return held.Beneath(prefix);
        }

        var lines = Run("for-each-ref", "--format=%(objectname) %(refname) %(symref)", prefix).Lines;
        return
        [
            .. lines
                .Select(line => line.Split(' '))
                .Select(words => new GitRef(words[1], ObjectId.Parse(words[0]), words[2].Length > 0 ? words[2] : null)),
        ];
    }

    /// <summary>From now on refs are as they stand at this moment, for a command that moves none: one process, however often they are asked for.</summary>
    public void HoldRefs() => _held ??= new HeldRefs(Refs(), GitDir);

    /// <summary>The commit, or null where the revision names none.</summary>
    public ObjectId? ResolveCommit(string revision) => _held?.OnlyBranch(revision) ?? Resolve(revision + "^{commit}");

    public ObjectId? ResolveTree(string revision) => Resolve(revision + "^{tree}");

    /// <summary>Whatever a full ref name points to, unpeeled, or null where it does not exist.</summary>
    public ObjectId? ReadRef(string fullName) =>
        _held is { } held && fullName.StartsWith("refs/", StringComparison.Ordinal) ? held.Find(fullName) : Resolve(fullName);

    /// <summary>The ref that is really meant: symbolic refs followed to their end, any other name unchanged.</summary>
    public string FinalName(string fullName)
    {
        var answer = _git.Run(Surroundings, ["symbolic-ref", "--quiet", fullName]);
        return answer.ExitCode == 0 ? answer.Text.TrimEnd('\n') : fullName;
    }

    /// <summary>The last value in this repository's own configuration file, without includes, or null.</summary>
    public string? OwnConfig(string key) =>
        _ownConfig is null && !MayName(key) ? null : Last(_ownConfig ??= ReadConfig(Surroundings, "--local"), key);

    public IReadOnlyList<string> OwnConfigValues(string key) => Values(_ownConfig ??= ReadConfig(Surroundings, "--local"), key);

    /// <summary>The last value that Git itself would use here for this person, or null.</summary>
    public string? Config(string key) => Last(_config ??= ReadConfig(GitSurroundings.Person(GitDir, GitDir), "--includes"), key);

    /// <summary>Writes to this repository's own configuration file.</summary>
    public void SetConfig(string key, string value)
    {
        Run("config", "--local", "--replace-all", key, value);
        (_ownConfig, _config) = (null, null);
    }

    internal GitAnswer Run(params string[] arguments) => _git.Run(Surroundings, arguments).Expect();

    private ObjectId? Resolve(string revision)
    {
        if (revision.Length == 0 || revision.AsSpan().ContainsAny('\0', '\n'))
        {
            return null;
        }

        var answer = _git.Run(Surroundings, ["rev-parse", "--quiet", "--verify", "--end-of-options", revision]);
        return answer.ExitCode == 0 && ObjectId.TryParse(answer.Text.TrimEnd('\n'), out var id) ? id : null;
    }

    /// <summary>A file that nowhere spells the section's name sets no key in it, and nobody has to ask Git.</summary>
    private bool MayName(string key)
    {
        try
        {
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(CommonDir, "config")));
            return text.Contains(key[..key.IndexOf('.', StringComparison.Ordinal)], StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private List<KeyValuePair<string, string>> ReadConfig(GitSurroundings surroundings, string scope)
    {
        var entries = new List<KeyValuePair<string, string>>();
        foreach (
            var entry in _git.Run(surroundings, ["config", scope, "--null", "--list"])
                .Expect()
                .Text.Split('\0', StringSplitOptions.RemoveEmptyEntries)
        )
        {
            var line = entry.IndexOf('\n', StringComparison.Ordinal);
            entries.Add(line < 0 ? new(entry, "true") : new(entry[..line], entry[(line + 1)..]));
        }

        return entries;
    }

    private static string? Last(IReadOnlyList<KeyValuePair<string, string>> config, string key) =>
        Values(config, key) is { Count: > 0 } values ? values[^1] : null;

    /// <summary>Git lower-cases section and key, and keeps the case of what stands between the first and the last dot.</summary>
    private static List<string> Values(IReadOnlyList<KeyValuePair<string, string>> config, string key)
    {
        var (first, last) = (key.IndexOf('.', StringComparison.Ordinal), key.LastIndexOf('.'));
        var normal = first < 0 ? key.ToLowerInvariant() : key[..first].ToLowerInvariant() + key[first..last] + key[last..].ToLowerInvariant();
        return [.. config.Where(entry => entry.Key == normal).Select(entry => entry.Value)];
    }
}
