// Claims about who made what: unknown makers hold, whoever speaks for them becomes a maker, false names are taken back.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Writing;

public sealed class AttributionTests
{
    [Fact]
    public void A_maker_whom_nobody_knows_holds_the_change_until_a_rostered_person_attributes_it()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.LongerTimeout, author: "stranger");
        gate.Approve("jun", "timeout", "teo");

        var held = gate.Push("jun", "timeout:main");
        var said = gate.Run("jun", "attribute", "stranger@harbour.example", "--to", "jun");
        var allowed = gate.Push("jun", "timeout:main");

        held.Errors.ShouldContain("nobody in the roster is Stranger");
        said.Output.ShouldContain("jun's own work");
        allowed.Code.ShouldBe(0, allowed.All);
    }

    [Fact]
    public void Whoever_attributes_or_sponsors_becomes_a_maker_and_cannot_sign()
    {
        using var gate = GivenGate.Open();
        var head = gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.LongerTimeout, author: "stranger");
        gate.Run("jun", "propose", "timeout");
        gate.Fetch("teo", "ines");

        gate.Run("teo", "attribute", head, "--to", "jun", "--change", "timeout").Output.ShouldContain("both are makers");
        gate.Sign("teo", "timeout").Errors.ShouldContain("teo made this change (attributed)");

        var other = gate.Commit("jun", "retries", "config/checkout.yml", "checkout:\n  timeout-seconds: 30\n  retries: 4\n", author: "stranger");
        gate.Run("jun", "propose", "retries");
        gate.Fetch("ines");
        gate.Run("ines", "attribute", other, "--sponsor", "--change", "retries").Output.ShouldContain("ines stands for");
        gate.Sign("ines", "retries").Errors.ShouldContain("ines made this change (author, sponsor)");
    }

    [Fact]
    public void A_person_named_falsely_disowns_the_commit_and_can_sign_again()
    {
        using var gate = GivenGate.Open();
        var head = gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.LongerTimeout, author: "teo");
        gate.Approve("jun", "timeout");
        gate.Fetch("teo");
        gate.Sign("teo", "timeout").Errors.ShouldContain("teo made this change (author)");

        var disowned = gate.Run("teo", "disown", head, "--change", "timeout");
        gate.Push("jun", "timeout:main").Errors.ShouldContain("nobody in the roster is Teo");
        gate.Run("jun", "attribute", head, "--to", "jun").Code.ShouldBe(0);
        var signed = gate.Sign("teo", "timeout");

        disowned.Output.ShouldContain("teo did not make");
        signed.Output.ShouldContain("Signed by teo");
        gate.Push("jun", "timeout:main").Code.ShouldBe(0);
    }

    [Fact]
    public void Nobody_disowns_what_does_not_name_them_and_nobody_reattributes_what_is_known()
    {
        using var gate = GivenGate.Open();
        var head = gate.OfferTimeout();

        gate.Run("teo", "disown", head, "--change", "timeout").Errors.ShouldContain("does not name teo");
        gate.Run("teo", "attribute", head, "--to", "moss", "--change", "timeout").Errors.ShouldContain("is attributed already, to jun");
        gate.Run("teo", "attribute", "nobody@nowhere", "--change", "timeout").Errors.ShouldContain("no commit and no claim 'nobody@nowhere'");
        gate.Run("teo", "attribute", head, "--to", "ghost", "--change", "timeout").Errors.ShouldContain("already");
        gate.Run("teo", "attribute", "--change", "timeout").Errors.ShouldContain("name the commit or the claim");
    }

    [Fact]
    public void The_person_who_asked_the_agent_is_a_maker()
    {
        using var gate = GivenGate.Open();
        gate.OfferTimeout();

        gate.Run("jun", "attribute", "--prompter", "teo").Output.ShouldContain("teo is a maker");

        gate.Sign("teo", "timeout").Errors.ShouldContain("teo made this change (prompter)");
    }

    [Fact]
    public void Declared_none_stands_only_when_every_maker_has_signed_it()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.LongerTimeout);
        gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.LongerTimeout + "  wait: 1\n", author: "kit");
        gate.Run("jun", "propose", "timeout", "--ai", "none");
        gate.Fetch("kit", "moss");

        var before = gate.Run("kit", "check", "--head", "origin/timeout", "--json");
        gate.Run("moss", "attribute", "--declare", "none", "--change", "timeout").Errors.ShouldContain("moss is no maker");
        gate.Run("kit", "attribute", "--declare", "none", "--change", "timeout").Output.ShouldContain("kit declares AI's part in this content: none");

        before.Code.ShouldBe(8, before.All);
    }
}
