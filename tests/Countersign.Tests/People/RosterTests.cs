// Claims about the roster: who is found by what, and what is refused.
using System.Text;
using Countersign.Documents;
using Countersign.People;
using Countersign.Signatures;
using Countersign.Tests.Documents;

namespace Countersign.Tests.People;

public sealed class RosterTests
{
    private static readonly DateTimeOffset Spring = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_person_is_found_by_key_address_and_account()
    {
        var roster = RosterText.Good(RosterText.Whole);
        var mara = roster.FindPerson(PersonId.Parse("mara")).ShouldNotBeNull();

        roster.FindByKey(Key(RosterText.MaraKey)).ShouldNotBeNull().Holder.ShouldBe(mara);
        roster.FindByKey(Key(RosterText.PasskeyKey)).ShouldNotBeNull().Key.Kind.ShouldBe(KeyKind.Passkey);
        roster.FindByKey(Key(RosterText.BotKey)).ShouldNotBeNull().Holder.ShouldBeOfType<Bot>().Evidence.ShouldBe(["build", "tests"]);
        roster.FindByEmail("M.Lind@Example.org").ShouldBe(mara);
        roster.FindByAccount("github", "maral").ShouldBe(mara);
        roster.FindByAccount("ssh", "mara").ShouldBe(mara);
        roster.FindByAccount("ssh", "Mara").ShouldBeNull();
        roster.FindByAccount("gitlab", "maral").ShouldBeNull();
        roster.FindByEmail("nobody@example.org").ShouldBeNull();
        roster.TeamMembers("payments").Select(person => person.Id.Value).ShouldBe(["mara", "jonas"]);
        roster.Digest.ShouldBe(Digest.Of(Encoding.UTF8.GetBytes(RosterText.Whole)));
    }

    [Fact]
    public void A_level_holds_from_its_first_moment_up_to_the_next_and_is_never_guessed()
    {
        var roster = RosterText.Good(RosterText.Whole);
        var mara = roster.FindPerson(PersonId.Parse("mara"))!;
        var raised = new DateTimeOffset(2025, 7, 1, 0, 0, 0, TimeSpan.Zero);

        mara.LevelAt(raised).ShouldBe(new LevelName("senior"));
        mara.LevelAt(raised.AddTicks(-1)).ShouldBe(new LevelName("mid"));
        mara.LevelAt(new DateTimeOffset(2022, 12, 31, 23, 59, 59, TimeSpan.Zero)).ShouldBeNull();
    }

