// What a colleague without a say can do to somebody else's change with a record of their own, and what comes back after a revert.
using Countersign.Cases;
using Countersign.Changes;
using Countersign.Cli.Tests.Given;
using Countersign.People;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cli.Tests.Attacks;

public sealed class ColleaguesTests
{
    private const string RevertPolicy =
        GivenGate.SeniorPolicy
        + """
              - name: what was reverted is signed by two
                when: { not: { exact-revert: true }, paths: "config/**" }
                require: { peer-review: 2 }
            """;

    [Fact]
    [Trait("claim", "H13")]
    public void A_patch_set_that_a_colleague_signs_for_a_change_neither_bars_its_signer_nor_closes_it()
    {
        using var gate = GivenGate.Open(GivenGate.SeniorPolicy);
        gate.Commit("kit", "crowded", "config/crowded.yml", "a: 1\n");
        gate.Proposed("kit", "crowded");
        gate.SignedOff("ines", "crowded");
        var folder = gate.Clone("moss");
        gate.Write(folder, "message", string.Concat(Enumerable.Repeat(new string('x', 999) + "\n", 9000)));
        var fat = gate.Git(folder, "commit-tree", "origin/main^{tree}", "-p", "origin/main", "-F", "message");
        gate.Push("moss", $"{fat}:refs/heads/fat").Code.ShouldBe(0);
        var patch = gate.Recorded<PatchSet>()[0];
        gate.Say(
            "moss",
            patch with
            {
                Signer = GivenGate.Claim("moss"),
                Nonce = GivenGate.NewNonce(),
                Number = 1_000_000,
                Previous = new PreviousPatchSet(Digest.Of("nothing"u8), patch.Subject.Digest!.Value),
                Head = ObjectId.Parse(fat),
                Accountable = PersonId.Parse("ines"),
            }
        );

        gate.Push("kit", "crowded:main").ShouldBeHeld("ines", "made this change");
        gate.Run("teo", "list").Code.ShouldBe(0, "what one colleague offers hides nothing that others do");
        gate.Says("ines", "disown", "ines@harbour.example", "--change", "origin/crowded");
        gate.Push("kit", "crowded:main").ShouldEnter();
    }

    [Fact]
    public void A_number_that_leaves_none_after_it_does_not_keep_the_author_from_the_next_version()
    {
        using var gate = GivenGate.Open(GivenGate.SeniorPolicy);
        gate.Commit("kit", "counted", "config/counted.yml", "a: 1\n");
        gate.Proposed("kit", "counted");
        var patch = gate.Recorded<PatchSet>()[0];
        gate.Say(
            "moss",
            patch with
            {
                Signer = GivenGate.Claim("moss"),
                Nonce = GivenGate.NewNonce(),
                Number = 1_000_000,
                Previous = new PreviousPatchSet(Digest.Of("nothing"u8), patch.Subject.Digest!.Value),
                Accountable = PersonId.Parse("moss"),
            }
        );
        gate.Commit("kit", "counted", "config/counted.yml", "a: 2\n");

        gate.Run("kit", "propose", "counted").Output.ShouldContain("Patch set 2 of change");
    }

    [Fact]
    [Trait("claim", "W27"), Trait("twin", "W27")]
    public void What_somebody_took_back_stays_taken_back_when_the_key_that_did_so_ends()
    {
        var end = DateTimeOffset.UtcNow.AddHours(1).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        using var gate = GivenGate.Open(
            GivenGate.SeniorPolicy,
            rosterOf: it =>
                it.PracticeRoster()
                    .Replace(
                        $$"""keys: [{ key: "{{it.PublicKey("teo")}}", kind: file }]""",
                        $$"""keys: [{ key: "{{it.PublicKey("teo")}}", kind: file }, { key: "{{it.PublicKey("stranger")}}", kind: file, valid-before: {{end}} }]""",
                        StringComparison.Ordinal
                    )
        );
        gate.Rewrite("jun", "ended", "config/ended.yml", "a: 1\n");
        gate.Approved("jun", "ended", "teo");
        gate.Craft(
                "teo",
                "ended",
                (change, by) => GivenGate.Approval(change, by) with { Decision = DecisionKind.Object, Assurance = null },
                key: "stranger"
            )
            .ShouldEnter();
        gate.Push("jun", "ended:main").ShouldBeHeld("teo objects");

        gate.Now = gate.Now.AddHours(2);
        gate.Check("jun", "ended").GetProperty("verdict").GetString().ShouldBe("Held", "the objection is older than the end of its key");

        gate.Says("teo", "withdraw", "ended");
        gate.SignedOff("teo", "ended");
        gate.Check("jun", "ended").GetProperty("verdict").GetString().ShouldBe("Allowed", "teo's other key ends what the first one began");
    }

    [Fact]
    [Trait("claim", "C34"), Trait("twin", "C34")]
    public void What_was_landed_and_reverted_comes_back_as_a_change_and_not_as_a_revert_of_the_revert()
    {
        using var gate = GivenGate.Open(RevertPolicy);
        gate.Rewrite("jun", "first", "config/again.yml", "a: 1\n");
        gate.Approved("jun", "first", "teo", "ines");
        gate.Push("jun", "first:main").ShouldEnter();
        gate.Rewrite("jun", "back", "config/other.yml", "a: 1\n");
        gate.Git(gate.Clone("jun"), "reset", "-q", "--hard", "origin/main");
        gate.Git(gate.Clone("jun"), "rm", "-q", "config/again.yml");
        gate.Git(gate.Clone("jun"), "commit", "-q", "-m", "back");
        gate.Approved("jun", "back", "teo");
        gate.Push("jun", "back:main").ShouldEnter();

        gate.Rewrite("jun", "second", "config/again.yml", "a: 1\n");
        gate.Approved("jun", "second", "teo");
        var again = gate.Push("jun", "second:main");

        again.ShouldBeHeld("other readers");
        gate.SignedOff("ines", "second");
        gate.Push("jun", "second:main").Flat().ShouldContain("Allowed, signed by");
    }
}
