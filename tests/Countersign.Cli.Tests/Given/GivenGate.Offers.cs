// What attacks need of the gate: quick honest offers, merges by hand, other people's accounts, and a second repository.
using System.Globalization;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Pushes;
using Countersign.Adapters.Git.Records;
using Countersign.Attestations;
using Countersign.Changes;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cli.Tests.Given;

public sealed partial class GivenGate
{
    /// <summary>Whatever reaches or may reach something of medium criticality takes one senior; the rest takes nobody.</summary>
    public const string SeniorPolicy = """
        version: 1
        owner: mara
        review-by: 2099-01-01
        levels: [junior, mid, senior, principal]
        otherwise: nothing
        rules:
          - name: a senior who did not make it signs what runs
            when: { blast-radius: { reaches: medium, unmapped-counts-as: medium } }
            require: { sign-offs: { count: 1, from: { above: author, at-least: senior } } }

        """;

    /// <summary>Offers a branch and has the signers sign it, all of it let in without the hook so that it costs little.</summary>
    public void Approved(string author, string branch, params string[] signers)
    {
        Proposed(author, branch);
        foreach (var signer in signers)
        {
            SignedOff(signer, branch);
        }
    }

    public void Proposed(string author, string branch, string to = "main") =>
        Quietly(() =>
        {
            Git(Clone(author), "checkout", "-q", branch);
            Offered(Run(author, "propose", branch, "--to", to));
        });

    public void SignedOff(string signer, string branch, params string[] options) =>
        Quietly(() =>
        {
            var signed = Sign(signer, branch, options);
            signed.Output.ShouldContain("Signed by", customMessage: signed.All);
        });

    /// <summary>Any other verb about a change, with what the gate has by then; let in without the hook as well.</summary>
    public void Says(string person, params string[] arguments) =>
        Quietly(() =>
        {
            Git(Clone(person), "fetch", "-q", "origin");
            Offered(Run(person, arguments));
        });

    /// <summary>Arranges with honest pushes only: pre-receive is left out, and what post-receive writes down is written in this process.</summary>
    public void Quietly(Action arrange)
    {
        var before = BareRefs();
        Directory.Move(Path.Combine(Bare, "hooks"), Path.Combine(Bare, "hooks-at-rest"));
        try
        {
            arrange();
        }
        finally
        {
            Directory.Move(Path.Combine(Bare, "hooks-at-rest"), Path.Combine(Bare, "hooks"));
        }

        WrittenDown(before, BareRefs());
    }

    /// <summary>What post-receive does, in this process.</summary>
    private void WrittenDown(Dictionary<string, ObjectId> before, Dictionary<string, ObjectId> after)
    {
        using var house = OpenHouse.Open(Around(Bare), inHook: false);
        var key = house.ReadKey();
        using var alone = house.Folder.Lock();
        var moved = after
            .Where(pair => !before.TryGetValue(pair.Key, out var was) || was != pair.Value)
            .Select(pair => new RefCommand(pair.Key, before.TryGetValue(pair.Key, out var old) ? old : ObjectId.Zero(pair.Value.Format), pair.Value))
            .ToList();
        var pushed = new PushedHeads(house.Folder);
        pushed.Add(moved.Where(move => move.Ref.StartsWith("refs/heads/", StringComparison.Ordinal)).Select(move => move.New).Distinct(), null, Now);
        var writer = new LandingWriter(house.Gatehouse, house.Folder, key);
        foreach (var move in moved)
        {
            if (move.Ref == RecordRefs.Records)
            {
                new HeadKeeper(house.Gatehouse, pushed, key).Keep(move.Old, move.New, null, Now);
            }
            else if (writer.IsRecorded(move.Ref))
            {
                writer.Write(move.Ref, move.Old, move.New, null, Now);
            }
        }
    }

    /// <summary>A harmless change lands: nobody has to sign for a help page.</summary>
    public void TargetMoves(string path, string content, string target = "main")
    {
        Git(Clone("kit"), "fetch", "-q", "origin");
        Git(Clone("kit"), "checkout", "-q", "-B", "moves", "--no-track", $"origin/{target}");
        Commit("kit", "moves", path, content);
        Quietly(() => Push("kit", $"moves:{target}").ShouldEnter());
    }

