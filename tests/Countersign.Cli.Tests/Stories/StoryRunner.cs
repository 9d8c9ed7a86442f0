// Runs a story with the real bash in a home of its own, all its commands in one shell, and collects what each printed.
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Countersign.Cli.Tests.Stories;

/// <summary>Null <paramref name="Exit"/>: the shell ended before this command did.</summary>
public sealed record StepOutcome(Step Step, IReadOnlyList<string> Output, int? Exit)
{
    public bool Holds => Exit == Step.Exit && Wildcards.Match(Step.Expected, Output);
}

public static class StoryRunner
{
    private const char Mark = '\u001e';
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static string Folder { get; } = Path.Combine(FindRoot(), "tests", "Countersign.Cli.Tests", "Stories");

    /// <summary>The program under test: the one built with these tests, or what COUNTERSIGN_PROGRAM names.</summary>
    private static string Program =>
        Environment.GetEnvironmentVariable("COUNTERSIGN_PROGRAM") ?? Path.Combine(AppContext.BaseDirectory, "Countersign.Cli");

    public static async Task<IReadOnlyList<StepOutcome>> Run(Story story)
    {
        var home = Directory.CreateTempSubdirectory("story-").FullName;
        try
        {
            var output = await RunShell(home, Script(story));
            return Outcomes(story, output.Replace(home, "~", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    /// <summary>The story's text with each expectation that does not hold replaced by what was printed.</summary>
    public static string Approved(Story story, IReadOnlyList<StepOutcome> outcomes)
    {
        var lines = story.Lines.ToList();
        foreach (var outcome in outcomes.Where(outcome => !outcome.Holds && outcome.Exit is not null).Reverse())
        {
            var (from, count) = outcome.Step.Written.GetOffsetAndLength(lines.Count);
            lines.RemoveRange(from, count);
            lines.InsertRange(from, outcome.Exit == 0 ? outcome.Output : [.. outcome.Output, $"(exit {outcome.Exit})"]);
        }

        return string.Join('\n', lines);
    }

    private static string Script(Story story)
    {
        var script = new StringBuilder();
        script.Append(CultureInfo.InvariantCulture, $". {Quoted(Path.Combine(Folder, "prelude.sh"))}\n");
        foreach (var (step, at) in story.Steps.Select((step, at) => (step, at)))
        {
            script.Append(CultureInfo.InvariantCulture, $"eval {Quoted(step.Command)} </dev/null 2>&1; printf '\\036%d %d\\n' {at} $?\n");
        }

        return script.ToString();
    }

    private static async Task<string> RunShell(string home, string script)
    {
        var file = Path.Combine(home, ".story.sh");
        await File.WriteAllTextAsync(file, script);
        var start = new ProcessStartInfo("bash", ["--noprofile", "--norc", file])
        {
            WorkingDirectory = home,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var path = start.Environment["PATH"];
        start.Environment.Clear();
        start.Environment["PATH"] = $"{home}/.bin:{path}:/usr/sbin";
        start.Environment["HOME"] = home;
        start.Environment["STORY_PROGRAM"] = Program;
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(
            Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "../../..")
        );

        using var shell = Process.Start(start) ?? throw new InvalidOperationException("bash did not start");
        shell.StandardInput.Close();
        var output = shell.StandardOutput.ReadToEndAsync();
        var errors = shell.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await shell.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            shell.Kill(entireProcessTree: true);
        }

        return await output + await errors;
    }

    private static List<StepOutcome> Outcomes(Story story, string output)
    {
        var outcomes = new List<StepOutcome>();
        var rest = output;
        foreach (var step in story.Steps)
        {
            var mark = rest.IndexOf(Mark, StringComparison.Ordinal);
            if (mark < 0)
            {
                outcomes.Add(new StepOutcome(step, Lines(rest), null));
                rest = "";
                continue;
            }

            var end = rest.IndexOf('\n', mark);
            var exit = int.Parse(rest[mark..end].Split(' ')[1], CultureInfo.InvariantCulture);
            outcomes.Add(new StepOutcome(step, Lines(rest[..mark]), exit));
            rest = rest[(end + 1)..];
        }

        return outcomes;
    }

    private static List<string> Lines(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n').Select(line => line.TrimEnd()).ToList();
        while (lines.Count > 0 && lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return lines;
    }

    private static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Countersign.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Countersign.slnx was not found above " + AppContext.BaseDirectory);
    }
}
