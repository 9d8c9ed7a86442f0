// `countersign doctor`: looks at everything that must be right here, and names the command that helps where it is not.
using System.CommandLine;
using Countersign.Cli.Terminal;

namespace Countersign.Cli.Commands.Doctor;

public static class DoctorCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var key = ChangeOptions.KeyOption();
        var verb = new Verb("doctor", "Check hook, keys, refspecs, versions and clock, and say what helps")
        {
            Examples = [("countersign doctor", "In a clone or in the guarded repository; exit code 1 where something is wrong.")],
        };
        verb.Add(key);
        return verb.Runs(parsed => parsed.GetValue(key), key => Run(key, surroundings));
    }

    private static int Run(string? key, Surroundings surroundings)
    {
        var screen = surroundings.Screen;
        var findings = new Examination(surroundings, key).Findings().ToList();
        var width = findings.Max(finding => finding.What.Length);
        foreach (var finding in findings)
        {
            var word =
                finding.Help is null ? screen.Green("ok     ")
                : finding.IsSoon ? screen.Yellow("soon   ")
                : screen.Red("problem");
            screen.Line($"{word}  {finding.What.PadRight(width)}  {Visible.Text(finding.Found)}");
            if (finding.Help is { } help)
            {
                screen.Line($"         {new string(' ', width)}  {Visible.Text(help)}");
            }
        }

        return findings.TrueForAll(finding => finding.Help is null || finding.IsSoon) ? ExitCode.Allowed : ExitCode.Faulted;
    }
}

/// <param name="Help">The command or act that helps; null where all is well.</param>
/// <param name="IsSoon">It is well today.</param>
internal sealed record Finding(string What, string Found, string? Help = null, bool IsSoon = false);
