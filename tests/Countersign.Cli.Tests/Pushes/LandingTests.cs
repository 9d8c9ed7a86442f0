// What the gate puts on record after a push, and that a crash between its two hooks loses nothing.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Pushes;

public sealed class LandingTests
{
    [Fact]
    public void A_crash_before_the_record_is_filled_in_at_the_next_push_and_marked_repaired()
    {
        using var gate = GivenGate.Open();
        File.Move(gate.Hook("post-receive"), gate.Hook("post-receive.away"));
        var first = gate.LowChange("jun", "one", "three days");
        gate.Push("jun", "one:main").Code.ShouldBe(0);
        gate.Landings().ShouldBeEmpty();
        File.Move(gate.Hook("post-receive.away"), gate.Hook("post-receive"));

        var second = gate.LowChange("jun", "one", "four days");
        gate.Push("jun", "one:main").Code.ShouldBe(0);

        var landings = gate.Landings();
        landings.Select(landing => (landing.New.Hex, landing.IsRepaired)).ShouldBe([(first, true), (second, false)]);
        landings.ShouldAllBe(landing => landing.Outcome == "Allowed" && !landing.IsObserved);
        gate.ChainIsWhole();
        Directory.GetFiles(Path.Combine(gate.Bare, "countersign", "judged")).ShouldBeEmpty();
    }

    [Fact]
    public void The_gap_is_filled_by_hook_repair_too_and_a_second_repair_finds_nothing()
    {
        using var gate = GivenGate.Open();
        File.Delete(gate.Hook("post-receive"));
        var one = gate.LowChange("jun", "one", "three days");
        gate.Push("jun", "one:main").Code.ShouldBe(0);
        var two = gate.LowChange("jun", "one", "four days");
        gate.Push("jun", "one:main").Code.ShouldBe(0);

        var repaired = gate.RunIn(gate.Bare, ["hook", "repair"]);
        var again = gate.RunIn(gate.Bare, ["hook", "repair"]);

        repaired.Code.ShouldBe(0, repaired.All);
        repaired.Output.ShouldContain("2 landings added");
        again.Output.ShouldContain("Nothing is missing");
        gate.Landings().Select(landing => (landing.New.Hex, landing.IsRepaired)).ShouldBe([(one, true), (two, true)]);
        gate.ChainIsWhole();
    }

    [Fact]
    public void What_entered_past_the_gate_is_recorded_as_it_would_have_been_judged_never_as_allowed()
    {
        using var gate = GivenGate.Open();
        var smuggled = gate.Commit("jun", "timeout", "config/checkout.yml", "checkout:\n  timeout-seconds: 40\n");
        gate.Push("jun", "timeout").Code.ShouldBe(0);
        gate.OnServer("update-ref", "refs/heads/main", smuggled).Code.ShouldBe(0);

        gate.RunIn(gate.Bare, ["hook", "repair"]).Code.ShouldBe(0);

        var landing = gate.Landings().ShouldHaveSingleItem();
        landing.Outcome.ShouldBe("Held");
        landing.IsRepaired.ShouldBeTrue();
    }

    [Fact]
    public void An_observing_gate_lets_everything_in_says_so_and_marks_its_landings()
    {
        using var gate = GivenGate.Open(hookOptions: ["--observe"]);
        gate.Commit("jun", "timeout", "config/checkout.yml", "checkout:\n  timeout-seconds: 40\n");

        var push = gate.Push("jun", "timeout:main");

        push.Code.ShouldBe(0, push.All);
        push.Errors.ShouldContain("observing");
        var landing = gate.Landings().ShouldHaveSingleItem();
        (landing.IsObserved, landing.Outcome).ShouldBe((true, "Held"));

        gate.RunIn(gate.Bare, ["hook", "install", "--enforce", "--program", GivenGate.Program]).Code.ShouldBe(0);
        gate.Commit("jun", "timeout", "config/checkout.yml", "checkout:\n  timeout-seconds: 50\n");
        gate.Push("jun", "timeout:main").Code.ShouldNotBe(0);
        gate.Settings.Acts.Select(act => act.Act).ShouldBe(["installed, observes", "enforces"]);
        gate.OnServer("show", "refs/countersign/gate:trust.json").Output.ShouldContain("\"act\": \"enforces\"");
    }

    [Fact]
    public void Several_steps_in_one_push_are_each_recorded_when_each_was_let_in_by_itself()
    {
        using var gate = GivenGate.Open(policy: GivenGate.PracticePolicy.Replace("over: 90", "over: 14", StringComparison.Ordinal));
        var words = string.Concat(Enumerable.Range(1, 60).Select(i => $"Sentence {i} about refunds, how long they take and whom to ask.\n"));
        var one = gate.Commit("jun", "long", "pages/help/one.md", words);
        var two = gate.Commit("jun", "long", "pages/help/two.md", words.Replace("refunds", "deliveries", StringComparison.Ordinal));

        var push = gate.Push("jun", "long:main");

        push.Code.ShouldBe(0, push.All);
        gate.Landings().Select(landing => landing.New.Hex).ShouldBe([one, two]);
        gate.ChainIsWhole();
    }

    [Fact]
    public void Several_steps_of_which_one_is_not_let_in_are_refused_and_that_step_is_named()
    {
        using var gate = GivenGate.Open();
        gate.LowChange("jun", "mixed", "three days");
        var held = gate.Commit("jun", "mixed", "config/checkout.yml", "checkout:\n  timeout-seconds: 40\n");
        gate.LowChange("jun", "mixed", "four days");

        var push = gate.Push("jun", "mixed:main");

        push.Code.ShouldNotBe(0);
        push.Errors.ShouldContain($"step by step {held[..12]}");
        gate.Landings().ShouldBeEmpty();
    }
}
