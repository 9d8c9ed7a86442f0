// The commands of the README happen as they are written there, in one shell, from an empty home.
namespace Countersign.Cli.Tests.Stories;

public sealed class ReadmeTests
{
    [Fact]
    public async Task The_commands_in_the_readme_do_what_it_says()
    {
        var story = Story.Parse("README", string.Join('\n', Blocks(await File.ReadAllTextAsync(Readme), "```console")));

        var outcomes = await StoryRunner.Run(story);

        outcomes.Count.ShouldBeGreaterThan(10);
        outcomes
            .Where(outcome => !outcome.Holds)
            .Select(outcome => $"$ {outcome.Step.Command}\nexit {outcome.Exit}\n{string.Join('\n', outcome.Output)}")
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task The_verdict_in_the_readme_is_what_the_practice_repository_says()
    {
        var shown = string.Join('\n', Blocks(await File.ReadAllTextAsync(Readme), "```text")).Trim('\n');

        shown.ShouldStartWith("$ countersign check\nHeld");
        (await File.ReadAllTextAsync(Path.Combine(StoryRunner.Folder, "screens.txt"))).ShouldContain(shown + "\n(exit 8)\n");
    }

    private static string Readme => Path.Combine(StoryRunner.Folder, "..", "..", "..", "README.md");

    private static IEnumerable<string> Blocks(string markdown, string opening)
    {
        var open = false;
        foreach (var line in markdown.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                if (open)
                {
                    yield return "";
                }

                open = line == opening;
            }
            else if (open)
            {
                yield return line;
            }
        }
    }
}