    /// <summary>A merge commit on the target's tip, as `git merge --no-ff` makes it; <paramref name="meddle"/> edits it before it is committed.</summary>
    /// <returns>The local branch that holds it.</returns>
    public string Merge(string person, string branch, Action<string>? meddle = null, string target = "main", params string[] options)
    {
        var folder = Clone(person);
        Git(folder, "fetch", "-q", "origin");
        Git(folder, "checkout", "-q", "-B", $"land-{branch}", "--no-track", $"origin/{target}");
        return MergeHere(person, branch, meddle, options);
    }

    /// <summary>Merges into the branch that is checked out; a conflict is left for <paramref name="meddle"/> to resolve.</summary>
    public string MergeHere(string person, string branch, Action<string>? meddle = null, params string[] options)
    {
        var folder = Clone(person);
        Try(folder, "git", [.. options, "merge", "-q", "--no-ff", "--no-commit", branch]);
        meddle?.Invoke(folder);
        Git(folder, "add", "-A");
        Git(folder, "commit", "-q", "--allow-empty", "-m", $"merge {branch}");
        return Git(folder, "rev-parse", "--abbrev-ref", "HEAD");
    }

    /// <summary>The branch as it would be if it had been made anew from the target's tip, with this content.</summary>
    public string Rewrite(string person, string branch, string path, string content)
    {
        var folder = Clone(person);
        Git(folder, "fetch", "-q", "origin");
        Git(folder, "checkout", "-q", "-B", branch, "--no-track", "origin/main");
        return Commit(person, branch, path, content);
    }

    /// <summary>A push in which the transport names the account, as a server in front of the repository does.</summary>
    public Ran PushThrough(string account, string person, params string[] refspecs) =>
        Try(Clone(person), "env", [$"GL_USER={account}", "git", "push", "origin", .. refspecs]);

    /// <summary>Another guarded repository with the same history, and with the same records where they are copied too.</summary>
    public string Fork(string name, bool withRecords = false)
    {
        var fork = Path_(name);
        Must("git", "clone", "-q", withRecords ? "--mirror" : "--bare", Bare, fork);
        RunIn(fork, ["hook", "install", "--trust", Key("root") + ".pub", "--program", Program]).Code.ShouldBe(0);
        return fork;
    }

    /// <summary>Changes the roster the honest way: two of the highest level, mara and wren where nobody is named, sign it, and it lands.</summary>
    public void Govern(string change, Func<string, string> edit, params string[] signers)
    {
        var folder = Clone("kit");
        Git(folder, "fetch", "-q", "origin");
        var roster = edit(Git(folder, "show", "origin/main:.countersign/roster.yml") + "\n");
        Commit("kit", change, ".countersign/roster.yml", roster);
        Approved("kit", change, signers.Length > 0 ? signers : ["mara", "wren"]);
        Push("kit", $"{change}:main").ShouldEnter();
    }

    /// <summary>Every record of a kind in the bare repository, as written, whoever signed it.</summary>
    public IReadOnlyList<T> Recorded<T>()
        where T : Statement
    {
        var repository = GitRepository.Open(new GitProgram(), Bare);
        using var room = repository.OpenCleanRoom();
        return [.. new GitRecordStore(repository, room).ReadAll().Select(record => Opened(record.Bytes)).OfType<T>().Distinct()];
    }

    public Surroundings Around(string folder) =>
        new(new Screen(TextWriter.Null, TextWriter.Null, TextReader.Null, colour: false, interactive: false), folder, () => Now, _ => null);

    public static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(1, count).Select(i => line(i) + "\n"));

    public static string Lines(int count) => Lines(count, i => string.Create(CultureInfo.InvariantCulture, $"line {i}"));

    private Dictionary<string, ObjectId> BareRefs() =>
        Git(Bare, "for-each-ref", "--format=%(refname) %(objectname)")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToDictionary(words => words[0], words => ObjectId.Parse(words[1]), StringComparer.Ordinal);

    private static Statement? Opened(ReadOnlyMemory<byte> stored) =>
        DsseEnvelope.TryParse(stored.Span, out var envelope, out _)
            ? StatementReader.Read(envelope.Payload).Match((statement, _) => statement, _ => (Statement?)null)
            : null;
}
