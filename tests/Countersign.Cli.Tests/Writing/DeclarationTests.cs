// AI's part as makers declare it: every field by option, file and question, shown again; "none" takes every maker's word, "advised" a source.
using System.Text.Json;
using Countersign.Cli.Commands;
using Countersign.Cli.Terminal;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Writing;

public sealed class DeclarationTests
{
    /// <summary>Help pages have a reader where AI may have had a part; silence counts as that.</summary>
    private static GivenGate Open() =>
        GivenGate.Open(
            GivenGate.PracticePolicy.Replace(
                "rules:\n",
                """
                rules:
                  - name: help pages with AI's part have one reader
                    when: { paths: ["pages/help/**"], provenance: { at-least: assisted } }
                    require: { peer-review: 1 }

                """,
                StringComparison.Ordinal
            )
        );

    [Fact]
    public void Tool_model_and_what_was_asked_are_signed_and_shown_and_told_half_a_year_later()
    {
        using var gate = Open();
        gate.Commit("jun", "page", "pages/help/page.md", "one\n");
        gate.Run("jun", "propose", "page").Code.ShouldBe(8);

        var said = gate.Run(
            "jun",
            ["case", "page", "--why", "it helps", "--ai", "assisted", "--tool", "Some Tool", "--model", "some-4", "--ai-asked", "explain refunds"]
        );

        said.Output.ShouldContain("AI's part declared: assisted.");
        gate.Refresh("teo");
        var shown = gate.Run("teo", "show", "origin/page").Flat();
        shown.ShouldContain("AI, declared jun: assisted, Some Tool (some-4); asked: explain refunds");
        var finding = gate.FactsOf("jun", "page").GetProperty("provenance").GetProperty("findings")[0].ToString();
        finding.ShouldContain("Some Tool");
        finding.ShouldContain("some-4");
        gate.Push("jun", "page:main").ShouldBeHeld();
        gate.Sign("teo", "origin/page").Output.ShouldContain("Signed by");
        gate.Push("jun", "page:main").ShouldEnter();
        gate.Fetched("kit");
        gate.Run("kit", "why", "pages/help/page.md:1", "origin/main")
            .Flat()
            .ShouldContain("AI, declared jun: assisted, Some Tool (some-4); asked: explain refunds");
        using var why = JsonDocument.Parse(gate.Run("kit", "why", "pages/help/page.md:1", "origin/main", "--json").Output);
        why.RootElement.GetProperty("declared")[0].GetProperty("asked").GetString().ShouldBe("explain refunds");
    }

    [Fact]
    public void None_takes_the_word_of_every_human_maker()
    {
        using var gate = Open();
        gate.Commit("jun", "both", "pages/help/both.md", "one\n");
        gate.Commit("jun", "both", "pages/help/both.md", "one\ntwo\n", "a change", author: "kit");
        gate.Run("jun", "propose", "both", "--ai", "none").Code.ShouldBe(8);
        gate.Refresh("kit");
        var before = gate.FactsOf("jun", "both").GetProperty("provenance");
        var held = gate.Push("jun", "both:main");
        var shown = gate.Run("kit", "show", "origin/both").Flat();

        gate.Run("kit", "attribute", "--declare", "none", "--change", "origin/both").Output.ShouldContain("kit declares AI's part");
        var after = gate.FactsOf("jun", "both").GetProperty("provenance");

        before.GetProperty("class").GetString()!.ShouldBe("unknown", StringCompareShould.IgnoreCase);
        held.ShouldBeHeld();
        shown.ShouldContain("AI, declared jun: none");
        shown.ShouldContain("not declared by kit");
        after.GetProperty("class").GetString()!.ShouldBe("none", StringCompareShould.IgnoreCase);
        gate.Push("jun", "both:main").ShouldEnter();
    }

    [Fact]
    public void Advised_counts_with_its_source_and_age_and_without_them_nothing_is_declared_not_even_none()
    {
        using var gate = Open();
        gate.Commit("jun", "advised", "pages/help/advised.md", "one\n");
        string Class() => gate.FactsOf("jun", "advised").GetProperty("provenance").GetProperty("class").GetString()!.ToLowerInvariant();

        var offered = gate.Run("jun", "propose", "advised", "--ai", "advised");
        var bare = Class();
        gate.Run("jun", "attribute", "--declare", "none", "--change", "advised").Code.ShouldBe(0);
        var both = Class();
        var refused = gate.Run("jun", "case", "advised", "--ai", "advised");
        gate.Run("jun", "case", "advised", "--ai", "advised", "--advice", "wiki page on refunds=14 months")
            .Output.ShouldContain("declared: advised.");

        offered.Flat().ShouldContain("\"advised\" counts once your case names the source and its age");
        bare.ShouldBe("unknown");
        both.ShouldBe("unknown", "one word without its source takes the other along");
        refused.Code.ShouldBe(2);
        refused.Errors.ShouldContain("--advice 'SOURCE=AGE'");
        Class().ShouldBe("advised");
        gate.Run("jun", "show", "advised").Flat().ShouldContain("jun: advised; by wiki page on refunds, 14 months old then");
        gate.Push("jun", "advised:main").ShouldEnter();
    }

