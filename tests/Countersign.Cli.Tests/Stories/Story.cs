// A story as written: commands, the output each must give, and its exit code.
using System.Text;

namespace Countersign.Cli.Tests.Stories;

/// <summary>One command; <paramref name="Line"/> counts from 1, and <paramref name="Expected"/> may hold wildcards.</summary>
public sealed record Step(int Line, string Command, IReadOnlyList<string> Expected, int Exit)
{
    /// <summary>Lines of the file that the expectation takes, for writing it anew.</summary>
    public required Range Written { get; init; }
}

/// <summary>
/// <c>$ command</c> begins a step and <c>&gt; more</c> continues it. What follows is its output, up to the next step or to a
/// comment after a blank line. <c>[..]</c> stands for anything within a line, a line <c>...</c> for any lines, and a last line
/// <c>(exit 8)</c> for the exit code. <c>needs PROGRAM</c> at the top skips the story where the program is missing.
/// </summary>
public sealed record Story(string Name, IReadOnlyList<string> Lines, IReadOnlyList<string> Needs, IReadOnlyList<Step> Steps)
{
    private static readonly char[] Space = [' '];

    public static Story Parse(string name, string text)
    {
        var lines = text.Split('\n');
        var needs = new List<string>();
        var steps = new List<Step>();
        var at = 0;
        while (at < lines.Length)
        {
            if (lines[at].StartsWith("$ ", StringComparison.Ordinal))
            {
                steps.Add(ReadStep(name, lines, ref at));
                continue;
            }

            if (steps.Count == 0 && lines[at].StartsWith("needs ", StringComparison.Ordinal))
            {
                needs.AddRange(lines[at][6..].Split(Space, StringSplitOptions.RemoveEmptyEntries));
            }
            else if (lines[at].Length > 0 && !lines[at].StartsWith('#'))
            {
                throw new FormatException($"{name}:{at + 1}: neither a command, nor a comment, nor a line under a command: {lines[at]}");
            }

            at++;
        }

        if (steps.Count == 0)
        {
            throw new FormatException($"{name} has no command; a command begins with \"$ \"");
        }

        return new Story(name, lines, needs, steps);
    }

    private static Step ReadStep(string name, string[] lines, ref int at)
    {
        var line = at + 1;
        var command = new StringBuilder(lines[at++][2..]);
        while (at < lines.Length && (lines[at] == ">" || lines[at].StartsWith("> ", StringComparison.Ordinal)))
        {
            command.Append('\n').Append(lines[at].Length > 2 ? lines[at][2..] : "");
            at++;
        }

        var from = at;
        while (at < lines.Length && !EndsOutput(lines, at))
        {
            at++;
        }

        var to = at;
        while (to > from && lines[to - 1].Length == 0)
        {
            to--;
        }

        var expected = lines[from..to].ToList();
        var exit = 0;
        if (expected.Count > 0 && expected[^1].StartsWith("(exit ", StringComparison.Ordinal) && expected[^1].EndsWith(')'))
        {
            exit = int.TryParse(expected[^1][6..^1], out var code) ? code : throw new FormatException($"{name}:{to}: {expected[^1]}");
            expected.RemoveAt(expected.Count - 1);
        }

        return new Step(line, command.ToString(), expected, exit) { Written = from..to };
    }

    private static bool EndsOutput(string[] lines, int at) =>
        lines[at].StartsWith("$ ", StringComparison.Ordinal)
        || lines[at].StartsWith("# ", StringComparison.Ordinal) && (at == 0 || lines[at - 1].Length == 0);
}
