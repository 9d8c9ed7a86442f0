// Holds the runner itself: a story that goes otherwise than written is found, and never passes by accident.
namespace Countersign.Cli.Tests.Stories;

public sealed class StoryRunnerTests
{
    [Fact]
    public async Task Output_that_differs_is_found() => (await Outcomes("$ echo one\ntwo\n")).ShouldHaveSingleItem().Holds.ShouldBeFalse();

    [Fact]
    public async Task Output_that_nobody_expected_is_found() => (await Outcomes("$ echo one\n")).ShouldHaveSingleItem().Holds.ShouldBeFalse();

    [Fact]
    public async Task An_exit_code_that_nobody_expected_is_found() => (await Outcomes("$ false\n")).ShouldHaveSingleItem().Holds.ShouldBeFalse();

    [Fact]
    public async Task An_expected_exit_code_holds() => (await Outcomes("$ (exit 8)\n(exit 8)\n")).ShouldHaveSingleItem().Holds.ShouldBeTrue();

    [Fact]
    public async Task Commands_after_the_end_of_the_shell_do_not_hold() =>
        (await Outcomes("$ exit 0\n$ true\n")).ShouldAllBe(outcome => !outcome.Holds);

    [Fact]
    public async Task Folder_and_variables_last_from_one_command_to_the_next() =>
        (await Outcomes("$ mkdir a && cd a && b=c\n\n$ echo \"$PWD $b\"\n~/a c\n")).ShouldAllBe(outcome => outcome.Holds);

    [Fact]
    public async Task A_broken_command_fails_alone() => (await Outcomes("$ if\n...\n(exit 2)\n$ echo on\non\n"))[1].Holds.ShouldBeTrue();

    [Fact]
    public async Task Approving_takes_what_was_printed_and_keeps_what_holds()
    {
        var story = Story.Parse("s", "# Says so.\n$ echo one\ntwo\n\n$ echo 12\n1[..]\n\n$ false\n");

        StoryRunner.Approved(story, await StoryRunner.Run(story)).ShouldBe("# Says so.\n$ echo one\none\n\n$ echo 12\n1[..]\n\n$ false\n(exit 1)\n");
    }

    [Theory]
    [InlineData("a|...|d", "a|b|c|d", true)]
    [InlineData("a|...|d", "a|d", true)]
    [InlineData("...", "", true)]
    [InlineData("a|...", "b|a", false)]
    [InlineData("a[..]c", "abbc", true)]
    [InlineData("a[..]c", "abbcd", false)]
    [InlineData("a.c", "abc", false)]
    [InlineData("...|b|...|b", "b|x|b", true)]
    [InlineData("...|b|...|b", "b|x", false)]
    public void Wildcards_stand_for_what_they_say(string expected, string actual, bool holds) =>
        Wildcards.Match(Lines(expected), Lines(actual)).ShouldBe(holds);

    [Theory]
    [InlineData("echo one\n")]
    [InlineData("# only a comment\n")]
    [InlineData("$ true\n(exit many)\n")]
    public void A_text_that_is_no_story_is_refused(string text) => Should.Throw<FormatException>(() => Story.Parse("s", text));

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.Split('|');

    private static Task<IReadOnlyList<StepOutcome>> Outcomes(string text) => StoryRunner.Run(Story.Parse("s", text));
}