    [Fact]
    public void A_file_has_a_heading_for_it_and_what_it_says_is_signed()
    {
        using var gate = Open();
        gate.Commit("jun", "file", "pages/help/file.md", "one\n");
        gate.Run("jun", "propose", "file").Code.ShouldBe(8);
        var template = gate.Run("jun", "case", "--template").Output;
        template.ShouldContain("## ai\n");
        template.ShouldContain("## advice\n");
        var file = gate.Path_("case.md");
        File.WriteAllText(
            file,
            template
                .Replace("## why\n", "## why\nit helps\n", StringComparison.Ordinal)
                .Replace(
                    "## ai\n",
                    "## AI\r\n- class: Agent\r\n- tool: Some Tool\r\n- asked: write the page\r\n  and keep it short\r\n",
                    StringComparison.Ordinal
                )
                .Replace("## advice\n", "## advice\n- the old page = 2 years\n", StringComparison.Ordinal)
        );

        gate.Run("jun", "case", "file", "--from", file).Output.ShouldContain("declared: agent.");

        var shown = gate.Run("jun", "show", "file").Flat();
        shown.ShouldContain("jun: agent, Some Tool; asked: write the page and keep it short");
        shown.ShouldContain("the old page, 2 years old then");
        gate.FactsOf("jun", "file").GetProperty("provenance").GetProperty("class").GetString()!.ShouldBe("agent", StringCompareShould.IgnoreCase);
        var again = gate.Run("jun", "case", "file", "--breaks", "nothing");
        again.Output.ShouldContain("declared as before: agent");
    }

    [Theory]
    [InlineData("## ai\nclass: perhaps\n", "one of none, advised, assisted, agent")]
    [InlineData("## ai\ntool: Some Tool\n", "says nothing without the class")]
    [InlineData("## ai\nclass: none\nmodel: x\n", "names no tool")]
    [InlineData("## ai\nit was me\n", "a line is one of class:")]
    [InlineData("## advice\nthe old page\n", "has no age")]
    public void A_file_whose_declaration_cannot_be_understood_signs_nothing(string text, string problem)
    {
        using var gate = Open();
        gate.Commit("jun", "file", "pages/help/file.md", "one\n");
        gate.Run("jun", "propose", "file").Code.ShouldBe(8);
        File.WriteAllText(gate.Path_("case.md"), text);

        var said = gate.Run("jun", "case", "file", "--from", gate.Path_("case.md"));

        said.Code.ShouldBe(2);
        said.Errors.ShouldContain(problem);
    }

    [Fact]
    public void At_a_terminal_it_is_asked_for_and_an_empty_line_declares_nothing()
    {
        using var gate = Open();
        gate.Commit("jun", "asked", "pages/help/asked.md", "one\n");
        gate.Run("jun", "propose", "asked").Code.ShouldBe(8);

        var passed = Typing(gate, ["", "it helps", "", "", "", "", "", "", ""], "case", "asked");
        var said = Typing(
            gate,
            ["", "", "", "", "", "", "", "maybe", "advised", "the old page", "2 years", "Some Tool", "", "what is usual?"],
            "case",
            "asked"
        );

        passed.Output.ShouldContain("AI's part, as you declare it (none, advised, assisted, agent)?");
        passed.Output.ShouldNotContain("declared:");
        said.Output.ShouldContain("It is one of none, advised, assisted, agent; an empty line declares nothing.");
        said.Output.ShouldContain("AI's part declared: advised.");
        gate.Run("jun", "show", "asked").Flat().ShouldContain("jun: advised, Some Tool; asked: what is usual?; by the old page, 2 years old then");
    }

    [Theory]
    [InlineData("propose", "page", "--tool", "Some Tool")]
    [InlineData("propose", "page", "--ai", "none", "--model", "x")]
    [InlineData("attribute", "--change", "page", "--declare", "none", "--ai-asked", "x")]
    public void Parts_that_do_not_go_together_are_told_and_nothing_is_signed(params string[] arguments)
    {
        using var gate = Open();
        gate.Commit("jun", "page", "pages/help/page.md", "one\n");

        gate.Run("jun", arguments).Code.ShouldBe(2);

        gate.Try(gate.Bare, "git", "rev-parse", "--verify", "-q", "refs/countersign/records").Code.ShouldNotBe(0);
    }

    private static Ran Typing(GivenGate gate, string[] lines, params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        using var input = new StringReader(string.Join('\n', lines) + "\n");
        var screen = new Screen(output, errors, input, colour: false, interactive: true);
        var around = new Surroundings(screen, gate.Clone("jun"), () => gate.Now, _ => null);
        return new Ran(Dispatch.Run(arguments, around), output.ToString(), errors.ToString());
    }
}
