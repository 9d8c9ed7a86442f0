// Claims about a remote that forgets or rewrites: reported, never taken over, and nothing that was known is given up.
using Countersign.Cli.Tests.Given;
using Countersign.Signatures;

namespace Countersign.Cli.Tests.Attacks;

public sealed class RemoteLossTests
{
    private const string Gate = "refs/countersign/gate";
    private const string Records = "refs/countersign/records";

    [Theory]
    [InlineData("rewound", "fewer landings than it had")]
    [InlineData("replaced", "other landings than it had")]
    [InlineData("deleted", "no record of landings any more")]
    [Trait("claim", "R2")]
    public void Landings_that_a_remote_rewound_or_replaced_are_reported_and_not_taken_over(string how, string says)
    {
        using var gate = GivenGate.Open();
        gate.LandTimeout();
        gate.Run("teo", "sync").Code.ShouldBe(0);
        var known = gate.Git(gate.Clone("teo"), "rev-parse", Gate);
        Meddle(gate, Gate, how);

        var synced = gate.Run("teo", "sync");
        var again = gate.Run("teo", "sync");
        var verified = gate.Run("teo", "verify", "origin/main");

        synced.Code.ShouldBe(3, synced.All);
        synced.Flat().ShouldContain(says);
        again.Code.ShouldBe(3, "it is said until it is settled");
        gate.Git(gate.Clone("teo"), "rev-parse", Gate).ShouldBe(known);
        verified.Code.ShouldBe(0, verified.All);
    }

    [Theory]
    [InlineData("root", "publishes other root keys")]
    [InlineData("gate", "publishes another gate key")]
    [InlineData("file", "publishes no trust file that can be read any more")]
    [Trait("claim", "R2")]
    public void Keys_that_a_remote_swapped_after_first_use_are_reported_and_not_believed(string what, string says)
    {
        using var gate = GivenGate.Open();
        var head = gate.LowChange("jun", "page", "three days");
        gate.Push("jun", "page:main").ShouldEnter();
        gate.Fetched("teo");
        gate.Run("teo", "sync").Code.ShouldBe(0);
        var known = gate.Git(gate.Clone("teo"), "rev-parse", Gate);
        var settings = gate.Settings with { Organisation = null };
        var other = SshPublicKey.TryParse(File.ReadAllText(gate.Key("stranger") + ".pub"), out var key, out _) ? key : null;
        gate.PublishByHand(
            what switch
            {
                "root" => (settings with { RootKeys = [.. settings.RootKeys, other!] }).ToJson(isPublic: true),
                "gate" => (settings with { GateKey = EcdsaPrivateKey.Create().PublicKey }).ToJson(isPublic: true),
                _ => "{}"u8.ToArray(),
            }
        );

        var synced = gate.Run("teo", "sync");
        var verified = gate.Run("teo", "verify", head);

        synced.Code.ShouldBe(3, synced.All);
        synced.Flat().ShouldContain(says);
        synced.Flat().ShouldContain("What this clone trusted first stays");
        verified.Flat().ShouldContain(says);
        verified.Code.ShouldBe(0, verified.All);
        gate.Git(gate.Clone("teo"), "rev-parse", Gate).ShouldBe(known);
    }

    [Fact]
    [Trait("twin", "R2")]
    public void A_gate_key_that_follows_a_former_one_is_taken_over_in_silence_and_other_root_keys_once_a_person_says_so()
    {
        using var gate = GivenGate.Open();
        gate.Run("teo", "sync").Code.ShouldBe(0);
        gate.RunIn(gate.Bare, ["hook", "install", "--new-gate-key", "--program", GivenGate.Program]).Code.ShouldBe(0);
        gate.Run("teo", "sync").ShouldBeQuiet();
        gate.RunIn(gate.Bare, ["hook", "install", "--trust", gate.Key("stranger") + ".pub", "--program", GivenGate.Program]).Code.ShouldBe(0);
        gate.Run("teo", "sync").Code.ShouldBe(3);

        gate.Git(gate.Clone("teo"), "update-ref", "-d", Gate);

        gate.Run("teo", "sync").ShouldBeQuiet();
    }

    [Fact]
    [Trait("twin", "R2")]
    public void Landings_that_a_remote_added_are_taken_over_in_silence()
    {
        using var gate = GivenGate.Open();
        gate.Run("teo", "sync").Code.ShouldBe(0);
        gate.LandTimeout();

        var synced = gate.Run("teo", "sync");

        synced.Code.ShouldBe(0, synced.All);
        synced.All.ShouldNotContain("WARNING");
        gate.Git(gate.Clone("teo"), "rev-parse", Gate).ShouldBe(gate.Tip(Gate));
    }

