// Claims about offering a change: what landed is over, what comes next is another change, and readers see what is offered now.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Writing;

public sealed class ProposeTests
{
    [Fact]
    public void A_branch_that_is_used_again_after_landing_offers_another_change()
    {
        using var gate = GivenGate.Open();
        gate.OfferTimeout();
        gate.Approve("jun", "timeout", "teo");
        gate.Run("jun", "land", "timeout").Code.ShouldBe(0);
        var first = gate.Git(gate.Clone("jun"), "config", "branch.timeout.countersign");

        gate.Git(gate.Clone("jun"), "fetch", "-q", "origin");
        gate.Git(gate.Clone("jun"), "checkout", "-q", "-B", "timeout", "origin/main");
        gate.Commit("jun", "timeout", "config/checkout.yml", "timeout-seconds: 77\n");
        gate.Run("jun", "propose", "timeout").Output.ShouldContain("Patch set 1 of change");

        gate.Git(gate.Clone("jun"), "config", "branch.timeout.countersign").ShouldNotBe(first);
        gate.Run("teo", "list").Output.ShouldContain("you");
    }

    [Fact]
    public void Notes_that_only_the_author_has_are_named_until_they_are_pushed_and_never_sent_unasked()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "noted", "pages/help/noted.md", "one\n");
        var clone = gate.Clone("jun");
        const string Note =
            """{"agentdiff_version":"0.1.0","total_changes":1,"provenance":"agent","prompts":["private"],"files":{"pages/help/noted.md":{"edits":1}}}""";
        gate.GitAs("jun", clone, "notes", "--ref=agentdiff", "add", "-m", Note, "noted");

        gate.Run("jun", "propose", "noted").Flat().ShouldContain("git push origin refs/notes/agentdiff");
        gate.OnServer("for-each-ref", "refs/notes").Output.ShouldBeEmpty();

        gate.Git(clone, "push", "-q", "origin", "refs/notes/agentdiff");
        gate.Run("jun", "propose", "noted").Flat().ShouldNotContain("refs/notes/agentdiff");
    }

    [Fact]
    public void A_new_version_before_landing_is_the_same_change()
    {
        using var gate = GivenGate.Open();
        gate.OfferTimeout();
        gate.Run("jun", "propose", "timeout");
        var first = gate.Git(gate.Clone("jun"), "config", "branch.timeout.countersign");
        gate.Commit("jun", "timeout", "config/checkout.yml", "timeout-seconds: 77\n");

        gate.Run("jun", "propose", "timeout").Output.ShouldContain("Patch set 2 of change");

        gate.Git(gate.Clone("jun"), "config", "branch.timeout.countersign").ShouldBe(first);
    }

    [Fact]
    public void Whatever_is_in_already_is_neither_held_nor_signed()
    {
        using var gate = GivenGate.Open();

        var check = gate.Run("jun", "check", "--head", "origin/main");
        var json = gate.Run("jun", "check", "--head", "origin/main", "--json");
        var sign = gate.Sign("teo", "origin/main");

        check.Code.ShouldBe(0);
        check.Output.ShouldContain("Nothing would enter: main has all of origin/main already");
        json.Output.ShouldContain("\"verdict\": \"Allowed\"");
        sign.Code.ShouldBe(2);
        sign.Errors.ShouldContain("main has all of main already");
    }

    [Fact]
    public void A_reader_whose_branch_is_of_yesterday_sees_what_is_offered_now()
    {
        using var gate = GivenGate.Open();
        gate.OfferTimeout();
        gate.Run("jun", "propose", "timeout");
        gate.Git(gate.Clone("teo"), "fetch", "-q", "origin");
        gate.Git(gate.Clone("teo"), "branch", "timeout", "origin/timeout");
        gate.Commit("jun", "timeout", "config/checkout.yml", "timeout-seconds: 77\n");
        gate.Run("jun", "propose", "timeout");
        gate.Git(gate.Clone("teo"), "fetch", "-q", "origin");

        gate.Run("teo", "show", "timeout").Output.ShouldContain("patch set 2");
    }

    [Fact]
    public void A_case_written_for_an_earlier_content_is_asked_again_and_one_word_takes_it_over()
    {
        using var gate = GivenGate.Open();
        gate.OfferTimeout();
        gate.Approve("jun", "timeout");
        gate.Commit("jun", "timeout", "config/checkout.yml", "timeout-seconds: 77\n");
        var offered = gate.Run("jun", "propose", "timeout");
        var again = gate.Run("jun", "case", "timeout");
        var typed = gate.Typing("jun", ["", "carts wait longer"], "case", "timeout");

        offered.Output.ShouldContain("case by jun, for an earlier content: does it still hold?");
        offered.Output.ShouldContain("how  countersign case timeout");
        again.Output.ShouldContain("The case is signed by jun: asked, why, alternatives, breaks");
        again.Output.ShouldContain("✓ a case that answers");
        typed.All.ShouldContain("an empty case says nothing");
    }

    [Fact]
    public void A_reader_who_has_not_fetched_somebodys_branch_gets_it_by_its_name_and_by_the_id_that_list_shows()
    {
        using var gate = GivenGate.Open();
        gate.Clone("teo");
        gate.Commit("jun", "shop/timeout", "config/checkout.yml", GivenGate.LongerTimeout);
        gate.Run("jun", "propose", "shop/timeout").Output.ShouldContain("Patch set 1");

        var named = gate.Run("teo", "show", "shop/timeout");
        var remote = gate.Run("teo", "show", "origin/shop/timeout");
        var id = gate.Run("teo", "list").Output[..8];
        var listed = gate.Run("teo", "show", id);

        foreach (var shown in new[] { named, remote, listed })
        {
            shown.Code.ShouldBe(0, shown.All);
            shown.Output.ShouldContain("patch set 1");
        }

        foreach (var wrong in new[] { "shop/other", "a:refs/heads/main", "*", "--all", "main^{/x}" })
        {
            var none = gate.Run("teo", "show", "--", wrong);
            none.Code.ShouldBe(2, none.All);
            none.Flat().ShouldContain("origin has no branch of that name; countersign list shows what is offered");
        }
    }

    [Fact]
    public void Time_on_offer_counts_from_the_gates_first_sight_of_it_even_where_nobody_is_named_as_the_pusher()
    {
        using var gate = GivenGate.Open(
            GivenGate.PracticePolicy.Replace(
                "sign-offs: { count: 1, from: { above: author, at-least: senior }, assurance: read-risky-parts }, case: answered",
                "waiting-period: { hours: 24 }",
                StringComparison.Ordinal
            )
        );
        gate.OfferTimeout();
        gate.Run("jun", "propose", "timeout");
        gate.Run("jun", "sync").Code.ShouldBe(0);

        var young = gate.Run("jun", "check", "--head", "timeout");
        gate.Now = gate.Now.AddHours(25);
        var old = gate.Run("jun", "check", "--head", "timeout");

        young.Code.ShouldBe(8, young.All);
        young.Output.ShouldContain("wait until ");
        old.Code.ShouldBe(0, old.All);
        old.Output.ShouldContain("on offer since ");
    }
}
