// `init --agents`: one section in the files that agents read, once, and nothing else touched.
using Countersign.Cli.Commands.Init;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Rules;

public sealed class InitAgentsTests
{
    [Fact]
    public void The_section_is_added_where_agents_look_once_and_the_rest_stays_to_the_byte()
    {
        using var gate = GivenGate.Open();
        var clone = gate.Clone("jun");
        gate.Write(clone, "CLAUDE.md", "# Ours\r\nno newline at the end");
        gate.Write(clone, ".kiro/steering/product.md", "x\n");

        var first = gate.Run("jun", "init", "--agents");
        var again = gate.Run("jun", "init", "--agents");

        first.Code.ShouldBe(0, first.All);
        var text = File.ReadAllText(Path.Combine(clone, "CLAUDE.md"));
        text.ShouldStartWith("# Ours\r\nno newline at the end\n\n<!-- countersign: begin -->");
        text.ShouldContain("countersign check --json");
        text.ShouldContain("Assisted-by: TOOL:MODEL");
        text.ShouldContain("Never sign");
        File.ReadAllText(Path.Combine(clone, ".kiro/steering/countersign.md")).ShouldStartWith("<!-- countersign: begin -->");
        File.Exists(Path.Combine(clone, "AGENTS.md")).ShouldBeFalse("another file is there for agents");
        again.Output.ShouldContain("CLAUDE.md: the section is there already");
        File.ReadAllText(Path.Combine(clone, "CLAUDE.md")).ShouldBe(text);
    }

    [Fact]
    public void Where_there_is_nothing_for_agents_yet_AGENTS_md_is_made_and_a_dry_run_writes_nothing()
    {
        using var gate = GivenGate.Open();
        var clone = gate.Clone("jun");

        gate.Run("jun", "init", "--agents", "--dry-run").Output.ShouldStartWith("<!-- countersign: begin -->");
        File.Exists(Path.Combine(clone, "AGENTS.md")).ShouldBeFalse();
        gate.Run("jun", "init", "--agents").Code.ShouldBe(0);
        File.ReadAllText(Path.Combine(clone, "AGENTS.md")).ShouldStartWith("<!-- countersign: begin -->");
    }

    [Fact]
    public void A_link_is_not_followed_and_what_nobody_owns_is_said_with_what_to_add()
    {
        using var gate = GivenGate.Open();
        var clone = gate.Clone("jun");
        var outside = gate.Path_("outside.md");
        File.WriteAllText(outside, "theirs\n");
        File.CreateSymbolicLink(Path.Combine(clone, "CLAUDE.md"), outside);
        gate.Write(clone, "AGENTS.md", "# Ours\n");

        var said = gate.Run("jun", "init", "--agents");

        said.Code.ShouldBe(0, said.All);
        said.Flat().ShouldContain($"CLAUDE.md: is a link to {outside}, and links are not followed");
        File.ReadAllText(outside).ShouldBe("theirs\n");
        File.ReadAllText(Path.Combine(clone, "AGENTS.md")).ShouldContain("countersign: begin");
        said.Flat()
            .ShouldContain(
                "Nobody owns AGENTS.md yet, so nobody could sign for it: first add it to the paths of a component in .countersign/catalog.yml"
            );
    }

    [Fact]
    public void An_older_section_is_brought_up_to_date_in_its_place() =>
        InitAgents
            .With("a\n<!-- countersign: begin -->\nold\n<!-- countersign: end -->\nz\n", "AGENTS.md")
            .ShouldSatisfyAllConditions(
                text => text.ShouldStartWith("a\n<!-- countersign: begin -->\n## Countersign"),
                text => text.ShouldEndWith("<!-- countersign: end -->\nz\n"),
                text => text.ShouldNotContain("old\n")
            );

    [Theory]
    [InlineData("<!-- countersign: begin -->")]
    [InlineData("<!-- countersign: end -->\n<!-- countersign: begin -->")]
    public void Half_a_mark_is_told_and_nothing_is_guessed(string text) =>
        Should.Throw<UsageProblem>(() => InitAgents.With(text, "AGENTS.md")).Message.ShouldContain("AGENTS.md has one of the marks");
}