    [Theory]
    [InlineData("rewound", "has lost records or has others in their place")]
    [InlineData("replaced", "has lost records or has others in their place")]
    [InlineData("deleted", "has no records any more")]
    [Trait("claim", "H7")]
    public void Records_that_a_remote_lost_are_reported_kept_and_put_back_on_demand(string how, string says)
    {
        using var gate = GivenGate.Open();
        gate.LandTimeoutWithAQuestion();
        gate.Run("teo", "sync").Code.ShouldBe(0);
        var before = gate.StoredRecords().Select(record => record.Path).Order(StringComparer.Ordinal).ToList();
        var known = gate.Tip(Records);
        Meddle(gate, Records, how);

        var synced = gate.Run("teo", "sync");
        synced.Code.ShouldBe(3, synced.All);
        synced.Flat().ShouldContain(says);
        gate.Try(gate.Bare, "git", "rev-parse", "-q", "--verify", Records)
            .Output.Trim()
            .ShouldNotBe(known, "it is only reported until somebody says so");

        gate.Run("teo", "sync", "--send").Code.ShouldBe(0);
        gate.StoredRecords().Select(record => record.Path).Order(StringComparer.Ordinal).ShouldBe(before);
    }

    [Theory]
    [InlineData("rewound")]
    [InlineData("deleted")]
    [Trait("claim", "H7"), Trait("twin", "H7")]
    public void An_override_that_the_remote_lost_lets_nothing_in_is_said_to_be_lost_and_counts_again_once_it_is_put_back(string how)
    {
        using var gate = GivenGate.Open();
        gate.OfferTimeout();
        Override(gate);
        gate.Run("jun", "sync").Code.ShouldBe(0);
        Meddle(gate, Records, how);

        var pushed = gate.Push("jun", "timeout:main");
        var shown = gate.Run("jun", "show", "timeout");
        var put = gate.Run("jun", "sync", "--send");

        pushed.ShouldBeHeld("1 sign-off");
        shown.Flat().ShouldContain("WARNING origin has");
        shown.Flat().ShouldContain("countersign sync --send puts back what is missing there");
        shown.Flat().ShouldContain("overridden by mara: carts are lost");
        put.Code.ShouldBe(0, put.All);
        gate.Push("jun", "timeout:main").ShouldEnter();
        gate.Fetched("ines");
        gate.Run("ines", "audit").Output.ShouldContain("1 overridden");
    }

    [Fact]
    [Trait("claim", "H7")]
    public void A_landing_whose_override_was_taken_out_of_the_records_is_never_told_as_well_signed()
    {
        using var gate = GivenGate.Open();
        gate.OfferTimeout();
        Override(gate);
        gate.Push("jun", "timeout:main").ShouldEnter();
        gate.Fetched("teo");
        gate.Run("teo", "sync").Code.ShouldBe(0);
        gate.RewriteRecords(path => path.StartsWith("t/", StringComparison.Ordinal));

        gate.Fetched("ines");
        var fresh = gate.Run("ines", "audit");
        var verified = gate.Run("ines", "verify", "origin/main");
        var known = gate.Run("teo", "audit");

        fresh.Code.ShouldBe(3, fresh.All);
        fresh.Flat().ShouldContain("that it names is not in the records");
        verified.Code.ShouldBe(3, verified.All);
        known.Flat().ShouldContain("has lost records or has others in their place");
        known.Output.ShouldContain("1 overridden");
    }

    private static void Override(GivenGate gate) =>
        gate.Decide("mara", "override", "timeout", "--all", "--reason", "carts are lost", "--follow-up", "teo reads it", "--until", "24h")
            .Code.ShouldBe(0);

    /// <summary>As somebody does who can write to the repository's disk.</summary>
    private static void Meddle(GivenGate gate, string name, string how)
    {
        string[] arguments = how switch
        {
            "deleted" => ["update-ref", "-d", name],
            "rewound" => ["update-ref", name, $"{name}~1"],
            _ =>
            [
                "update-ref",
                name,
                gate.Git(gate.Bare, "-c", "user.name=x", "-c", "user.email=x@x", "commit-tree", "-m", "other", $"{name}~1^{{tree}}"),
            ],
        };
        gate.Git(gate.Bare, arguments);
    }
}
