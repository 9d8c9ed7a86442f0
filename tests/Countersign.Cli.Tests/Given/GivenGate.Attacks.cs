// What an attacker has at hand: statements signed by their own key, records written by hand, history written by plumbing.
using System.Text.Json;
using Countersign.Adapters.Keys;
using Countersign.Attestations;
using Countersign.People;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cli.Tests.Given;

/// <summary>A gate that the tests of one class share; each test works on files and branches of its own.</summary>
public sealed class SharedGate : IDisposable
{
    private readonly Lazy<GivenGate> _gate = new(() => GivenGate.Open());

    public GivenGate Gate => _gate.Value;

    public void Dispose()
    {
        if (_gate.IsValueCreated)
        {
            _gate.Value.Dispose();
        }
    }
}

public static class RanWords
{
    /// <summary>On one line, as if the screen had been wide enough: without Git's marks and line breaks.</summary>
    public static string Flat(this Ran ran) =>
        string.Join(' ', ran.All.Replace("remote: ", " ", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

public sealed partial class GivenGate
{
    public const string Main = "refs/heads/main";
    private const string Records = "refs/countersign/records";

    public StatementContext Here(string? target = Main) => new(Settings.Repository, target);

    public static SignerClaim Claim(string person) => new(PersonId.Parse(person), null, Digest.Of("the roster"u8));

    public static Nonce NewNonce() => Nonce.FromBytes(Guid.NewGuid().ToByteArray());

    /// <summary>Whole seconds, as statements have them.</summary>
    public DateTimeOffset Second => DateTimeOffset.FromUnixTimeSeconds(Now.ToUnixTimeSeconds());

    /// <summary>The stored bytes of this statement under this key, whatever the statement says about its signer.</summary>
    public byte[] Seal(string key, Statement statement) => new SshKeygenSigner(SigningKey.Find(Key(key), _ => null, _folder)).Seal(statement);

    /// <summary>Signed with the key and pushed to the records at every place where it belongs; the digest is its id.</summary>
    public Digest Say(string key, Statement statement)
    {
        var envelope = Seal(key, statement);
        var pushed = PushRecords(
            key is "root" ? "mara" : key,
            [.. StoredRecord.Of(statement, envelope).Select(record => (record.Path.ToString(), record.Bytes.ToArray()))]
        );
        pushed.Code.ShouldBe(0, pushed.All);
        return Digest.Of(envelope);
    }

    /// <summary>Adds files to the records with Git's own plumbing and pushes them, through the hook.</summary>
    public Ran PushRecords(string person, IReadOnlyList<(string Path, byte[] Bytes)> files, params string[] alsoPush) =>
        PushRecordTree(person, files.Select(file => ("100644", Blob(Clone(person), file.Bytes), file.Path)), deletes: [], alsoPush);

    /// <summary>Any tree on top of the records, as an attacker would write it.</summary>
    public Ran PushRecordTree(
        string person,
        IEnumerable<(string Mode, string Blob, string Path)> adds,
        IReadOnlyList<string> deletes,
        params string[] alsoPush
    )
    {
        var folder = Clone(person);
        Try(folder, "git", "fetch", "-q", "origin", $"+{Records}:refs/attack/records");
        var tip = Try(folder, "git", "rev-parse", "-q", "--verify", "refs/attack/records");
        var tree = Tree(folder, tip.Code == 0 ? "refs/attack/records" : null, adds, deletes);
        var commit = Git(folder, ["commit-tree", tree, .. tip.Code == 0 ? new[] { "-p", tip.Output.Trim() } : [], "-m", "records by hand"]);
        return Push(person, [$"{commit}:{Records}", .. alsoPush]);
    }

    public string Blob(string folder, byte[] bytes)
    {
        var file = Path_($"blob-{Guid.NewGuid():N}");
        File.WriteAllBytes(file, bytes);
        return Git(folder, "hash-object", "-w", "--no-filters", file);
    }

    /// <summary>A tree written entry by entry, on top of another where one is given.</summary>
    public string Tree(
        string folder,
        string? onTopOf,
        IEnumerable<(string Mode, string Blob, string Path)> adds,
        IReadOnlyList<string>? deletes = null
    )
    {
        var index = Path_($"index-{Guid.NewGuid():N}");
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["GIT_INDEX_FILE"] = index };
        if (onTopOf is not null)
        {
            With(environment, folder, "read-tree", onTopOf);
        }

        List<string> changes = ["update-index", "--add"];
        changes.AddRange(adds.SelectMany(add => new[] { "--cacheinfo", $"{add.Mode},{add.Blob},{add.Path}" }));
        changes.AddRange((deletes ?? []).SelectMany(path => new[] { "--force-remove", path }));
        With(environment, folder, [.. changes]);

        return With(environment, folder, "write-tree");
    }

    /// <summary>A commit of exactly this tree on main, on a branch of this name in the person's clone.</summary>
    public string CommitTree(string person, string branch, string tree, string message = "a change", string parent = "origin/main")
    {
        var folder = Clone(person);
        var commit = Git(folder, "commit-tree", tree, "-p", parent, "-m", message);
        Git(folder, "update-ref", $"refs/heads/{branch}", commit);
        return commit;
    }

    /// <summary>Entries on top of main, written without a work tree, so that any name and mode will do.</summary>
    public string CommitEntries(string person, string branch, params (string Mode, string Blob, string Path)[] entries)
    {
        var folder = Clone(person);
        Git(folder, "fetch", "-q", "origin");
        return CommitTree(person, branch, Tree(folder, "origin/main", entries));
    }

    private string With(Dictionary<string, string> environment, string folder, params string[] arguments)
    {
        var ran = TryWith(environment, folder, "git", arguments);
        ran.Code.ShouldBe(0, ran.All);
        return ran.Output.TrimEnd('\n');
    }

    /// <summary>A push whose transport says who is there, as gitolite does.</summary>
    public Ran PushAs(string account, string person, params string[] refspecs) =>
        TryWith(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["GL_USER"] = account },
            Clone(person),
            "git",
            ["push", "origin", .. refspecs]
        );

    public Ran TryWith(IReadOnlyDictionary<string, string> environment, string folder, string program, params string[] arguments) =>
        Try(folder, "env", [.. environment.Select(pair => $"{pair.Key}={pair.Value}"), program, .. arguments]);

    /// <summary>What `check --json` says in the person's clone, with the records fetched.</summary>
    public JsonElement Check(string person, string branch)
    {
        Refresh(person);
        var ran = Run(person, "check", "--head", branch, "--json");
        using var document = JsonDocument.Parse(ran.Output.Length > 0 ? ran.Output : throw new InvalidOperationException(ran.All));
        return document.RootElement.Clone();
    }

    /// <summary>The facts that the gate would read, as `check --facts-out` writes them.</summary>
    public JsonElement FactsOf(string person, string branch)
    {
        Refresh(person);
        var file = Path_($"facts-{Guid.NewGuid():N}.json");
        Run(person, "check", "--head", branch, "--facts-out", file);
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.Clone();
    }

    public void Refresh(string person) =>
        Git(Clone(person), "fetch", "-q", "origin", "+refs/heads/*:refs/remotes/origin/*", "+refs/countersign/*:refs/countersign/*");

    /// <summary>The content that is signed when this branch is: change id (where offered), digest and result tree.</summary>
    public StatementSubject SubjectOf(string person, string branch)
    {
        var change = Check(person, branch).GetProperty("change");
        return new StatementSubject
        {
            Change = change.TryGetProperty("change", out var id) && ChangeId.TryParse(id.GetString()!, out var known) ? known : null,
            Digest = Digest.Parse(change.GetProperty("digest").GetString()!),
            ResultTree = Countersign.Changes.ObjectId.Parse(change.GetProperty("result").GetString()!),
        };
    }

    /// <summary>Every file of the records as it lies in the bare repository.</summary>
    public IReadOnlyList<(string Path, byte[] Bytes)> StoredRecords() =>
        [
            .. Git(Bare, "ls-tree", "-r", "--name-only", Records)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(path => (path, Bytes(Bare, $"{Records}:{path}"))),
        ];

    /// <summary>The bytes of an object, exactly.</summary>
    public byte[] Bytes(string folder, string name)
    {
        var file = Path_($"bytes-{Guid.NewGuid():N}");
        Try(folder, "sh", "-c", "git cat-file blob \"$1\" > \"$2\"", "sh", name, file).Code.ShouldBe(0);
        return File.ReadAllBytes(file);
    }

    /// <summary>The predicate of a stored record.</summary>
    public static JsonElement PredicateOf(byte[] envelope)
    {
        using var outer = JsonDocument.Parse(envelope);
        using var inner = JsonDocument.Parse(outer.RootElement.GetProperty("payload").GetBytesFromBase64());
        return inner.RootElement.GetProperty("predicate").Clone();
    }
}
