// Claims about closing and opening: freezes, pauses, objections and what is taken back.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Writing;

public sealed class ClosingTests
{
    private const string Page = "# Refunds\nA refund takes three days.\n";

    [Fact]
    public void Nothing_enters_a_frozen_branch_until_it_is_lifted_and_an_override_lets_one_change_through()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "page", "pages/help/refunds.md", Page);

        gate.Run("teo", "freeze", "--until", "48h", "--reason", "the sale weekend").Errors.ShouldContain("teo may not freeze a branch");
        gate.Run("mara", "freeze", "--until", "48h").Errors.ShouldContain("until when and why");
        var frozen = gate.Run("mara", "freeze", "--until", "48h", "--reason", "the sale weekend");
        var held = gate.Push("jun", "page:main");
        gate.Run("jun", "propose", "page");
        gate.Decide("mara", "override", "page", "--rule", "frozen", "--reason", "the page is wrong", "--follow-up", "none needed", "--until", "2h")
            .Code.ShouldBe(0);
        var through = gate.Push("jun", "page:main");
        gate.Commit("kit", "other", "pages/help/carts.md", "# Carts\n");
        gate.Push("kit", "other:main").Code.ShouldNotBe(0);
        var lifted = gate.Run("mara", "freeze", "--lift");

        frozen.Output.ShouldContain("main is frozen by mara until");
        held.Errors.ShouldContain("the sale weekend");
        through.Code.ShouldBe(0, through.All);
        lifted.Output.ShouldContain("open again");
        gate.Push("kit", "other:main").Code.ShouldBe(0);
        gate.Run("mara", "freeze", "--lift").Errors.ShouldContain("is not frozen");
    }

    [Fact]
    public void Only_the_policys_owner_pauses_a_rule_for_hours_and_every_verdict_shows_it()
    {
        using var gate = GivenGate.Open();
        gate.OfferTimeout();
        const string Rule = "reach decides who signs, whoever or whatever wrote it";

        gate.Run("teo", "pause", Rule, "--hours", "4", "--reason", "offsite").Errors.ShouldContain("that is mara");
        gate.Run("mara", "pause", Rule, "--hours", "400", "--reason", "offsite").Errors.ShouldContain("lasts at most");
        gate.Run("mara", "pause", "no such", "--hours", "4", "--reason", "offsite").Errors.ShouldContain("there is no rule 'no such'");
        gate.Run("mara", "pause", Rule, "--hours", "4", "--reason", "offsite").Code.ShouldBe(0);
        var paused = gate.Run("mara", "check", "--head", "origin/timeout");
        gate.Run("mara", "pause", Rule, "--end").Output.ShouldContain("holds again");

        paused.Output.ShouldContain("paused by mara until");
        gate.Push("jun", "timeout:main").Errors.ShouldContain("Held");
    }

    [Fact]
    public void Withdrawing_and_signing_again_counts_and_a_decline_leaves_no_name()
    {
        using var gate = GivenGate.Open();
        gate.OfferTimeout();
        gate.Approve("jun", "timeout", "teo");
        gate.Run("teo", "withdraw", "timeout").Code.ShouldBe(0);
        gate.Push("jun", "timeout:main").Code.ShouldNotBe(0);
        gate.Sign("teo", "timeout").Output.ShouldContain("Signed by teo");
        gate.Run("teo", "decline", "timeout").Code.ShouldBe(0);

        var declined = gate.Push("jun", "timeout:main");
        gate.Sign("teo", "timeout").Output.ShouldContain("Signed by teo");
        var pushed = gate.Push("jun", "timeout:main");

        declined.Errors.ShouldContain("nobody has signed");
        declined.Errors.ShouldNotContain("teo approved");
        pushed.Code.ShouldBe(0, pushed.All);
    }

    [Fact]
    public void Only_persons_who_could_sign_may_object_and_nobody_withdraws_what_they_never_said()
    {
        using var gate = GivenGate.Open();
        gate.OfferTimeout();

        gate.Run("kit", "object", "timeout", "I do not like it").Errors.ShouldContain("only persons who could sign may object");
        gate.Run("ines", "object", "timeout", "open carts").Output.ShouldContain("ines objects");
        gate.Run("teo", "withdraw", "timeout").Errors.ShouldContain("has decided nothing");
    }
}
