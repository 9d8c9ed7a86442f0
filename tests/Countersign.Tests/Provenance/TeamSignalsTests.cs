// Claims about the signs that a team adds, and the version of the table that it holds on to.
using System.Text;
using Countersign.Documents;
using Countersign.Provenance;
using Countersign.Tests.Documents;
using Countersign.Tests.People;

namespace Countersign.Tests.Provenance;

public sealed class TeamSignalsTests
{
    private const string Whole = """
        {"version":1,"table":"signals/2","tools":[
          {"name":"Harbour Coder","addresses":["coder@agents.harbour.example"],"branches":["coder/"],"logins":["harbour-coder[bot]"],"labels":["coder"],
           "lines":[{"key":"Made-by","is":"harbour coder"},{"key":"Coder-Run"},{"footer":"🤖 Written with Harbour Coder"}]},
          {"name":"Tidy","kind":"tool","addresses":["tidy@harbour.example"],"lines":[{"key":"Formatted-by","begins":"tidy"}]}]}
        """;

    private static readonly SignalSet s_team = SignalSet.With(Good(Whole));

    [Theory]
    [InlineData("Fix\n\nMade-by: Harbour Coder", "Harbour Coder", AssistanceClass.Assisted, 1)]
    [InlineData("Fix\r\n\r\nmade-by: harbour coder\r\n", "Harbour Coder", AssistanceClass.Assisted, 1)]
    [InlineData("Fix\n\nCoder-Run: 17", "Harbour Coder", AssistanceClass.Assisted, 1)]
    [InlineData("Fix\n\n✨ Written with Harbour Coder", "Harbour Coder", AssistanceClass.Assisted, 1)]
    [InlineData("Fix\n\nCo-authored-by: H <coder@agents.harbour.example>", "Harbour Coder", AssistanceClass.Assisted, 1)]
    [InlineData("Merge pull request #7 from team/coder/fix", "Harbour Coder", AssistanceClass.Assisted, 0)]
    [InlineData("Fix\n\nFormatted-by: tidy 3", "Tidy", AssistanceClass.Tool, 1)]
    [InlineData("Fix\n\nCo-Authored-By: Claude <noreply@anthropic.com>", "Claude Code", AssistanceClass.Assisted, 1)]
    public void What_a_team_adds_is_read_beside_the_built_in_table(string message, string tool, AssistanceClass grade, int certainty)
    {
        var finding = SignalReader.Read(Human(message), signals: s_team).ShouldHaveSingleItem();

        (finding.Tool, finding.Class, finding.Certainty).ShouldBe((tool, grade, certainty));
    }

    [Theory]
    [InlineData("Fix\n\nMade-by: Ann")]
    [InlineData("Fix\n\nFormatted-by: Ann")]
    [InlineData("Fix\n\nwe wrote this; Written with Harbour Coder")]
    [InlineData("Merge branch 'coder/'")]
    [InlineData("Say how coder/ branches are named")]
    public void What_only_looks_like_it_is_none(string message) => SignalReader.Read(Human(message), signals: s_team).ShouldBeEmpty();

    [Fact]
    public void An_agent_s_address_makes_an_author_an_agent_and_a_formatter_s_a_tool()
    {
        ClassOf("coder@agents.harbour.example").ShouldBe(AssistanceClass.Agent);
        ClassOf("TIDY@harbour.example").ShouldBe(AssistanceClass.Tool);

        static AssistanceClass ClassOf(string email) =>
            SignalReader.Read(new CommitClaim("c", "N", email, "Ann", "ann@example.org", "Fix"), signals: s_team).ShouldHaveSingleItem().Class;
    }

    [Fact]
    public void A_team_that_holds_on_to_a_version_is_read_by_it_and_every_verdict_says_which()
    {
        var first = SignalSet.With(Good("""{"table":"signals/1"}"""));
        var merge = Human("Merge pull request #7 from team/codex/fix");

        SignalReader.Read(merge, signals: first).ShouldBeEmpty("hints came with version 2");
        SignalReader.Read(merge).ShouldHaveSingleItem().Certainty.ShouldBe(0);
        SignalSet.BuiltIn.Version.ShouldBe("signals/2");
        first.Version.ShouldStartWith("signals/1+");
        s_team.Version.ShouldStartWith("signals/2+");
        s_team.Version.ShouldNotBe(SignalSet.With(Good(Whole.Replace("Tidy", "Neat", StringComparison.Ordinal))).Version);
    }

