// Records told differently: an older state of them named by the pusher, and another spelling of what somebody signed.
using System.Text;
using Countersign.Cli.Tests.Given;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cli.Tests.Attacks;

public sealed class RetoldRecordsTests(SharedGate shared) : IClassFixture<SharedGate>
{
    private const string Records = "refs/countersign/records";
    private readonly GivenGate gate = shared.Gate;

    [Fact]
    [Trait("claim", "R16"), Trait("twin", "R16")]
    public void Whoever_names_an_older_state_of_the_records_has_nothing_judged_by_it()
    {
        gate.Commit("jun", "older", "config/older.yml", "a: 1\n");
        gate.Offer("jun", "older");
        gate.SignedBy("ines", "jun", "older");
        var before = gate.Tip(Records);
        var objection = gate.SignedBy("teo", "jun", "older", it => it with { Decision = DecisionKind.Object, Assurance = null });
        gate.Refresh("jun");
        var folder = gate.Clone("jun");
        gate.Git(folder, "fetch", "-q", "origin", $"+{Records}:refs/attack/records");
        var forged = gate.Git(folder, "commit-tree", $"{before}^{{tree}}", "-p", before, "-m", "as if nobody had objected");
        gate.Push("jun", $"{forged}:refs/heads/elsewhere").Code.ShouldBe(0, "any commit may lie on a branch of one's own");

        Claim(before, forged).All.ShouldContain("teo objects", customMessage: "Git refuses such records only later, and main not at all");

        gate.SignedBy("teo", "jun", "older", it => it with { Decision = DecisionKind.Withdraw, Assurance = null, Previous = objection });
        Claim(before, forged).Code.ShouldBe(0, "what is on record lets it in, whatever else the push says");
        gate.Push("jun", "older:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "R17"), Trait("twin", "R17")]
    public void Another_spelling_of_a_record_cuts_nothing_off_that_names_it()
    {
        gate.Commit("jun", "respelt", "config/respelt.yml", "a: 1\n");
        gate.Offer("jun", "respelt");
        gate.Fetch("mara");
        gate.Decide("mara", "override", "respelt", "--all", "--reason", "carts are lost", "--follow-up", "teo reads it", "--until", "24h");
        gate.Decide("mara", "override", "respelt", "--all", "--end", "--reason", "a mistake", "--follow-up", "none", "--until", "24h");
        var objection = gate.SignedBy("teo", "jun", "respelt", it => it with { Decision = DecisionKind.Object, Assurance = null });
        gate.SignedBy("teo", "jun", "respelt", it => it with { Decision = DecisionKind.Withdraw, Assurance = null, Previous = objection });

        Respell("/override/").ShouldBeGreaterThan(0);
        Respell("\"object\"").ShouldBeGreaterThan(0);

        gate.Push("jun", "respelt:main").ShouldBeHeld("nobody has signed");
        gate.Push("jun", "respelt:main").All.ShouldNotContain("teo objects", customMessage: "it was withdrawn, under whatever name");
        gate.SignedBy("ines", "jun", "respelt");
        gate.Push("jun", "respelt:main").ShouldEnter();
    }

    /// <summary>What the hook answers to a push of records and main together whose pusher says where the records stood.</summary>
    private Ran Claim(string from, string to) =>
        gate.Try(
            gate.Bare,
            "sh",
            "-c",
            $"printf '%s\\n' '{from} {to} {Records}' '{gate.Tip()} {gate.Git(gate.Clone("jun"), "rev-parse", "older")} {GivenGate.Main}' | GIT_DIR=. hooks/pre-receive"
        );

    /// <summary>Pushes, for every stored record with these words in it, another envelope around it that comes before it by name.</summary>
    private int Respell(string words)
    {
        var copies = new List<(string Path, byte[] Bytes)>();
        foreach (var (path, bytes) in gate.StoredRecords().Where(record => !record.Path.StartsWith("t/", StringComparison.Ordinal)))
        {
            var envelope = Encoding.UTF8.GetString(bytes);
            if (
                !DsseEnvelope.TryParse(bytes, out var read, out _)
                || !Encoding.UTF8.GetString(read.Payload.Span).Contains(words, StringComparison.Ordinal)
            )
            {
                continue;
            }

            var original = Digest.Of(bytes);
            var copy = Enumerable
                .Range(1, 200)
                .Select(blanks => Encoding.UTF8.GetBytes(new string(' ', blanks) + envelope))
                .First(one => Digest.Of(one).CompareTo(original) < 0);
            copies.Add((path.Replace(original.ToString(), Digest.Of(copy).ToString(), StringComparison.Ordinal), copy));
        }

        gate.PushRecords("jun", copies).Code.ShouldBe(0, "sound in either spelling");
        return copies.Select(copy => copy.Path.Split('/')[^1]).Distinct(StringComparer.Ordinal).Count();
    }
}
