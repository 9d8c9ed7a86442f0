// What the reading verbs are tried on: landings made the honest way, and the ways in which somebody tampers.
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Records;
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.Signatures;

namespace Countersign.Cli.Tests.Given;

public sealed partial class GivenGate
{
    public const string NewTimeout = "checkout:\n  timeout-seconds: 40\n  retries: 2\n";

    /// <summary>jun's one-line change of the timeout, offered, answered, signed by teo, and in; everyone's clone knows it.</summary>
    public string LandTimeout(string content = NewTimeout)
    {
        var head = Commit("jun", "timeout", "config/checkout.yml", content, "checkout: wait longer for the provider");
        Land("jun", "timeout", "teo");
        Fetched("teo");
        return head;
    }

    /// <summary>The same with a real case, a question answered and closed, a condition met, and one path not read.</summary>
    public string LandTimeoutWithAQuestion()
    {
        var head = Commit(
            "jun",
            "timeout",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["config/checkout.yml"] = NewTimeout,
                ["pages/help/refunds.md"] = "# Refunds\nA refund takes three days.\n",
            },
            "checkout: wait longer for the provider\n\nAssisted-by: Claude Code\n"
        );
        Offered(Run("jun", "propose", "timeout"));
        Offered(
            Run(
                "jun",
                "case",
                "timeout",
                "--asked",
                "carts time out at the till on busy evenings",
                "--why",
                "The provider answers in up to 35 seconds on busy evenings, and at 30 we cut off payments that it then booked all the same.",
                "--alternatives",
                "retry from the till: customers were charged twice in the trial",
                "--breaks",
                "a slow provider holds a connection ten seconds longer",
                "--checked",
                "the load test with answers after 38 seconds",
                "--not-understood",
                "nothing",
                "--rollback",
                "revert it; no data is written"
            )
        );
        Fetched("teo");
        var asked = Run(
            "teo",
            "ask",
            "What happens to carts that are open while this goes in?",
            "--change",
            "timeout",
            "--path",
            "config/checkout.yml",
            "--line",
            "2"
        );
        var id = asked.Output.Split(' ')[1];
        Run("jun", "answer", id, "They keep the old value until they are paid.", "--change", "timeout").Code.ShouldBe(0);
        Run("teo", "answer", id, "--accept", "--change", "timeout").Code.ShouldBe(0);
        var signed = Sign("teo", "timeout", "--assurance", "read-risky-parts", "--not-reviewed", "pages/help/refunds.md", "--constrained");
        signed.Output.ShouldContain("Signed by", customMessage: signed.All);
        var pushed = Push("jun", "timeout:main");
        pushed.Code.ShouldBe(0, pushed.All);
        Fetched("teo");
        return head;
    }

    public void Land(string author, string branch, params string[] signers)
    {
        Approve(author, branch, signers);
        var pushed = Push(author, $"{branch}:main");
        pushed.Code.ShouldBe(0, pushed.All);
    }

    /// <summary>The person's clone, with everything the bare repository has by now.</summary>
    public string Fetched(string person)
    {
        var folder = Clone(person);
        Git(folder, "fetch", "-q", "origin");
        return folder;
    }

    public string FreshClone(string person)
    {
        _clones.Remove(person);
        return Fetched(person);
    }

    /// <summary>The gate's public trust file, as its keeper would hand it over.</summary>
    public string TrustFile()
    {
        var file = Path_("trust.json");
        File.WriteAllText(file, Git(Bare, "show", "refs/countersign/gate:trust.json"));
        return file;
    }

    /// <summary>Somebody with a shell on the server moves main without any hook.</summary>
    public string PastTheGate(string path, string content)
    {
        var head = Commit("stranger", "past", path, content, "past the gate");
        Git(Bare, "fetch", "-q", Clone("stranger"), "past");
        Git(Bare, "update-ref", "refs/heads/main", head);
        return head;
    }

    /// <summary>Somebody with a shell on the server appends a landing that a key of their own signed.</summary>
    public void Forge(Landing landing)
    {
        var repository = GitRepository.Open(new GitProgram(), Bare);
        using var room = repository.OpenCleanRoom();
        new GitGateChain(repository, room).Append(Main, [(landing.New, RecordEnvelope.Of(landing).Seal(EcdsaPrivateKey.Create()))]);
    }

    /// <summary>Somebody with a shell on the server publishes another trust file, on top of what the gate has.</summary>
    public void PublishByHand(byte[] trust)
    {
        const string Gate = "refs/countersign/gate";
        var tree = Tree(Bare, Gate, [("100644", Blob(Bare, trust), "trust.json")]);
        Git(Bare, "update-ref", Gate, GitAs("stranger", Bare, "commit-tree", tree, "-p", Gate, "-m", "gate: trust file"));
    }

    /// <summary>Somebody with a shell on the server makes the records anew with only these files.</summary>
    public void RewriteRecords(Func<string, bool> keep)
    {
        var folder = Path_($"records-{Guid.NewGuid():N}");
        Must("git", "clone", "-q", "--no-checkout", Bare, folder);
        Git(folder, "fetch", "-q", "origin", "refs/countersign/records");
        Git(folder, "checkout", "-q", "FETCH_HEAD");
        foreach (
            var file in Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => !file.Contains("/.git/", StringComparison.Ordinal))
        )
        {
            if (!keep(Path.GetRelativePath(folder, file).Replace('\\', '/')))
            {
                File.Delete(file);
            }
        }

        GitAs("stranger", folder, "checkout", "-q", "--orphan", "anew");
        GitAs("stranger", folder, "add", "-A");
        GitAs("stranger", folder, "commit", "-q", "--allow-empty", "-m", "records");
        Git(Bare, "fetch", "-q", folder, "anew");
        Git(Bare, "update-ref", "refs/countersign/records", Git(folder, "rev-parse", "HEAD"));
        Git(Bare, "reflog", "expire", "--expire=now", "--all");
        Git(Bare, "gc", "-q", "--prune=now");
    }
}
