// Claims about settings that keep tools from signing: found where they are, and not read into texts that say otherwise.
using System.Text;
using Countersign.Provenance;

namespace Countersign.Tests.Provenance;

public sealed class SilenceTests
{
    private static string? In(string path, string content) => Silence.In(path, Encoding.UTF8.GetBytes(content));

    [Theory]
    [InlineData(".claude/settings.json", """{"includeCoAuthoredBy": false}""", "includeCoAuthoredBy: false")]
    [InlineData(".claude/settings.json", """{"attribution": {"commit": "", "pr": "x"}}""", "attribution.commit: \"\"")]
    [InlineData(".copilot/settings.json", """{"includeCoAuthoredBy": false}""", "includeCoAuthoredBy: false")]
    [InlineData(".vscode/settings.json", """{"git.addAICoAuthor": "off"}""", "git.addAICoAuthor: \"off\"")]
    [InlineData(".aider.conf.yml", "# x\nattribute-author: false\n", "attribute-author: false")]
    [InlineData("AGENTS.md", "# Rules\n- NEVER add a Co-Authored-By trailer.\n", "- NEVER add a Co-Authored-By trailer.")]
    [InlineData("CLAUDE.md", "Do not write \"Generated with Claude Code\" anywhere.", "Do not write \"Generated with Claude Code\" anywhere.")]
    public void What_switches_recording_off_is_named_with_its_file(string path, string content, string what) =>
        In(path, content).ShouldBe($"{path}: {what}");

    [Theory]
    [InlineData(".claude/settings.json", """{"includeCoAuthoredBy": true, "attribution": {"commit": "by"}}""")]
    [InlineData(".claude/settings.json", """{"includeCoAuthoredBy": "false"}""")]
    [InlineData(".claude/settings.json", "not json")]
    [InlineData(".claude/settings.json", "[]")]
    [InlineData(".vscode/settings.json", """{"git.addAICoAuthor": "all"}""")]
    [InlineData(".aider.conf.yml", "attribute-author: true\n# attribute-committer: false\n")]
    [InlineData("AGENTS.md", "Always add a Co-Authored-By trailer. Never skip a test.")]
    [InlineData("AGENTS.md", "Never sign anything. Record your use with an Assisted-by line.")]
    [InlineData("AGENTS.md", "Assisted-by: never leave it out")]
    public void What_asks_for_a_record_or_says_nothing_of_it_is_no_silence(string path, string content) => In(path, content).ShouldBeNull();

    [Fact]
    public void A_line_too_long_for_a_screen_is_cut()
    {
        var said = In("AGENTS.md", $"Never add Co-Authored-By {new string('x', 300)}").ShouldNotBeNull();
        said.Length.ShouldBeLessThan(140);
    }
}
