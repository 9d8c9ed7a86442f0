// Claims about landing: what lands is what was judged, in any form, and nobody becomes a maker by it.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Writing;

public sealed class LandTests
{
    [Theory]
    [InlineData("sha1", "")]
    [InlineData("sha256", "")]
    [InlineData("sha1", "--squash")]
    [InlineData("sha1", "--ff")]
    public void What_was_signed_lands_and_whoever_signed_it_may_land_it(string format, string form)
    {
        using var gate = GivenGate.Open(format: format);
        var head = gate.OfferTimeout();
        gate.Approve("jun", "timeout", "teo");

        var landed = gate.Run("teo", form.Length == 0 ? ["land", "timeout"] : ["land", "timeout", form]);

        landed.Code.ShouldBe(0, landed.All);
        landed.Output.ShouldContain("exactly what was judged");
        gate.Git(gate.Bare, "show", "main:config/checkout.yml").ShouldBe(GivenGate.LongerTimeout.TrimEnd('\n'));
        gate.Git(gate.Bare, "log", "-1", "--format=%P", "main").Split(' ').Length.ShouldBe(form.Length == 0 ? 2 : 1);
        (gate.Tip() == head).ShouldBe(form == "--ff");
    }

    [Fact]
    public void A_merge_carries_the_change_id_and_the_name_of_whoever_landed_it()
    {
        using var gate = GivenGate.Open();
        gate.OfferTimeout();
        gate.Approve("jun", "timeout", "teo");

        gate.Run("ines", "land", "timeout").Code.ShouldBe(0);

        gate.Git(gate.Bare, "log", "-1", "--format=%cn", "main").ShouldBe("Ines");
        gate.Git(gate.Bare, "log", "-1", "--format=%B", "main").ShouldContain("Countersign-Change: ");
    }

    [Fact]
    public void A_change_that_is_held_is_not_landed_and_nothing_is_pushed()
    {
        using var gate = GivenGate.Open();
        var before = gate.Tip();
        gate.OfferTimeout();

        var held = gate.Run("jun", "land", "timeout");

        held.Code.ShouldBe(8);
        held.Output.ShouldContain("Not landed; nothing was pushed");
        gate.Tip().ShouldBe(before);
    }

    [Fact]
    public void A_change_lands_on_a_tip_that_moved_elsewhere_with_the_sign_off_carried_over()
    {
        using var gate = GivenGate.Open();
        gate.OfferTimeout();
        gate.Approve("jun", "timeout", "teo");
        gate.Commit("ines", "page", "pages/help/refunds.md", "# Refunds\nA refund takes three days.\n");
        gate.Push("ines", "page:main").Code.ShouldBe(0);

        var landed = gate.Run("jun", "land", "timeout");

        landed.Code.ShouldBe(0, landed.All);
        gate.Git(gate.Bare, "show", "main:pages/help/refunds.md").ShouldContain("three days");
        gate.Git(gate.Bare, "show", "main:config/checkout.yml").ShouldContain("40");
    }

    [Fact]
    public async Task Two_who_land_at_once_both_land()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "page", "pages/help/refunds.md", "# Refunds\nA refund takes three days.\n");
        gate.Commit("kit", "other", "pages/help/carts.md", "# Carts\nThey wait.\n");

        var both = await Task.WhenAll(Task.Run(() => gate.Run("jun", "land", "page")), Task.Run(() => gate.Run("kit", "land", "other")));

        both.ShouldAllBe(one => one.Code == 0);
        gate.Git(gate.Bare, "ls-tree", "-r", "--name-only", "main").ShouldContain("pages/help/carts.md");
        gate.Git(gate.Bare, "show", "main:pages/help/refunds.md").ShouldContain("three days");
    }

    [Fact]
    public void A_squash_keeps_the_name_of_everyone_who_made_it()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "page", "pages/help/refunds.md", "# Refunds\nA refund takes three days.\n");
        gate.Commit("jun", "page", "pages/help/open.md", "# Open\n", author: "moss");
        gate.Commit("jun", "page", "pages/help/carts.md", "# Carts\n", author: "kit");

        var landed = gate.Run("jun", "land", "page", "--squash");

        landed.Code.ShouldBe(0, landed.All);
        var message = gate.Git(gate.Bare, "log", "-1", "--format=%an, %cn, %B", "main");
        message.ShouldStartWith("Kit, Jun, ");
        message.ShouldContain("Co-authored-by: Moss <moss@harbour.example>");
    }

    [Fact]
    public void The_guarded_repository_itself_is_no_place_to_land_from()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "page", "pages/help/refunds.md", "# Refunds\nA refund takes three days.\n");
        gate.Push("jun", "page");

        gate.RunIn(gate.Bare, ["land", "page"]).Errors.ShouldContain("this is the guarded repository itself");
    }
}
