// Claims about recovery: only a root key opens broken rules, for one tree, and everyone sees it until it is confirmed.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Writing;

public sealed class RecoverTests
{
    [Theory]
    [Trait("claim", "P15"), Trait("twin", "P15")]
    [InlineData("not YAML")]
    [InlineData("a name that the roster does not know")]
    public void Broken_rules_are_opened_by_a_root_key_over_exactly_the_mended_tree_and_every_verdict_warns_after(string how)
    {
        using var gate = GivenGate.Open(
            policy: how == "not YAML"
                ? "version: 1\nrules: [\n"
                : GivenGate.PracticePolicy.Replace("at-least: senior", "team: nobody", StringComparison.Ordinal)
        );
        gate.Commit("mara", "mended", ".countersign/policy.yml", GivenGate.PracticePolicy);
        gate.Push("mara", "mended:main").Code.ShouldNotBe(0);

        gate.Decide("mara", "recover", "mended", "--reason", "a bracket", "--key", gate.Key("mara"))
            .Errors.ShouldContain("is no root key of this gate");
        gate.Decide("mara", "recover", "mended", "--key", gate.Key("root")).Errors.ShouldContain("says why");
        var signed = gate.Decide("mara", "recover", "mended", "--reason", "a bracket was lost", "--key", gate.Key("root"));
        var pushed = gate.Push("mara", "mended:main");
        gate.Commit("jun", "page", "pages/help/refunds.md", "# Refunds\nA refund takes three days.\n");
        gate.Run("jun", "sync");
        var after = gate.Run("jun", "propose", "page");

        signed.Output.ShouldContain("Signed by a root key");
        pushed.Code.ShouldBe(0, pushed.All);
        after.Output.ShouldContain("opened by a root key, not reviewed since");
    }

    [Fact]
    [Trait("claim", "P15"), Trait("twin", "P15")]
    public void A_team_that_cannot_change_its_rules_any_more_gets_out_by_a_root_key_beside_whoever_is_left_and_by_nobody_elses_key()
    {
        using var gate = GivenGate.Open(GivenGate.SeniorPolicy, rosterOf: gate => gate.PracticeRoster(("wren", "senior")));
        var raised = gate.PracticeRoster(("wren", "senior"), ("teo", "principal"));
        gate.Commit("kit", "raised", ".countersign/roster.yml", raised);
        gate.Approve("kit", "raised", "mara");
        var locked = gate.Push("kit", "raised:main");

        gate.Fetch("mara", "wren");
        gate.Decide("wren", "recover", "raised", "--govern", "--reason", "one is left", "--key", gate.Key("wren"))
            .Errors.ShouldContain("is no root key of this gate");
        gate.Decide("mara", "recover", "raised", "--reason", "one is left", "--key", gate.Key("root")).Errors.ShouldContain("--govern");
        var signed = gate.Decide("mara", "recover", "raised", "--govern", "--reason", "only mara is left", "--key", gate.Key("root"));
        var pushed = gate.Push("kit", "raised:main");

        locked.ShouldBeHeld("a root key's signature over this tree");
        locked.Flat().ShouldContain("countersign recover --govern");
        signed.Output.ShouldContain("Signed by a root key");
        pushed.Code.ShouldBe(0, pushed.All);

        gate.Govern("onward", roster => roster.Replace("name: Jun", "name: Jun N.", StringComparison.Ordinal), "mara", "teo");
        gate.Tip().ShouldBe(gate.Git(gate.Clone("kit"), "rev-parse", "onward"));
    }

    [Fact]
    public void Where_nobody_of_the_highest_level_is_left_a_root_key_stands_for_them()
    {
        using var gate = GivenGate.Open(GivenGate.SeniorPolicy, rosterOf: gate => gate.PracticeRoster(("mara", "senior"), ("wren", "senior")));
        gate.Commit("kit", "raised", ".countersign/roster.yml", gate.PracticeRoster());
        gate.Approve("kit", "raised", "ines");
        var locked = gate.Push("kit", "raised:main");
        gate.Fetch("mara");

        gate.Decide("mara", "recover", "raised", "--govern", "--reason", "both principals left", "--key", gate.Key("root")).Code.ShouldBe(0);
        var pushed = gate.Push("kit", "raised:main");

        locked.ShouldBeHeld("0 of 2 could sign at level principal");
        pushed.Code.ShouldBe(0, pushed.All);
        gate.Govern("onward", roster => roster.Replace("name: Jun", "name: Jun N.", StringComparison.Ordinal));
    }

    [Fact]
    public void Rules_that_can_be_read_are_not_recovered_and_neither_is_anything_else()
    {
        using var gate = GivenGate.Open();
        gate.Commit(
            "mara",
            "rules",
            ".countersign/policy.yml",
            GivenGate.PracticePolicy.Replace("2099-01-01", "2098-01-01", StringComparison.Ordinal)
        );
        gate.Decide("mara", "recover", "rules", "--reason", "quick", "--key", gate.Key("root"))
            .Errors.ShouldContain("changed by their own sign-offs");

        gate.OfferTimeout();
        gate.Decide("mara", "recover", "timeout", "--reason", "quick", "--key", gate.Key("root"))
            .Errors.ShouldContain("touches nothing under .countersign/");
    }
}