    [Fact]
    public void What_was_read_with_an_older_table_is_read_with_it_again()
    {
        var merge = Human("Merge pull request #7 from team/codex/fix");

        SignalReader.Read(merge, signals: SignalSet.BuiltIn.UpTo(1)).ShouldBeEmpty();
        s_team.UpTo(1).Version.ShouldBe(s_team.Version.Replace("/2", "/1", StringComparison.Ordinal));
        SignalReader.Read(Human("Fix\n\nCoder-Run: 17"), signals: s_team.UpTo(1)).ShouldHaveSingleItem("what the team added is in its own commit");
        SignalSet.With(Good("""{"table":"signals/1"}""")).UpTo(2).Version.ShouldStartWith("signals/1+");
        SignalSet.VersionOf("signals/12+0a1b2c3d4e5f").ShouldBe(12);
        SignalSet.VersionOf("signals/-1").ShouldBeNull();
        SignalSet.VersionOf("other/1").ShouldBeNull();
    }

    /// <summary>A file that could turn what the program knows into nothing would be a way to take evidence away.</summary>
    [Fact]
    public void What_the_built_in_table_says_of_an_address_stands()
    {
        var team = SignalSet.With(Good("""{"tools":[{"name":"Harmless","kind":"tool","addresses":["noreply@anthropic.com"]}]}"""));

        SignalReader
            .Read(new CommitClaim("c", "N", "noreply@anthropic.com", "Ann", "ann@example.org", "Fix"), signals: team)[0]
            .Class.ShouldBe(AssistanceClass.Agent);
    }

    [Theory]
    [InlineData("\"version\":1", "\"version\":2", "signals.version")]
    [InlineData("signals/2", "signals/99", "signals.table")]
    [InlineData("signals/2", "latest", "signals.table")]
    [InlineData("coder@agents.harbour.example", "@harbour.example", "signals.addresses")]
    [InlineData("coder@agents.harbour.example", "Coder <coder@agents.harbour.example>", "signals.addresses")]
    [InlineData("\"key\":\"Coder-Run\"", "\"key\":\"Coder Run\"", "signals.key")]
    [InlineData("\"key\":\"Coder-Run\"", "\"key\":\"Co-authored-by\"", "signals.key")]
    [InlineData("\"key\":\"Coder-Run\"", "\"is\":\"x\"", "signals.key")]
    [InlineData("\"key\":\"Coder-Run\"", "\"key\":\"A\",\"footer\":\"written with it\"", "signals.key")]
    [InlineData("Written with Harbour Coder", "AI", "signals.footer")]
    [InlineData("\"coder/\"", "\"c\"", "signals.branches")]
    [InlineData("\"kind\":\"tool\"", "\"kind\":\"human\"", "signals.unknown-value")]
    [InlineData("\"labels\"", "\"lables\"", "signals.unknown-key")]
    [InlineData("\"name\":\"Tidy\",", "", "signals.missing-key")]
    public void A_table_that_could_mislead_is_refused(string from, string to, string code)
    {
        Whole.ShouldContain(from);

        var problems = Parse(Whole.Replace(from, to, StringComparison.Ordinal)).ShouldBeOfType<Parsed<TeamSignals>.Bad>().Problems;

        problems.Select(problem => problem.Code).ShouldContain(code, string.Join("\n", problems));
        problems.ShouldAllBe(problem => problem.Remedy.Length > 0);
    }

    [Fact]
    public void A_person_s_own_address_is_no_sign()
    {
        var roster = RosterText.Good(RosterText.Whole);
        var address = roster.Persons[0].Emails[0];

        Good($$"""{"tools":[{"name":"T","addresses":["{{address}}"]}]}""").Lint(roster).ShouldHaveSingleItem().Code.ShouldBe("signals.person");
        Good(Whole).Lint(roster).ShouldBeEmpty();
    }

    [Fact]
    public void Hostile_tables_are_read_or_refused_and_never_crash()
    {
        foreach (var bytes in Hostile.Mutations(Encoding.UTF8.GetBytes(Whole), "{}[]\":,\\@/\n\0\u0080"u8.ToArray(), 20_000))
        {
            if (TeamSignals.Read(bytes, "signals.yml", JsonDocumentReader.Read) is Parsed<TeamSignals>.Good good)
            {
                _ = SignalReader.Read(Human("Fix\n\nMade-by: Harbour Coder"), signals: SignalSet.With(good.Value));
            }
        }
    }

    private static Parsed<TeamSignals> Parse(string json) => TeamSignals.Read(Encoding.UTF8.GetBytes(json), "signals.yml", JsonDocumentReader.Read);

    private static TeamSignals Good(string json)
    {
        var parsed = Parse(json);
        return parsed.ShouldBeOfType<Parsed<TeamSignals>.Good>(parsed.Match((_, _) => "", problems => string.Join("\n", problems))).Value;
    }

    private static CommitClaim Human(string message) => new("c", "Ann", "ann@example.org", "Ann", "ann@example.org", message);
}
