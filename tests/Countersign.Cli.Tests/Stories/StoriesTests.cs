// Every story beside this file happens as it is written; COUNTERSIGN_APPROVE=1 takes what was printed.
using System.Text;

namespace Countersign.Cli.Tests.Stories;

public sealed class StoriesTests
{
    public static TheoryData<string> Stories() =>
        [
            .. Directory
                .EnumerateFiles(StoryRunner.Folder, "*.txt")
                .Select(path => Path.GetFileNameWithoutExtension(path))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task The_story_happens_as_written(string name)
    {
        var path = Path.Combine(StoryRunner.Folder, name + ".txt");
        var story = Story.Parse(name, await File.ReadAllTextAsync(path));
        foreach (var program in story.Needs.Where(program => !Exists(program)))
        {
            Assert.Skip($"{program} is not installed");
        }

        var outcomes = await StoryRunner.Run(story);

        if (Environment.GetEnvironmentVariable("COUNTERSIGN_APPROVE") == "1")
        {
            await File.WriteAllTextAsync(path, StoryRunner.Approved(story, outcomes));
        }

        outcomes.Where(outcome => !outcome.Holds).Select(outcome => Difference(name, outcome)).ShouldBeEmpty();
    }

    private static bool Exists(string program) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/usr/lib/git-core"
            .Split(':')
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string Difference(string name, StepOutcome outcome)
    {
        var text = new StringBuilder();
        text.Append('\n').Append(name).Append(".txt:").Append(outcome.Step.Line).Append("  $ ").AppendLine(outcome.Step.Command);
        text.AppendLine($"  expected, exit {outcome.Step.Exit}:");
        outcome.Step.Expected.ToList().ForEach(line => text.Append("    ").AppendLine(line));
        text.AppendLine(outcome.Exit is null ? "  the shell ended here:" : $"  printed, exit {outcome.Exit}:");
        outcome.Output.ToList().ForEach(line => text.Append("    ").AppendLine(line));
        return text.ToString();
    }
}
