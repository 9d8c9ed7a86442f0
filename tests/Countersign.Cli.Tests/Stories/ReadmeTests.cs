// The commands of the README happen as they are written there, in one shell, from an empty home.
namespace Countersign.Cli.Tests.Stories;

public sealed class ReadmeTests
{
    [Fact]
    public async Task The_commands_in_the_readme_do_what_it_says()
    {
        var story = Story.Parse(
            "README",
            string.Join('\n', Blocks(await File.ReadAllTextAsync(Path.Combine(StoryRunner.Folder, "..", "..", "..", "README.md"))))
        );

        var outcomes = await StoryRunner.Run(story);

        outcomes.Count.ShouldBeGreaterThan(10);
        outcomes
            .Where(outcome => !outcome.Holds)
            .Select(outcome => $"$ {outcome.Step.Command}\nexit {outcome.Exit}\n{string.Join('\n', outcome.Output)}")
            .ShouldBeEmpty();
    }

    private static IEnumerable<string> Blocks(string markdown)
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

                open = line == "```console";
            }
            else if (open)
            {
                yield return line;
            }
        }
    }
}
