// Claims about overrides: who may, for what, for how long, and that everyone sees it.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Writing;

public sealed class OverrideTests
{
    private const string Rule = "reach decides who signs, whoever or whatever wrote it";
    private static readonly string[] s_why = ["--reason", "carts are lost now", "--follow-up", "teo reads it tomorrow"];

    [Fact]
    public void An_override_lets_exactly_this_content_in_and_the_verdict_says_who_and_why()
    {
        using var gate = GivenGate.Open();
        var head = gate.OfferTimeout();

        var given = gate.Decide("mara", ["override", "timeout", "--rule", Rule, .. s_why, "--until", "24h"]);
        var pushed = gate.Push("jun", "timeout:main");

        given.Output.ShouldContain("overridden by mara: carts are lost now");
        given.Code.ShouldBe(0, given.All);
        pushed.Code.ShouldBe(0, pushed.All);
        gate.Tip().ShouldBe(head);
    }

    [Fact]
    public void An_override_does_not_cover_what_was_added_afterwards()
    {
        using var gate = GivenGate.Open();
        gate.OfferTimeout();
        gate.Decide("mara", ["override", "timeout", "--all", .. s_why, "--until", "24h"]).Code.ShouldBe(0);

        gate.Commit("jun", "timeout", "config/checkout.yml", "checkout:\n  timeout-seconds: 400\n  retries: 2\n");

        gate.Push("jun", "timeout:main").Errors.ShouldContain("Held");
    }

    [Fact]
    public void Only_who_may_override_and_did_not_make_the_change_can_and_only_on_a_terminal()
    {
        using var gate = GivenGate.Open();
        gate.OfferTimeout();
        gate.Commit("mara", "hers", "config/checkout.yml", "checkout:\n  timeout-seconds: 41\n  retries: 2\n");
        gate.Run("mara", "propose", "hers");

        gate.Decide("teo", ["override", "timeout", "--all", .. s_why, "--until", "24h"])
            .Errors.ShouldContain("teo may not override here; the roster gives that right (may: [override]) to mara");
        gate.Decide("mara", ["override", "hers", "--all", .. s_why, "--until", "24h"]).Errors.ShouldContain("mara made this change");
        gate.Run("mara", ["override", "timeout", "--all", .. s_why, "--until", "24h"]).Errors.ShouldContain("a person at a terminal");
    }

    [Fact]
    public void An_override_says_why_what_follows_and_when_it_ends_and_names_what_exists()
    {
        using var gate = GivenGate.Open();
        gate.OfferTimeout();

        gate.Decide("mara", "override", "timeout", "--all")
            .Errors.ShouldContain("missing: --reason 'WORDS', --follow-up 'WHAT, BY WHEN', --until 48h");
        gate.Decide("mara", ["override", "timeout", .. s_why, "--until", "24h"]).Errors.ShouldContain("exactly one of these");
        gate.Decide("mara", ["override", "timeout", "--all", .. s_why, "--until", "30d"]).Errors.ShouldContain("at most 7 days");
        gate.Decide("mara", ["override", "timeout", "--all", .. s_why, "--until", "soon"]).Errors.ShouldContain("no end in time");
        gate.Decide("mara", ["override", "timeout", "--rule", "no such", .. s_why, "--until", "24h"])
            .Errors.ShouldContain("there is no rule 'no such'");
        gate.Decide("mara", ["override", "timeout", "--rule", "governance", .. s_why, "--until", "24h"])
            .Errors.ShouldContain("lifted by no override");
    }

    [Fact]
    public void An_override_can_be_ended_before_its_time()
    {
        using var gate = GivenGate.Open();
        gate.OfferTimeout();
        gate.Decide("mara", ["override", "timeout", "--all", .. s_why, "--until", "24h"]).Code.ShouldBe(0);

        var ended = gate.Decide("mara", "override", "timeout", "--all", "--end");

        ended.Output.ShouldContain("Your override is ended");
        gate.Push("jun", "timeout:main").Errors.ShouldContain("Held");
    }

    [Fact]
    public void An_objection_is_lifted_only_by_an_override_that_names_it()
    {
        using var gate = GivenGate.Open();
        gate.OfferTimeout();
        gate.Approve("jun", "timeout", "ines");
        gate.Run("teo", "object", "timeout", "open carts would be charged twice").Code.ShouldBe(0);
        gate.Decide("mara", ["override", "timeout", "--all", .. s_why, "--until", "24h"])
            .Output.ShouldContain("teo objects: open carts would be charged twice");
        var unnamed = gate.Decide("mara", ["override", "timeout", "--objection", "zz", .. s_why, "--until", "24h"]);
        var id = GivenGate.IdAfter("there is:", unnamed);

        gate.Decide("mara", ["override", "timeout", "--objection", id, .. s_why, "--until", "24h"]).Code.ShouldBe(0);

        gate.Push("jun", "timeout:main").Code.ShouldBe(0);
    }

