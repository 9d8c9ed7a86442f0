// A case in a description: what a reader of the rendered page sees counts, and nothing else.
using Countersign.Cases;

namespace Countersign.Tests.Attestations;

public sealed class DescribedCaseTests
{
    [Fact]
    public void Headings_of_any_depth_and_line_ending_are_the_questions_of_a_case()
    {
        var read = DescribedCase.Read(
            "Intro\r\n\r\n# Why\r\nThe bank is slow.\r\n\r\n### Not understood ###\r\nnothing\r\n## Screenshots\r\n![x](y)\r\n## advice\r\n- wiki on timeouts = 14 months\r\n"
        );

        read.Answered.ShouldBe(["why", "not-understood", "advice"]);
        read.Sections[CaseSection.Why].ShouldBe("The bank is slow.");
        read.Advice.ShouldHaveSingleItem().ShouldBe(new Advice("wiki on timeouts", "14 months"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("why: it is needed")]
    [InlineData("## why")]
    [InlineData("## why\n\n   \n")]
    [InlineData("##why\nno space, no heading")]
    [InlineData("####### why\nseven is none")]
    [InlineData("    ## why\nindented code is none")]
    [InlineData("## why\n<!-- fill in -->\n")]
    [InlineData("<!--\n## why\nhidden\n-->")]
    [InlineData("<!-- never closed\n## why\nhidden\n")]
    [InlineData("```\n## why\nin code\n```")]
    [InlineData("~~~~\n~~~\n## why\nstill in code\n~~~~")]
    [InlineData("## why\n\u200b\u2060\u00ad\u3164\n")]
    [InlineData("## why\n---\n- \n")]
    [InlineData("## why\n&nbsp;\n")]
    [InlineData("## why\n&ZeroWidthSpace;&#8203;&#x200B; &NonBreakingSpace;\n")]
    [InlineData("## why\n<br><p align=\"left\"></p>\n<details></details>")]
    [InlineData("## why\n[//]: # (hidden words)\n[](https://example.org)")]
    [InlineData("## why\n```answer\n```\n")]
    [InlineData("## why\n~~~ the words of a fence\n\n~~~\n")]
    [InlineData("## why\n```\n\u200b\n```")]
    [InlineData("text\u2028## why\u2028no line of its own on the page")]
    [InlineData("## ai\nnone")]
    public void What_the_page_does_not_show_as_an_answer_is_none(string description) => DescribedCase.Read(description).Answered.ShouldBeEmpty();

    [Fact]
    public void Code_beneath_a_heading_belongs_to_the_answer_and_its_own_hashes_open_nothing()
    {
        var read = DescribedCase.Read("## rollback\n```sh\n# why\ngit revert HEAD\n```\nthen deploy");

        read.Answered.ShouldBe(["rollback"]);
        read.Sections[CaseSection.Rollback].ShouldContain("git revert HEAD");
        read.Sections[CaseSection.Rollback].ShouldEndWith("then deploy");
    }

    [Theory]
    [InlineData("Q&A; the bank asked")]
    [InlineData("&nbsp;the bank is slow")]
    [InlineData("<https://example.org/incident>")]
    [InlineData("a < b, and so x > 3")]
    [InlineData("<b>slow</b>")]
    [InlineData("[^1]: the bank is slow")]
    [InlineData("```\ngit revert HEAD\n```")]
    [InlineData("```\n&nbsp;\n```")]
    [InlineData("\u9280\u884c")]
    public void What_the_page_shows_is_an_answer_however_it_is_marked_up(string answer) =>
        DescribedCase.Read($"## why\n{answer}\n").Answered.ShouldBe(["why"]);

    [Fact]
    public void Any_edit_is_another_digest_even_where_the_answers_stay()
    {
        var one = DescribedCase.Read("## why\nx1\n");
        var other = DescribedCase.Read("## why\nx1\n ");

        other.Answered.ShouldBe(one.Answered);
        other.Digest.ShouldNotBe(one.Digest);
    }

    [Fact]
    public void Many_marks_that_open_and_never_close_cost_no_more_than_their_length()
    {
        var read = DescribedCase.Read(string.Concat(Enumerable.Repeat("<!-- ## why\n", 50_000)) + "\n## why\nhidden");

        read.Answered.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<a")]
    [InlineData("[](")]
    [InlineData("&a")]
    public void Marks_of_a_page_that_never_close_cost_little_on_a_line_of_any_length(string mark) =>
        DescribedCase.Read("## why\n" + string.Concat(Enumerable.Repeat(mark, 20_000))).Sections.Count.ShouldBeLessThan(2);
}
