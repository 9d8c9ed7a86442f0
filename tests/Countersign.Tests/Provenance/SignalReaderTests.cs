// Claims about which lines and identities are signs of AI assistance, and which only look so.
using Countersign.Provenance;
using Countersign.Tests.People;

namespace Countersign.Tests.Provenance;

public sealed class SignalReaderTests
{
    [Theory]
    [InlineData("Fix\n\nCo-authored-by: Claude <noreply@anthropic.com>", "Claude Code", 1)]
    [InlineData("Fix\r\n\r\nco-authored-by: Claude noreply@anthropic.com\r\n\r\nSigned-off-by: A <a@example.org>\r\n", "Claude Code", 1)]
    [InlineData("Fix\n\n  * Co-Authored-By: Copilot <198982749+copilot@users.noreply.github.com>", "GitHub Copilot coding agent", 1)]
    [InlineData("Fix\n\nCo-authored-by: Copilot <copilot@github.com>", "GitHub Copilot in VS Code", 0)]
    [InlineData("Fix\n\nAssisted-by: Claude:claude-opus-4-6 coccinelle", "Claude", 1)]
    [InlineData("Fix\n\nAssisted-by: ChatGPTv5\n\nmore text", "ChatGPTv5", 1)]
    [InlineData("Fix\n\nAssisted-by: GLM 5 via Crush <crush@charm.land>", "GLM", 1)]
    [InlineData("Fix\n\nGenerated-by: gpt-5 (with changes)", "gpt", 1)]
    [InlineData("Fix\n\n\U0001F916 Generated with [Claude Code](https://claude.com/claude-code)", "Claude Code", 1)]
    [InlineData("Fix\n\nAI-Assisted: yes", "convention: AI-Assisted", 1)]
    [InlineData("Fix\n\nMade-with: Cursor", "Cursor", 1)]
    [InlineData("Fix\n\nAgent-Logs-Url: https://github.com/a/b/sessions/0f3e8e84-1111-2222-3333-444444444444", "GitHub Copilot coding agent", 2)]
    [InlineData("aider: add the test", "Aider", 1)]
    [InlineData("Fix\n\nAssisted-by: Claude <rob@example.org>", "Claude", 1)]
    [InlineData("Fix\n\nAssisted-by: Claude Opus on behalf of Ann Other <ann@example.org>", "Claude", 1)]
    [InlineData("Fix\n\nAssisted-by: GitHub Copilot Agent <bot@example.org>", "Copilot", 1)]
    [InlineData("Fix\n\nAssisted-by: Claude Fabulous <noreply@anthropic.com>", "Claude", 1)]
    public void A_line_that_names_a_tool_is_a_sign_wherever_it_stands(string message, string tool, int certainty)
    {
        var finding = SignalReader.Read(Human(message)).ShouldHaveSingleItem();

        (finding.Tool, finding.Certainty, finding.Class).ShouldBe((tool, certainty, AssistanceClass.Assisted));
        finding.Source.ShouldBe("commit 1");
        message.ShouldContain(finding.Raw);
    }

    [Theory]
    [InlineData("Fix\n\nCo-authored-by: Claude\n <noreply@anthropic.com>", "Co-authored-by: Claude <noreply@anthropic.com>")]
    [InlineData("Fix\r\n\r\nCo-authored-by:\r\n\tClaude\r\n\t<noreply@anthropic.com>\r\n", "Co-authored-by: Claude <noreply@anthropic.com>")]
    [InlineData("Fix\n\nAssisted-by:\n  Claude Opus\nSigned-off-by: Ann <a@example.org>", "Assisted-by: Claude Opus")]
    [InlineData("Fix\n\nNote: made in haste\n  Generated with Claude Code", "Generated with Claude Code")]
    [InlineData("Fix\n\nNote: joined\n  Co-authored-by: Claude <noreply@anthropic.com>", "Co-authored-by: Claude <noreply@anthropic.com>")]
    public void A_trailer_that_goes_on_in_the_next_line_is_read_as_Git_reads_it(string message, string raw) =>
        SignalReader.Read(Human(message)).ShouldHaveSingleItem().Raw.ShouldBe(raw);

    [Fact]
    public void Thousands_of_lines_that_carry_on_a_trailer_cost_no_more_than_their_length() =>
        SignalReader.Read(Human("Fix\n\nAssisted-by: Ann" + string.Concat(Enumerable.Repeat("\n a: :", 100_000)))).ShouldBeEmpty();

