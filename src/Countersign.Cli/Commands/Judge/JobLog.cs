// Makes lines harmless in a job's log, where a line of a certain form is a command to the machine that runs the job.
using System.Text.RegularExpressions;
using Countersign.Cli.Terminal;

namespace Countersign.Cli.Commands.Judge;

/// <summary>
/// A runner takes "::name::" at the start of a line, after white space too, and "##name[" anywhere. Whatever somebody wrote in a title, a
/// path or a message can come to stand there when lines are broken. Control and invisible characters are shown before.
/// </summary>
internal static partial class JobLog
{
    public static IEnumerable<string> Safe(IEnumerable<string> lines) => lines.SelectMany(Visible.Lines).Select(Line);

    private static string Line(string line)
    {
        var text = line.TrimStart();
        var calm = text.StartsWith("::", StringComparison.Ordinal) ? line[..^text.Length] + ": :" + text[2..] : line;
        return Command().Replace(calm, "# #$1[");
    }

    [GeneratedRegex(@"##([A-Za-z0-9_.-]*)\[")]
    private static partial Regex Command();
}
