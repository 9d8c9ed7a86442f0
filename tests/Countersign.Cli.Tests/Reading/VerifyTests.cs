// What verify says of tips, of commits that never were one, and of a history that somebody tampered with.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Reading;

public sealed class VerifyTests
{
    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    public void A_signed_tip_verifies_and_names_who_signed(string format)
    {
        using var gate = GivenGate.Open(format: format);
        var head = gate.LandTimeout();

        var verified = gate.Run("teo", "verify", head);

        verified.Code.ShouldBe(0, verified.All);
        verified.Output.ShouldContain("was the tip of main, signed by teo (read in full)");
        verified.Output.ShouldContain("trusted on first use");
    }

    [Fact]
    public void With_the_keepers_trust_file_nothing_rests_on_first_use()
    {
        using var gate = GivenGate.Open();
        var head = gate.LandTimeout();

        var verified = gate.Run("teo", "verify", head, "--trust", gate.TrustFile());

        verified.Code.ShouldBe(0, verified.All);
        verified.Output.ShouldNotContain("first use");
        verified.Output.ShouldContain("the trust file given");
    }

    [Fact]
    public void Without_a_trust_file_verify_and_audit_name_the_root_key_that_they_believed_and_why()
    {
        using var gate = GivenGate.Open();
        var head = gate.LowChange("jun", "page", "three days");
        gate.Push("jun", "page:main").Code.ShouldBe(0);
        gate.Fetched("teo");
        var root = gate.Try(gate.Clone("teo"), "ssh-keygen", "-lf", gate.Key("root") + ".pub").Output.Split(' ')[1];

        var verified = gate.Run("teo", "verify", head);
        var audited = gate.Run("teo", "audit");
        using var json = System.Text.Json.JsonDocument.Parse(gate.Run("teo", "audit", "--json").Output);

        foreach (var said in new[] { verified, audited })
        {
            said.Code.ShouldBe(0, said.All);
            said.Flat().ShouldContain("trusted on first use: as the gate published it (compare with a trust file from its keeper: --trust FILE)");
            said.Flat().ShouldContain($"root key {root}");
        }

        json.RootElement.GetProperty("trust").GetString().ShouldBe("FirstUse");
        json.RootElement.GetProperty("rootKeys")[0].GetString().ShouldBe(root);
    }

    [Fact]
    public void Another_gates_trust_file_verifies_nothing()
    {
        using var gate = GivenGate.Open();
        using var other = GivenGate.Open();
        var head = gate.LandTimeout();

        var verified = gate.Run("teo", "verify", head, "--trust", other.TrustFile());

        verified.Code.ShouldBe(3, verified.All);
    }

    [Fact]
    [Trait("claim", "C32"), Trait("twin", "C32")]
    public void A_commit_inside_a_landed_range_was_never_a_tip()
    {
        using var gate = GivenGate.Open();
        gate.Git(gate.Clone("teo"), "fetch", "-q");
        var inner = gate.Commit("jun", "timeout", "config/checkout.yml", "checkout:\n  timeout-seconds: 35\n  retries: 2\n");
        var head = gate.Commit("jun", "timeout", "config/checkout.yml", "checkout:\n  timeout-seconds: 40\n  retries: 2\n");
        gate.Land("jun", "timeout", "teo");

        gate.Fetched("teo");
        gate.Run("teo", "verify", head).Code.ShouldBe(0);
        var never = gate.Run("teo", "verify", inner);

        never.Code.ShouldBe(3, never.All);
        never.Output.ShouldContain("was never the tip of main");
    }

    [Fact]
    [Trait("claim", "H11")]
    public void The_tip_at_installation_is_before_countersign_and_never_unsigned()
    {
        using var gate = GivenGate.Open();
        var start = gate.Tip();
        gate.LandTimeout();

        var before = gate.Run("teo", "verify", start);

        before.Code.ShouldBe(0, before.All);
        before.Output.ShouldContain("Before Countersign");
    }

    [Fact]
    public void A_tip_that_came_in_past_the_gate_is_unsigned()
    {
        using var gate = GivenGate.Open();
        gate.LandTimeout();
        var past = gate.PastTheGate("src/checkout/Basket.cs", "// swapped\n");
        gate.Fetched("teo");

        var verified = gate.Run("teo", "verify", past);

        verified.Code.ShouldBe(3, verified.All);
        verified.Output.ShouldContain("no landing tells how");
    }

    [Fact]
    public void A_signed_tip_after_one_that_came_in_past_the_gate_with_new_rules_is_not_trusted()
    {
        using var gate = GivenGate.Open();
        gate.PastTheGate(".countersign/roster.yml", gate.PracticeRoster(("jun", "principal")));
        gate.Fetched("jun");
        var head = gate.Commit("kit", "quiet", "pages/help/refunds.md", "# Refunds\nThree days.\n");
        gate.Push("kit", "quiet:main").Code.ShouldBe(0);
        gate.Fetched("teo");

        var verified = gate.Run("teo", "verify", head);

        verified.Code.ShouldBe(3, verified.All);
        verified.Output.ShouldContain("before it");
    }

    [Fact]
    public void A_landing_whose_sign_off_was_taken_out_of_the_records_no_longer_verifies()
    {
        using var gate = GivenGate.Open();
        var head = gate.LandTimeout();
        gate.RewriteRecords(path => !path.StartsWith("d/", StringComparison.Ordinal) && !path.StartsWith("c/", StringComparison.Ordinal));
        gate.FreshClone("ines");

        var verified = gate.Run("ines", "verify", head);

        verified.Code.ShouldBe(3, verified.All);
        verified.Output.ShouldContain("rewritten");
    }

    [Fact]
    public void A_merge_commit_verifies_as_the_tip_and_its_second_parent_does_not()
    {
        using var gate = GivenGate.Open();
        var side = gate.Commit("jun", "help", "pages/help/refunds.md", "# Refunds\nA refund takes three days.\n");
        var folder = gate.Clone("jun");
        gate.Git(folder, "checkout", "-q", "-b", "merged", "--no-track", "origin/main");
        gate.Git(folder, "merge", "-q", "--no-ff", "-m", "merge help", "help");
        gate.Push("jun", "merged:main").Code.ShouldBe(0);
        gate.Fetched("teo");

        gate.Run("teo", "verify", gate.Tip()).Code.ShouldBe(0);
        var never = gate.Run("teo", "verify", side);

        never.Code.ShouldBe(3, never.All);
        never.Output.ShouldContain("it came into main with");
    }
}