    [Fact]
    public void A_signature_on_a_tip_that_was_rewound_does_not_count_and_both_check_and_push_say_why_and_that_a_new_one_does()
    {
        using var gate = GivenGate.Open();
        var before = gate.Tip();
        gate.OfferTimeout();
        gate.TargetMoves("pages/help/carts.md", "# Carts\n");
        var after = gate.Tip();
        gate.Approve("jun", "timeout", "teo");
        gate.Fetch("mara", "jun");
        gate.Decide("mara", ["override", "--move", "main", after, before, .. s_why, "--until", "2h"]).Code.ShouldBe(0);
        gate.Push("mara", $"+{before}:refs/heads/main").Code.ShouldBe(0);
        gate.Refresh("jun");

        var check = gate.Run("jun", "check", "--head", "timeout");
        var pushed = gate.Push("jun", "timeout:main");
        gate.Refresh("teo");
        gate.Sign("teo", "timeout").Output.ShouldContain("Allowed");

        var words =
            $"teo approved, but does not count: signed on {after[..12]}, which is no former tip of main as it stands now; a new signature counts";
        check.Flat().ShouldContain(words, customMessage: check.All);
        check.Flat().ShouldContain("teo");
        pushed.Flat().ShouldContain(words, customMessage: pushed.All);
        gate.Push("jun", "timeout:main").Code.ShouldBe(0);
    }

    [Fact]
    public void An_objection_signed_on_a_tip_that_is_gone_still_holds_the_change()
    {
        using var gate = GivenGate.Open();
        var before = gate.Tip();
        gate.OfferTimeout();
        gate.Approve("jun", "timeout", "ines");
        gate.TargetMoves("pages/help/carts.md", "# Carts\n");
        var signedOn = gate.Tip();
        gate.Fetch("teo");
        gate.Run("teo", "object", "timeout", "open carts would be charged twice").Code.ShouldBe(0);
        gate.OnServer("update-ref", "refs/heads/main", before);
        gate.OnServer("reflog", "expire", "--expire=now", "--all");
        gate.OnServer("gc", "-q", "--prune=now");
        gate.Has(signedOn).ShouldBeFalse();

        gate.Push("jun", "timeout:main").ShouldBeHeld("open carts would be charged twice");
    }

    [Fact]
    [Trait("claim", "P22"), Trait("twin", "P22")]
    public void A_new_guarded_branch_brings_no_rules_back_that_were_given_up_but_by_an_override_of_exactly_that()
    {
        using var gate = GivenGate.Open(hookOptions: ["--guard", "main", "refs/heads/release/*"]);
        var old = gate.Tip();
        gate.PastTheGate(".countersign/policy.yml", GivenGate.PracticePolicy.Replace("over: 90", "over: 60", StringComparison.Ordinal));
        gate.Fetch("mara");
        var now = gate.Tip();

        var today = gate.Push("jun", $"{now}:refs/heads/release/2");
        var back = gate.Push("jun", $"{old}:refs/heads/release/1");
        var given = gate.Decide("mara", ["override", "--move", "refs/heads/release/1", "nothing", old, .. s_why, "--until", "2h"]);
        var other = gate.Push("jun", $"{old}:refs/heads/release/3");
        var made = gate.Push("jun", $"{old}:refs/heads/release/1");

        today.Code.ShouldBe(0, today.All);
        back.Code.ShouldNotBe(0);
        back.Flat().ShouldContain("countersign override --move refs/heads/release/1 nothing");
        given.Code.ShouldBe(0, given.All);
        other.Code.ShouldNotBe(0);
        made.Code.ShouldBe(0, made.All);
    }

    [Fact]
    public void A_guarded_branch_is_rewound_only_as_an_override_says()
    {
        using var gate = GivenGate.Open();
        var before = gate.Tip();
        gate.OfferTimeout();
        gate.Approve("jun", "timeout", "teo");
        gate.Push("jun", "timeout:main").Code.ShouldBe(0);
        gate.Fetch("mara");
        var after = gate.Tip();

        var refused = gate.Push("mara", $"+{before}:refs/heads/main");
        var given = gate.Decide("mara", ["override", "--move", "main", after, before, .. s_why, "--until", "2h"]);
        var other = gate.Push("mara", ":refs/heads/main");
        var rewound = gate.Push("mara", $"+{before}:refs/heads/main");

        refused.Errors.ShouldContain("countersign override --move");
        given.Code.ShouldBe(0, given.All);
        other.Code.ShouldNotBe(0);
        rewound.Code.ShouldBe(0, rewound.All);
        gate.Tip().ShouldBe(before);
    }
}
