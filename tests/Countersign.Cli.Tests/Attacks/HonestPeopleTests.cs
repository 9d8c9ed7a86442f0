// Nobody is held up by what others do: updates, slices, refusals, false names, requirements that nobody can meet.
using Countersign.Cases;
using Countersign.Cli.Tests.Given;
using Countersign.SignOffs;

namespace Countersign.Cli.Tests.Attacks;

public sealed class HonestPeopleTests(SharedGate shared) : IClassFixture<SharedGate>
{
    [Fact]
    [Trait("claim", "H2"), Trait("claim", "H12")]
    public void Whoever_updates_the_branch_with_a_clean_merge_or_lands_what_was_signed_may_still_sign_it()
    {
        using var gate = GivenGate.Open(roster: null);
        gate.Commit("jun", "updated", "config/updated.yml", "a: 1\n");
        gate.Commit("kit", "page", "pages/help/page.md", "page\n");
        gate.Push("kit", "page:main").Code.ShouldBe(0);
        var folder = gate.Clone("jun");
        gate.Git(folder, "fetch", "-q", "origin");
        gate.Git(folder, "checkout", "-q", "updated");
        gate.GitAs("teo", folder, "merge", "-q", "--no-ff", "-m", "Merge main", "origin/main");
        gate.Git(folder, "push", "-q", "origin", "updated");
        gate.Offer("jun", "updated", "teo");
        gate.Git(folder, "checkout", "-q", "-b", "landing", "origin/main");
        gate.GitAs("teo", folder, "merge", "-q", "--no-ff", "-m", "Land it", "updated");

        var landed = gate.PushAs("teo", "jun", "landing:main");

        landed.Code.ShouldBe(0, landed.All);
        gate.Landings()[^1].Pusher.ShouldBe("gitolite:teo");
    }

    [Fact]
    [Trait("claim", "H4")]
    public void A_declared_series_is_let_in_part_by_part_with_the_signatures_that_each_part_needs()
    {
        var gate = shared.Gate;
        foreach (var part in new[] { "one", "two" })
        {
            gate.Commit("jun", $"series-{part}", $"config/series-{part}.yml", "a: 1\n", $"config: part {part}\n\nCountersign-Series: carts\n");
            gate.Offer("jun", $"series-{part}", "teo");
            if (part == "two")
            {
                gate.Git(gate.Clone("jun"), "rebase", "-q", "origin/main", "series-two");
            }

            gate.Push("jun", $"series-{part}:main").Code.ShouldBe(0);
        }
    }

    [Fact]
    [Trait("claim", "H5")]
    public void A_requirement_that_nobody_can_meet_any_more_is_held_with_its_way_out_and_holds_nothing_else()
    {
        using var gate = GivenGate.Open(
            GivenGate.PracticePolicy.Replace("at-least: senior }", "at-least: principal }", StringComparison.Ordinal),
            rosterOf: open => open.PracticeRoster(("mara", "mid"), ("wren", "principal"))
        );
        gate.Commit("wren", "stuck", "config/stuck.yml", "a: 1\n");
        gate.Commit("wren", "page", "pages/help/page.md", "page\n");

        var check = gate.Run("wren", "check", "--head", "stuck");

        check.Flat().ShouldContain("Held");
        check.Flat().ShouldContain("nobody");
        gate.Push("wren", "page:main").Code.ShouldBe(0);
    }

    [Fact]
    [Trait("claim", "H8")]
    public void A_person_named_falsely_as_a_maker_disowns_it_and_signs()
    {
        var gate = shared.Gate;
        var commit = gate.Commit("kit", "named", "config/named.yml", "a: 1\n", author: "ines");
        gate.Offer("kit", "named", "ines");
        gate.Push("kit", "named:main").All.ShouldContain("Held", customMessage: "by the commit's word ines made it");
        var subject = new StatementSubject { Change = gate.ChangeIdOf("named") };
        Attribution Word(string person, AttributionAct act, string? of) =>
            new()
            {
                Context = gate.Here(null),
                Subject = subject,
                Signer = GivenGate.Claim(person),
                SignedAt = gate.Second,
                Nonce = GivenGate.NewNonce(),
                Act = act,
                OfCommit = Countersign.Changes.ObjectId.Parse(commit),
                Claim = "Ines <ines@harbour.example>",
                Person = of is null ? null : Countersign.People.PersonId.Parse(of),
            };

        gate.Say("ines", Word("ines", AttributionAct.Disown, null));
        gate.Push("kit", "named:main").All.ShouldContain("nobody in the roster is Ines", customMessage: "somebody made it all the same");
        gate.Say("kit", Word("kit", AttributionAct.Attribute, "kit"));

        var landed = gate.Push("kit", "named:main");
        landed.Code.ShouldBe(0, landed.All);
    }

    [Fact]
    [Trait("claim", "H9"), Trait("claim", "H10")]
    public void A_page_needs_nobody_and_a_colleague_who_declines_holds_nothing_and_leaves_no_reason()
    {
        var gate = shared.Gate;
        gate.Commit("jun", "free", "pages/help/free.md", "free\n");
        gate.Push("jun", "free:main").Code.ShouldBe(0, "the table lets it in");
        gate.Landings()[^1].SignOffs.ShouldBeEmpty();

        gate.Commit("jun", "declined", "config/declined.yml", "a: 1\n");
        gate.Offer("jun", "declined");
        var declined = gate.Run("teo", "decline", gate.ChangeIdOf("declined").ToString());
        declined.Code.ShouldBe(0, declined.All);
        gate.Check("jun", "declined")
            .GetProperty("missing")
            .EnumerateArray()
            .ShouldAllBe(item => !item.GetProperty("how").GetString()!.Contains("teo", StringComparison.Ordinal));
        gate.SignedBy("ines", "jun", "declined");
        gate.Push("jun", "declined:main").Code.ShouldBe(0);
    }
}
