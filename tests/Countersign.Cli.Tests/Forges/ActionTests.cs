// The composite action's own shell on a real clone: it fetches objects, judges, sets the check, and leaves nothing behind.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Forges;

public sealed class ActionTests
{
    [Fact]
    public void The_action_holds_a_change_and_lets_it_in_after_the_signature_that_woke_it()
    {
        using var gate = GivenGate.OnForge();
        gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.NewTimeout, "checkout: wait longer");
        gate.Commit("kit", "help", "pages/help/refunds.md", "# Refunds\nA refund takes three days.\n");
        gate.Offered("kit", "help");
        var opened = gate.Offered("jun", "timeout");
        gate.Git(gate.Bare, "update-ref", "refs/pull/7/head", "refs/heads/timeout");
        gate.Git(gate.Bare, "update-ref", "refs/pull/8/head", "refs/heads/help");

        var held = gate.RunAction("pull_request_target", opened, gate.OpenChanges((7, "timeout", "", "")));
        held.Ran.Code.ShouldBe(ExitCode.Held, held.Ran.All);
        held.Outputs.ShouldContain("verdict=Held\nexit-code=8\n");
        held.Summary.ShouldContain("### countersign: Held");
        Check(held, 0).ShouldBe(("countersign: main", gate.Tip("refs/heads/timeout"), "failure"));

        gate.Approve("jun", "timeout", "teo");
        var open = gate.OpenChanges((7, "timeout", "", ""), (8, "help", "", ""));
        var woken = gate.RunAction("delete", gate.Wakes(before: null), open);
        woken.Ran.Code.ShouldBe(ExitCode.Allowed, woken.Ran.All);
        woken.Checks.Count.ShouldBe(2, "where it cannot be told what is new, everything open is judged");
        Check(woken, 0).ShouldBe(("countersign: main", gate.Tip("refs/heads/timeout"), "success"));
    }

    [Fact]
    public void Only_the_changes_that_the_new_records_name_get_a_new_check()
    {
        using var gate = GivenGate.OnForge();
        gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.NewTimeout, "checkout: wait longer");
        gate.Commit("kit", "help", "pages/help/refunds.md", "# Refunds\nA refund takes three days.\n");
        gate.Offered("kit", "help");
        gate.Run("kit", "propose", "help");
        var before = gate.Tip(GivenGate.RecordsBranch);
        gate.Approve("jun", "timeout", "teo");
        gate.Git(gate.Bare, "update-ref", "refs/pull/7/head", "refs/heads/timeout");
        gate.Git(gate.Bare, "update-ref", "refs/pull/8/head", "refs/heads/help");

        var woken = gate.RunAction("delete", gate.Wakes(before), gate.OpenChanges((7, "timeout", "", ""), (8, "help", "", "")));

        woken.Ran.Code.ShouldBe(0, woken.Ran.All);
        woken.Checks.Count.ShouldBe(1, woken.Ran.All);
        Check(woken, 0).ShouldBe(("countersign: main", gate.Tip("refs/heads/timeout"), "success"));
        woken.Checks[0]["external_id"]!.GetValue<string>().ShouldBe($"records:{gate.Tip(GivenGate.RecordsBranch)}");
    }

    private static (string Name, string Head, string Conclusion) Check(JobLeft left, int at) =>
        (
            left.Checks[at]["name"]!.GetValue<string>(),
            left.Checks[at]["head_sha"]!.GetValue<string>(),
            left.Checks[at]["conclusion"]!.GetValue<string>()
        );
}
