// Whoever made a change, by whatever name, address or door, does not sign it off.
using Countersign.Cases;
using Countersign.Cli.Tests.Given;
using Countersign.People;
using Countersign.SignOffs;

namespace Countersign.Cli.Tests.Attacks;

public sealed class WhoMadeItTests(WhoMadeItTests.KnownAccounts shared) : IClassFixture<WhoMadeItTests.KnownAccounts>
{
    private const string Made = "teo approved, but does not count: made this change";
    private readonly GivenGate gate = shared.Gate;

    [Fact]
    [Trait("claim", "W1"), Trait("twin", "W1")]
    public void A_junior_under_a_senior_s_name_is_judged_as_a_junior_and_the_senior_s_own_offer_as_a_senior_s()
    {
        gate.Rewrite("jun", "borrowed", "pages/help/named/borrowed.md", "written by a junior\n");
        gate.GitAs("teo", gate.Clone("jun"), "commit", "-q", "--amend", "--no-edit", "--reset-author");

        gate.Push("jun", "borrowed:main").ShouldBeHeld("teo counts as junior: nothing vouches for the name");

        gate.Push("jun", "borrowed").ShouldEnter();
        gate.Git(gate.Clone("teo"), "fetch", "-q", "origin");
        gate.Proposed("teo", "borrowed");
        gate.Push("teo", "borrowed:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "W2"), Trait("twin", "W2")]
    public void Nobody_signs_off_their_own_change_with_our_program_or_without_it()
    {
        gate.Rewrite("teo", "own", "tools/own.txt", "a senior's own\n");
        gate.Proposed("teo", "own");

        gate.Sign("teo", "own").Said().ShouldContain("nobody signs off their own work");
        HeldUntilAnotherSigns("own", "teo");
    }

    [Fact]
    [Trait("claim", "W3"), Trait("twin", "W3")]
    public void The_pusher_of_what_nobody_offered_does_not_count_as_its_signer()
    {
        gate.Rewrite("jun", "pushed", "tools/pushed.txt", "says it is the junior's\n");
        gate.Push("jun", "pushed").ShouldEnter();
        gate.SignedOff("teo", "pushed");

        gate.PushThrough("teo", "jun", "pushed:main").ShouldBeHeld(Made);
        gate.PushThrough("ines", "jun", "pushed:main").ShouldBeHeld("nobody vouches yet for who made this change");
        gate.PushThrough("jun", "jun", "pushed:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "W3"), Trait("twin", "W3")]
    public void The_pusher_of_more_than_was_offered_does_not_count_as_its_signer()
    {
        gate.Rewrite("jun", "more", "tools/more.txt", "offered\n");
        gate.Proposed("jun", "more");
        gate.Commit("jun", "more", "tools/more.txt", "offered, and something from the pusher\n");
        gate.Push("jun", "more").ShouldEnter();
        gate.SignedOff("teo", "more");

        gate.PushThrough("teo", "jun", "more:main").ShouldBeHeld();
        gate.Proposed("jun", "more");
        gate.PushThrough("teo", "jun", "more:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "W4"), Trait("twin", "W4")]
    public void The_author_of_any_commit_does_not_count_as_a_signer()
    {
        gate.Rewrite("jun", "authored", "tools/authored.txt", "one\n");
        gate.Commit("jun", "authored", "tools/authored.txt", "one and two\n", author: "teo");
        gate.Commit("jun", "authored", "tools/authored.txt", "one, two and three\n");
        gate.Proposed("jun", "authored");

        HeldUntilAnotherSigns("authored", "jun");
    }

    [Fact]
    [Trait("claim", "W5"), Trait("twin", "W5")]
    public void The_committer_of_any_commit_does_not_count_as_a_signer()
    {
        gate.Rewrite("teo", "committed", "tools/committed.txt", "one\n");
        gate.Git(gate.Clone("teo"), "commit", "-q", "--amend", "--no-edit", "--author=Jun <jun@harbour.example>");
        gate.Push("teo", "committed").ShouldEnter();
        gate.Git(gate.Clone("jun"), "fetch", "-q", "origin");
        gate.Proposed("jun", "committed");

        HeldUntilAnotherSigns("committed", "jun");
    }

    [Fact]
    [Trait("claim", "W6"), Trait("twin", "W6")]
    public void A_co_author_does_not_count_as_a_signer()
    {
        gate.Rewrite("jun", "together", "tools/together.txt", "one\n");
        gate.Git(gate.Clone("jun"), "commit", "-q", "--amend", "-m", "in a pair\n\nCo-authored-by: Teo <TEO@harbour.example>");
        gate.Proposed("jun", "together");

        HeldUntilAnotherSigns("together", "jun");
    }

    [Fact]
    [Trait("claim", "W7"), Trait("twin", "W7")]
    public void Whoever_made_a_commit_behind_a_second_parent_does_not_count_as_a_signer()
    {
        gate.Rewrite("jun", "second-parent", "tools/first-parent.txt", "the junior's\n");
        gate.Rewrite("teo", "from-behind", "tools/second-parent.txt", "the senior's\n");
        gate.Push("teo", "from-behind").ShouldEnter();
        gate.Git(gate.Clone("jun"), "fetch", "-q", "origin");
        gate.MergeHere("jun", "origin/from-behind");
        gate.Proposed("jun", "second-parent");

        HeldUntilAnotherSigns("second-parent", "jun");
    }

    [Fact]
    [Trait("claim", "W8"), Trait("twin", "W8")]
    public void An_unknown_address_blocks_until_somebody_attributes_it_and_whoever_does_so_does_not_sign()
    {
        var commit = Unknown("unknown");
        gate.SignedOff("ines", "unknown");
        gate.Push("jun", "unknown:main").ShouldBeHeld("nobody in the roster is Nobody <nobody@elsewhere.example>");

        gate.Craft("jun", "unknown", (change, by) => Word(change, by, AttributionAct.Attribute, "jun", commit)).ShouldEnter();
        gate.Push("jun", "unknown:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "W8"), Trait("twin", "W8")]
    public void Whoever_says_that_an_unknown_address_is_somebody_else_s_does_not_count_as_a_signer()
    {
        var commit = Unknown("put-off");
        gate.SignedOff("teo", "put-off");
        gate.Craft("teo", "put-off", (change, by) => Word(change, by, AttributionAct.Attribute, "jun", commit)).ShouldEnter();

        gate.Push("jun", "put-off:main").ShouldBeHeld(Made);
        gate.SignedOff("wren", "put-off");
        gate.Push("jun", "put-off:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "W9"), Trait("twin", "W9")]
    public void The_person_who_prompted_the_agent_does_not_count_as_a_signer()
    {
        gate.Rewrite("jun", "prompted", "tools/prompted.txt", "one\n");
        gate.GitAs("robin", gate.Clone("jun"), "commit", "-q", "--amend", "--no-edit", "--reset-author");
        gate.Proposed("jun", "prompted");
        gate.Craft("jun", "prompted", (change, by) => Word(change, by, AttributionAct.Prompter, "teo", commit: null)).ShouldEnter();

        HeldUntilAnotherSigns("prompted", "jun");
    }

    [Fact]
    [Trait("claim", "W9"), Trait("twin", "W9")]
    public void What_an_agent_made_alone_is_held_until_a_person_stands_for_it()
    {
        gate.Rewrite("jun", "alone", "tools/alone.txt", "one\n");
        gate.GitAs("robin", gate.Clone("jun"), "commit", "-q", "--amend", "--no-edit", "--reset-author");
        gate.Push("jun", "alone").ShouldEnter();
        gate.SignedOff("teo", "alone");

        gate.Push("jun", "alone:main").ShouldBeHeld("robin");
        gate.Proposed("jun", "alone");
        gate.Push("jun", "alone:main").ShouldEnter();
    }

    private void HeldUntilAnotherSigns(string branch, string pusher)
    {
        gate.Craft("teo", branch, GivenGate.Approval).ShouldEnter();
        gate.Push(pusher, $"{branch}:main").ShouldBeHeld(Made);
        gate.SignedOff("wren", branch);
        gate.Push(pusher, $"{branch}:main").ShouldEnter();
    }

    private string Unknown(string branch)
    {
        gate.Rewrite("jun", branch, $"tools/{branch}.txt", "one\n");
        gate.Commit("jun", branch, $"tools/{branch}.txt", "one and two\n");
        gate.Git(
            gate.Clone("jun"),
            "-c",
            "user.name=Nobody",
            "-c",
            "user.email=nobody@elsewhere.example",
            "commit",
            "-q",
            "--amend",
            "--no-edit",
            "--reset-author"
        );
        gate.Proposed("jun", branch);
        return gate.Git(gate.Clone("jun"), "rev-parse", branch);
    }

    private static Attribution Word(Workbench.OpenChange change, Workbench.Recorder by, AttributionAct act, string person, string? commit) =>
        new()
        {
            Context = new StatementContext(by.Context.Repository),
            Subject = new StatementSubject { Change = change.Id },
            Signer = by.Claim,
            SignedAt = by.Now,
            Nonce = Workbench.Recorder.NewNonce(),
            Act = act,
            OfCommit = commit is null ? null : Changes.ObjectId.Parse(commit),
            Claim = commit is null ? null : "Nobody <nobody@elsewhere.example>",
            Person = PersonId.Parse(person),
        };

    public sealed class KnownAccounts : IDisposable
    {
        private const string Named = """
              - name: these pages are read by somebody above a junior
                when: { paths: { any: ["pages/help/named/**"] }, author-level: { below: senior } }
                require: { sign-offs: { count: 1, from: { above: author, at-least: senior } } }

            """;

        public GivenGate Gate { get; } = GivenGate.Open(policy: GivenGate.SeniorPolicy + Named, rosterOf: Roster);

        public void Dispose() => Gate.Dispose();

        private static string Roster(GivenGate gate) =>
            new[] { "jun", "teo", "ines", "wren" }.Aggregate(
                gate.PracticeRoster(),
                (text, id) => text.Replace($"  - id: {id}\n", $"  - id: {id}\n    accounts: {{ gitolite: {id} }}\n", StringComparison.Ordinal)
            );
    }
}