    [Fact]
    public void A_key_signs_only_inside_its_term_and_before_it_was_compromised()
    {
        var keys = RosterText.Good(RosterText.Whole).FindPerson(PersonId.Parse("mara"))!.Keys;

        keys[0].CanSignAt(Spring).ShouldBeTrue();
        keys[0].CanSignAt(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)).ShouldBeFalse();
        keys[0].CanSignAt(new DateTimeOffset(2024, 12, 31, 0, 0, 0, TimeSpan.Zero)).ShouldBeFalse();
        keys[1].CanSignAt(Spring).ShouldBeFalse();
        keys[1].CanSignAt(new DateTimeOffset(2026, 3, 1, 11, 59, 59, TimeSpan.Zero)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("\"id\":\"jonas\"", "\"id\":\"mara\"", "roster.id-twice")]
    [InlineData("jonas@example.org", "MARA@example.org", "roster.email-twice")]
    [InlineData("\"jberg\"", "\"maral\"", "roster.account-twice")]
    [InlineData(RosterText.JonasKey, RosterText.MaraKey, "roster.key-twice")]
    [InlineData(RosterText.JonasKey, RosterText.BotKey + " other comment", "roster.key-twice")]
    [InlineData(RosterText.JonasKey, RosterText.ShortRsaKey, "roster.key")]
    [InlineData(RosterText.JonasKey, "command=\\\"x\\\" " + RosterText.JonasKey, "roster.key")]
    [InlineData("\"kind\":\"agent\"", "\"kind\":\"hardware\"", "roster.key-kind")]
    [InlineData("\"kind\":\"agent\"", "\"kind\":\"agnet\"", "roster.unknown-value")]
    [InlineData("\"kind\":\"agent\"", "\"kind\":\"agent\",\"origins\":[\"https://a.example\"]", "roster.origins")]
    [InlineData("https://countersign.example", "https://countersign.example/", "roster.origin")]
    [InlineData("https://countersign.example", "http://countersign.example", "roster.origin")]
    [InlineData("\"manager\":\"mara\"", "\"manager\":\"marra\"", "roster.unknown-manager")]
    [InlineData("\"manager\":\"mara\"", "\"manager\":\"jonas\"", "roster.own-manager")]
    [InlineData("\"owner\":\"mara\"", "\"owner\":\"build\"", "roster.unknown-owner")]
    [InlineData("\"to\":\"2025-07-01\"", "\"to\":\"2025-07-02\"", "roster.term-overlap")]
    [InlineData("\"to\":\"2025-07-01\",", "", "roster.term-overlap")]
    [InlineData("\"to\":\"2025-07-01\"", "\"to\":\"2023-01-01\"", "roster.term")]
    [InlineData("2027-01-01T00:00:00Z", "2027-01-01T00:00:00+02:00", "roster.not-a-time")]
    [InlineData("2027-01-01T00:00:00Z", "2027-01-01", "roster.not-a-time")]
    [InlineData("2027-01-01T00:00:00Z", "2024-01-01T00:00:00Z", "roster.term")]
    [InlineData("\"manager\":\"mara\"", "\"vacation\":\"2026-08\"", "roster.absence")]
    [InlineData("\"manager\":\"mara\"", "\"manger\":\"mara\"", "roster.unknown-key")]
    [InlineData("\"version\":1", "\"version\":2", "roster.version")]
    [InlineData("\"version\":1,", "", "roster.missing-key")]
    [InlineData("\"may\":[\"override\"", "\"may\":[\"overide\"", "roster.right")]
    [InlineData("\"source\":\"mara\"", "\"source\":\"\"", "roster.empty")]
    [InlineData("jonas@example.org", "Jonas <jonas@example.org>", "roster.email")]
    [InlineData("\"id\":\"jonas\"", "\"id\":\"Jonas\"", "roster.id")]
    [InlineData("\"kind\":\"ci\"", "\"kind\":\"person\"", "roster.unknown-value")]
    public void A_roster_that_could_be_read_two_ways_is_refused(string from, string to, string code)
    {
        RosterText.Whole.ShouldContain(from);

        var problems = RosterText.Bad(RosterText.Whole.Replace(from, to, StringComparison.Ordinal));

        problems.Select(problem => problem.Code).ShouldContain(code, string.Join("\n", problems));
        problems.ShouldAllBe(problem => problem.Remedy.Length > 0 && problem.File == "roster.yml");
    }

    [Fact]
    public void All_problems_are_said_at_once_with_the_name_that_was_meant()
    {
        var problems = RosterText.Bad(
            "{\"version\":1,\"persons\":[{\"id\":\"ann\",\"name\":\"Ann\",\"emial\":\"a@x.example\",\"manager\":\"bob\",\"away\":true}],\"bot\":[]}"
        );

        problems
            .Select(problem => problem.Code)
            .ShouldBe(["roster.unknown-key", "roster.absence", "roster.unknown-key", "roster.unknown-manager"], ignoreOrder: true);
        problems.Single(problem => problem.Message.Contains("emial", StringComparison.Ordinal)).Remedy.ShouldBe("Did you mean 'emails'?");
    }

    [Fact]
    public void A_level_that_the_policy_lacks_is_an_error_and_a_person_without_one_a_warning()
    {
        var roster = RosterText.Good(RosterText.Of($"{RosterText.Mara},{{\"id\":\"kim\",\"name\":\"Kim\"}}"));

        var problems = roster.Lint([new LevelName("junior"), new LevelName("senor")]);

        problems
            .Select(problem => (problem.Code, problem.Severity))
            .ShouldBe([
                ("roster.unknown-level", Severity.Error),
                ("roster.unknown-level", Severity.Error),
                ("roster.no-level", Severity.Warning),
                ("roster.no-key", Severity.Warning),
            ]);
        problems[1].Remedy.ShouldBe("Did you mean 'senor'?");
    }

    [Fact]
    public void Hostile_rosters_give_problems_and_never_an_exception()
    {
        var answered = 0;
        foreach (var bytes in Hostile.Mutations(Encoding.UTF8.GetBytes(RosterText.Whole), "{}[]\",:-@Z0 "u8.ToArray(), 20_000))
        {
            answered += Roster
                .Read(bytes, "h.yml", JsonDocumentReader.Read)
                .Match((roster, _) => roster.Lint([]).Count >= 0 ? 1 : 0, problems => problems.Count > 0 ? 1 : 0);
        }

        answered.ShouldBe(Hostile.Count(20_000));
    }

    private static SshPublicKey Key(string line) =>
        SshPublicKey.TryParse(line, out var key, out var problem) ? key : throw new FormatException(problem);
}
