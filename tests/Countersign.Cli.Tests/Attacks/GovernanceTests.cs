// Changes to the rules themselves: judged by the old ones, alone, and by more people than anything else.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Attacks;

public sealed class GovernanceTests(SharedGate shared) : IClassFixture<SharedGate>
{
    private const string Policy = ".countersign/policy.yml";
    private const string Roster = ".countersign/roster.yml";
    private const string Catalog = ".countersign/catalog.yml";

    [Fact]
    [Trait("claim", "P1"), Trait("twin", "P1"), Trait("claim", "P5"), Trait("twin", "P5")]
    public void A_policy_that_asks_less_is_judged_by_the_policy_that_it_would_replace_and_by_two_of_the_highest_level()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "loose", Policy, GivenGate.PracticePolicy.Replace("at-least: senior", "at-least: mid", StringComparison.Ordinal));
        gate.Offer("jun", "loose", "mara", "teo", "ines");

        gate.Push("jun", "loose:main").All.ShouldContain("Held", customMessage: "one principal and two seniors would let in anything else");

        gate.SignedBy("wren", "jun", "loose");
        gate.Push("jun", "loose:main").Code.ShouldBe(0, "two people of the highest level signed it");
    }

    [Fact]
    [Trait("claim", "P2"), Trait("twin", "P2"), Trait("claim", "P6"), Trait("twin", "P6")]
    public void Somebody_whom_a_roster_change_makes_principal_does_not_count_for_it()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "raise", Roster, gate.PracticeRoster(("teo", "principal")));
        gate.Offer("jun", "raise", "mara", "teo");

        gate.Push("jun", "raise:main").All.ShouldContain("Held", customMessage: "by the target's roster teo is senior, and it is teo who is raised");

        gate.SignedBy("wren", "jun", "raise");
        gate.Push("jun", "raise:main").Code.ShouldBe(0);
    }

    [Fact]
    [Trait("claim", "P3"), Trait("twin", "P3"), Trait("claim", "P19"), Trait("twin", "P19")]
    public void A_catalog_that_lowers_a_component_is_judged_by_the_old_one_and_needs_the_old_owner()
    {
        using var gate = GivenGate.Open(roster: null);
        var lowered = GivenGate.PracticeCatalog.Replace(
            "owner: platform, criticality: medium",
            "owner: payments, criticality: low",
            StringComparison.Ordinal
        );
        gate.Commit("jun", "three", Roster, gate.PracticeRoster(("ines", "principal")));
        gate.Offer("jun", "three", "mara", "wren");
        gate.Push("jun", "three:main").Code.ShouldBe(0);
        gate.Commit("jun", "lower", Catalog, lowered);
        gate.Offer("jun", "lower", "wren", "ines");

        gate.Push("jun", "lower:main").All.ShouldContain("Held", customMessage: "wren and ines do not own what platform owns at the target");

        gate.SignedBy("mara", "jun", "lower");
        gate.Push("jun", "lower:main").Code.ShouldBe(0);
    }

    [Theory]
    [Trait("claim", "P19"), Trait("claim", "P3")]
    [InlineData("  backstage: {}\n  projects: [dotnet]\n", "the source 'projects: npm' is removed")]
    [InlineData("  backstage: { criticality: none.example/of-it }\n  projects: [dotnet, npm]\n", "no longer from 'service.criticality'")]
    public void A_source_that_the_catalog_no_longer_reads_needs_an_owner_of_what_is_most_critical(string less, string loss)
    {
        using var gate = Sourced();
        gate.Commit("jun", "less", Catalog, $"sources:\n{less}{s_owned}");
        gate.Offer("jun", "less", "wren", "moss");

        gate.Push("jun", "less:main").ShouldBeHeld($"takes away from the catalog: the source", loss, "mara or teo, validity strict", "who teo, mara");

        gate.SignedBy("mara", "jun", "less");
        gate.Push("jun", "less:main").ShouldEnter();
    }

    [Fact]
    [Trait("twin", "P19"), Trait("twin", "P3")]
    public void A_source_that_the_catalog_reads_in_addition_needs_no_owner()
    {
        using var gate = Sourced();
        gate.Commit("jun", "more", Catalog, $"sources:\n  backstage: {{}}\n  projects: [dotnet, npm]\n  runtime: {{}}\n{s_owned}");
        gate.Offer("jun", "more", "wren", "moss");

        gate.Push("jun", "more:main").ShouldEnter();
    }

    [Theory]
    [InlineData("components: []\n")]
    [InlineData("components:\n  - { name: help-pages, paths: [\"pages/help/**\"], owner: platform, criticality: low }\n")]
    public void A_source_whose_loss_no_owner_can_answer_for_is_not_taken_out_without_a_root_key(string components)
    {
        using var gate = GivenGate.Open(
            catalog: $"sources:\n  backstage: {{}}\n  projects: [dotnet, npm]\n{components}",
            rosterOf: gate => gate.PracticeRoster(("moss", "principal"))
        );
        gate.Commit("jun", "less", Catalog, components);
        gate.Offer("jun", "less", "wren", "moss");

        gate.Push("jun", "less:main")
            .ShouldBeHeld(
                "takes away from the catalog: the source 'backstage' is removed",
                "no owner of what is most critical could sign",
                "--govern"
            );

        gate.Decide("mara", "recover", "less", "--govern", "--reason", "Backstage is gone", "--key", gate.Key("root")).Code.ShouldBe(0);
        gate.Push("jun", "less:main").ShouldEnter();
    }

    private static readonly string s_owned = GivenGate.PracticeCatalog.Replace(
        "owner: payments, criticality: critical",
        "owner: platform, criticality: critical",
        StringComparison.Ordinal
    );

    private static GivenGate Sourced() =>
        GivenGate.Open(
            catalog: $"sources:\n  backstage: {{}}\n  projects: [dotnet, npm]\n{s_owned}",
            rosterOf: gate => gate.PracticeRoster(("moss", "principal"))
        );

    [Fact]
    [Trait("claim", "P4")]
    public void A_governance_change_that_brings_another_file_is_refused_whoever_signed_it()
    {
        var gate = shared.Gate;
        gate.Commit(
            "kit",
            "mixed",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [Roster] = gate.PracticeRoster() + "# seen\n",
                ["pages/help/refunds.md"] = "# Refunds\nA refund takes three days.\n",
            }
        );
        gate.Offer("kit", "mixed", "mara", "wren");

        gate.Push("kit", "mixed:main").All.ShouldContain("stands alone");
    }

    [Fact]
    [Trait("twin", "P4"), Trait("twin", "P23")]
    public void What_only_tightens_the_rules_needs_one_signature_of_the_highest_level()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "tighten", Roster, gate.PracticeRoster(("teo", "mid")));
        gate.Offer("jun", "tighten");

        gate.Push("jun", "tighten:main").All.ShouldContain("Held");

        gate.SignedBy("mara", "jun", "tighten");
        gate.Push("jun", "tighten:main").Code.ShouldBe(0);
    }

    [Fact]
    [Trait("claim", "P23")]
    public void Taking_a_key_out_of_the_roster_takes_two_signatures_since_objections_by_it_go_with_it()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "delete", Roster, RosterChanges.Entry(gate.PracticeRoster(), "teo", _ => ""));
        gate.Offer("jun", "delete", "mara");
        gate.Push("jun", "delete:main").ShouldBeHeld("changes of the rules take more", "who wren");

        var ended = RosterChanges.Entry(
            gate.PracticeRoster(),
            "teo",
            entry => entry.Replace("kind: file", "kind: file, valid-before: 2026-02-01T00:00:00Z", StringComparison.Ordinal)
        );
        gate.Commit("jun", "end", Roster, ended);
        gate.Offer("jun", "end", "mara");
        gate.Push("jun", "end:main").ShouldEnter();
    }

    [Theory]
    [Trait("claim", "P8")]
    [InlineData("from: { at-least: senior, team: paymants }", "unknown team 'paymants'")]
    [InlineData("from: { at-least: grandmaster }", "unknown level 'grandmaster'")]
    [InlineData("from: { person: maro }", "unknown person 'maro'")]
    public void A_policy_with_a_name_that_the_roster_does_not_know_closes_the_gate(string from, string problem)
    {
        using var gate = GivenGate.Open(
            GivenGate.PracticePolicy.Replace("from: { above: author, at-least: senior }", from, StringComparison.Ordinal)
        );
        gate.Commit("jun", "typo", "pages/help/refunds.md", "# Refunds\nA refund takes three days.\n");

        var pushed = gate.Push("jun", "typo:main");

        pushed.Code.ShouldNotBe(0);
        pushed.Flat().ShouldContain("Faulted");
        pushed.Flat().ShouldContain(problem);
    }

    [Theory]
    [Trait("claim", "P21"), Trait("claim", "P16")]
    [InlineData("from: { above: author, at-least: senior }", "from: { team: nobody }", "unknown team 'nobody'")]
    [InlineData("count: 1", "count: 9", "does not lint")]
    [InlineData("review-minutes: { over: 90 }", "review-minutes: { ovr: 90 }", "ovr")]
    [InlineData("owner: mara", "owner: nobody", "unknown person 'nobody'")]
    public void A_policy_that_lint_refuses_never_becomes_the_policy(string was, string becomes, string problem)
    {
        var gate = shared.Gate;
        var branch = $"broken-{becomes.Length}-{problem.Length}";
        gate.Commit("kit", branch, Policy, GivenGate.PracticePolicy.Replace(was, becomes, StringComparison.Ordinal));
        gate.Offer("kit", branch, "mara", "wren");

        var pushed = gate.Push("kit", $"{branch}:main");

        pushed.Code.ShouldNotBe(0);
        pushed.Flat().ShouldContain("does not lint");
        pushed.Flat().ShouldContain(problem);
    }

    [Fact]
    [Trait("claim", "P16")]
    public void A_roster_that_leaves_nobody_of_the_highest_level_is_refused()
    {
        var gate = shared.Gate;
        gate.Commit("kit", "headless", Roster, gate.PracticeRoster(("mara", "senior"), ("wren", "senior")));
        gate.Offer("kit", "headless", "mara", "wren");

        gate.Push("kit", "headless:main").Flat().ShouldContain("does not lint");
    }

    [Fact]
    [Trait("twin", "P16"), Trait("twin", "P21"), Trait("twin", "P8")]
    public void A_policy_that_lint_accepts_enters_with_two_signatures_and_judges_from_then_on()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "stricter", Policy, GivenGate.PracticePolicy.Replace("reaches: medium,", "reaches: low,", StringComparison.Ordinal));
        gate.Offer("jun", "stricter", "mara", "wren");
        gate.Push("jun", "stricter:main").Code.ShouldBe(0);

        gate.Commit("jun", "page", "pages/help/refunds.md", "# Refunds\nA refund takes three days.\n");
        gate.Push("jun", "page:main").All.ShouldContain("Held", customMessage: "help pages are low, and low is now enough");
        gate.Offer("jun", "page", "teo");
        gate.Push("jun", "page:main").Code.ShouldBe(0);
    }
}
