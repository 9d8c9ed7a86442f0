// Claims about reverting: exactly what landed comes out, and what cannot is said.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Writing;

public sealed class RevertTests
{
    [Fact]
    public void A_landing_comes_out_exactly_as_a_branch_that_is_offered()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "page", "pages/help/refunds.md", "# Refunds\nA refund takes three days.\n");
        gate.Run("jun", "land", "page").Code.ShouldBe(0);
        var landed = gate.Tip();

        var reverted = gate.Run("jun", "revert", landed, "--reason", "it was two days");
        var back = gate.Run("jun", "land", $"revert-{landed[..12]}");

        reverted.Output.ShouldContain("exactly: the gate sees it as an exact revert");
        reverted.Output.ShouldContain("Patch set 1");
        back.Code.ShouldBe(0, back.All);
        gate.Git(gate.Bare, "show", "main:pages/help/refunds.md").ShouldContain("three dayz");
    }

    [Fact]
    public void What_later_changes_touch_too_is_not_taken_out_blindly()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "page", "pages/help/refunds.md", "# Refunds\nA refund takes three days.\n");
        gate.Run("jun", "land", "page").Code.ShouldBe(0);
        var landed = gate.Tip();
        gate.Commit("jun", "more", "pages/help/refunds.md", "# Refunds\nA refund takes four days.\n");
        gate.Run("jun", "land", "more").Code.ShouldBe(0);

        var conflict = gate.Run("jun", "revert", landed);

        conflict.Code.ShouldBe(8);
        conflict.Errors.ShouldContain("revert those landings first, newest first");
        gate.Run("jun", "revert", "page").Code.ShouldBe(2);
    }
}