    [Theory]
    [InlineData("Fix\n\nCo-authored-by: Ann Other <ann@anthropic.com>")]
    [InlineData("Fix\n\nCo-authored-by: Copilot <91234567+Copilot@users.noreply.github.com>")]
    [InlineData("Fix\n\nCo-authored-by: Devin Burn <12345+devinb@users.noreply.github.com>")]
    [InlineData("Fix\n\nAssisted-by: Ann Other <claude@example.org>")]
    [InlineData("Fix\n\nAssisted-by: Jonas Berg")]
    [InlineData("Fix\n\nAssisted-by: Claude Monet <cm@example.org>")]
    [InlineData("Fix\n\nAssisted-by: Robert Claude <rob@example.org>")]
    [InlineData("Fix\n\nAssisted-by: Devin Smith <12345+devin@users.noreply.github.com>")]
    [InlineData("Fix\n\nCo-developed-by: Claude-Marie Dupont <cmd@example.org>")]
    [InlineData("Fix\n\nCo-authored-by:\n\n Claude <noreply@anthropic.com>")]
    [InlineData("Fix\n\nReviewed-by: Ann\n Claude <noreply@anthropic.com>")]
    [InlineData("Generated-by: protoc 3.21")]
    [InlineData("Reported-by: Claude <noreply@anthropic.com>")]
    [InlineData("Move the text cursor, as claude and copilot do")]
    [InlineData("Fix the generated with crushed files")]
    [InlineData("\U0001F916 release 1.2")]
    [InlineData("AI-Assisted: no")]
    [InlineData("AI-Assisted: none")]
    [InlineData("")]
    public void What_names_a_person_or_a_word_is_no_sign(string message) => SignalReader.Read(Human(message)).ShouldBeEmpty();

    [Theory]
    [InlineData("Copilot", "198982749+Copilot@users.noreply.github.com", "GitHub Copilot coding agent")]
    [InlineData("Ann Other (aider)", "ann@example.org", "Aider")]
    [InlineData("Cursor Agent", "CursorAgent@cursor.com", "Cursor")]
    public void An_agent_named_as_author_is_an_agent(string name, string email, string tool)
    {
        var finding = SignalReader.Read(new CommitClaim("c", name, email, "Ann", "ann@example.org", "Fix")).ShouldHaveSingleItem();

        (finding.Tool, finding.Class, finding.Certainty).ShouldBe((tool, AssistanceClass.Agent, 2));
    }

    [Fact]
    public void A_committers_aider_suffix_is_the_persons_own_edit() =>
        SignalReader.Read(new CommitClaim("c", "Ann", "ann@example.org", "Ann (aider)", "ann@example.org", "Fix")).ShouldBeEmpty();

    [Fact]
    public void An_agent_that_committed_a_persons_work_assisted() =>
        SignalReader
            .Read(new CommitClaim("c", "Ann", "ann@example.org", "Claude", "noreply@anthropic.com", "Fix"))
            .ShouldHaveSingleItem()
            .Class.ShouldBe(AssistanceClass.Assisted);

    [Fact]
    public void A_rostered_agent_is_known_by_its_address()
    {
        var roster = RosterText.Good(
            RosterText.Of(RosterText.Mara, "{\"id\":\"helper\",\"kind\":\"agent\",\"owner\":\"mara\",\"emails\":[\"helper@example.org\"]}")
        );

        var finding = SignalReader
            .Read(new CommitClaim("c", "Helper", "HELPER@example.org", "Helper", "helper@example.org", "Fix"), roster)
            .ShouldHaveSingleItem();

        (finding.Tool, finding.Class).ShouldBe(("helper", AssistanceClass.Agent));
    }

    [Theory]
    [InlineData("Co-authored-by: Claude Opus (claude-opus-4-6) <noreply@anthropic.com>", "claude-opus-4-6")]
    [InlineData("Assisted-by: Claude:claude-opus-4-6 sparse", "claude-opus-4-6")]
    [InlineData("Assisted-by: https://example.org/claude", null)]
    [InlineData("Co-authored-by: Claude Opus 4.7 (1M context) <noreply@anthropic.com>", "Claude Opus 4.7")]
    [InlineData("Co-authored-by: Claude (glm-4.7) <noreply@anthropic.com>", "glm-4.7")]
    [InlineData("Co-authored-by: Claude <noreply@anthropic.com>", null)]
    [InlineData("Agent-Signature: claude-opus-4-8-medium on behalf of Ann", "claude-opus-4-8-medium")]
    [InlineData("Assisted-by: Claude Opus 4.6", "Claude Opus 4.6")]
    [InlineData("Entire-Checkpoint: a3b2c4d5e6f7", null)]
    [InlineData("Entire-Attribution: 73% agent (146/200 lines)", null)]
    public void The_model_is_kept_where_the_line_names_one(string message, string? model) =>
        SignalReader.Read(Human(message))[0].Model.ShouldBe(model);

    [Fact]
    public void Every_address_in_the_table_stands_once() =>
        SignalsTable.Addresses.Select(signal => signal.Address.ToUpperInvariant()).ShouldBeUnique();

    private static CommitClaim Human(string message) => new("commit 1", "Ann Other", "ann@example.org", "GitHub", "noreply@github.com", message);
}
