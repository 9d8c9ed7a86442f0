// Claims about conditions: they hold, and only whoever set one says that it is met.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Writing;

public sealed class ConditionTests
{
    [Fact]
    public void A_condition_holds_the_change_until_whoever_set_it_says_that_it_is_met()
    {
        using var gate = GivenGate.Open();
        gate.OfferTimeout();
        gate.Approve("jun", "timeout", "teo");
        var set = gate.Run("teo", "condition", "timeout", "add an alert on open carts");
        var id = GivenGate.IdAfter("Condition", set);

        var held = gate.Push("jun", "timeout:main");
        var claimed = gate.Run("jun", "condition", "timeout", "--met", id);
        var stillHeld = gate.Push("jun", "timeout:main");
        var met = gate.Run("teo", "condition", "timeout", "--met", id);
        var allowed = gate.Push("jun", "timeout:main");

        held.Errors.ShouldContain("add an alert on open carts");
        claimed.Output.ShouldContain("a claim until teo says so");
        stillHeld.Code.ShouldNotBe(0);
        met.Output.ShouldContain("is met");
        allowed.Code.ShouldBe(0, allowed.All);
    }

    [Fact]
    public void A_condition_without_words_or_on_a_change_that_nobody_offered_is_refused_with_the_way_out()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.LongerTimeout);
        gate.Push("jun", "timeout");
        gate.Fetch("teo");

        gate.Run("teo", "condition", "timeout").Errors.ShouldContain("a condition has words");
        gate.Run("teo", "condition", "timeout", "an alert").Errors.ShouldContain("countersign propose");
        gate.Run("ci", "condition", "timeout", "an alert").Errors.ShouldContain("is a bot");
        gate.Run("teo", "condition", "timeout", "--met", "abcdef").Errors.ShouldContain("has no condition abcdef");
    }
}
