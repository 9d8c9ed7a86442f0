// What tests of pushes need beside the verbs: landings as the gate recorded them, records by hand, refs made on the server.
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Pushes;
using Countersign.Adapters.Git.Records;
using Countersign.Adapters.Keys;
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.SignOffs;

namespace Countersign.Cli.Tests.Given;

public sealed partial class GivenGate
{
    public GateSettings Settings =>
        new GateFolder(GitRepository.Open(new GitProgram(), Bare))
            .ReadSettings()
            .Match((settings, _) => settings, problems => throw new InvalidOperationException(string.Join("; ", problems)));

    /// <summary>Verified with the gate's key, oldest first.</summary>
    public IReadOnlyList<Landing> Landings(string reference = "refs/heads/main")
    {
        var repository = GitRepository.Open(new GitProgram(), Bare);
        using var room = repository.OpenCleanRoom();
        return [.. new GatePublication(repository, room).Landings(Settings, reference).Select(pair => pair.Landing)];
    }

    /// <summary>Every landing begins where the one before ended, and the last is the ref's tip.</summary>
    public void ChainIsWhole(string reference = "refs/heads/main", string? from = null)
    {
        var landings = Landings(reference);
        var at = from ?? Settings.BaselineOf(reference)?.Hex ?? new string('0', Format == "sha256" ? 64 : 40);
        foreach (var landing in landings)
        {
            landing.Old.Hex.ShouldBe(at);
            at = landing.New.Hex;
        }

        at.ShouldBe(Tip(reference));
    }

    /// <summary>Signs a statement with a person's key and leaves it in the records of their clone, unsent.</summary>
    public void Keep(string person, Statement statement, string? key = null)
    {
        var repository = GitRepository.Open(new GitProgram(), Clone(person));
        using var room = repository.OpenCleanRoom();
        var signer = new SshKeygenSigner(SigningKey.Find(Key(key ?? person), _ => null, _folder));
        new GitRecordStore(repository, room).Add([.. StoredRecord.Of(statement, signer.Seal(statement))]);
    }

    /// <summary>The records of the server in the person's clone.</summary>
    public void FetchRecords(string person) => Try(Clone(person), "git", "fetch", "-q", "origin", "+refs/countersign/*:refs/countersign/*");

    public Ran OnServer(params string[] arguments) => Try(Bare, "git", arguments);

    /// <summary>Whether the server has the object at all, reachable or not.</summary>
    public bool Has(string id) => OnServer("cat-file", "-e", id).Code == 0;

    public string Hook(string name) => Path.Combine(Bare, "hooks", name);

    /// <summary>A change below pages/help, which the practice policy lets in without a signature.</summary>
    public string LowChange(string person, string branch, string text) => Commit(person, branch, "pages/help/refunds.md", $"# Refunds\n{text}\n");
}
