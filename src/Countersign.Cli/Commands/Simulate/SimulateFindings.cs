// What stands out in a replay, in sentences: rules nobody can meet, paths without owner, one person's load, better thresholds.
using Countersign.Cli.Terminal;
using Countersign.Simulation;

namespace Countersign.Cli.Commands.Simulate;

internal static class SimulateFindings
{
    private const int ShownSteps = 6;

    public static void Draw(Screen screen, SimulationReport report)
    {
        foreach (var (title, lines) in Facts(report).Concat(Examples(report, Math.Min(60, screen.Width - 45))))
        {
            screen.Line();
            screen.Line(screen.Bold(title));
            foreach (var line in lines.SelectMany(line => Wrapping.Wrap(Visible.Text(line), "  ", "    ", screen.Width)))
            {
                screen.Line(line);
            }
        }

        Proposal(screen, report);
    }

    /// <summary>Why the report is empty.</summary>
    public static string Nothing(SimulationReport report) =>
        $"There is no change {(report.Since is { } day ? $"since {day:yyyy-MM-dd}" : "yet")} on {VerdictView.Short(report.TargetRef)}";

    /// <summary>What a gate that only watches has seen; nothing where that was not asked for.</summary>
    public static IEnumerable<string> Watched(SimulationReport report) =>
        report
            .Observed.Where(count => count.Days is null || !count.IsEmpty)
            .Select(count =>
                $"{(count.Days is null ? "Since it began to watch" : "This week")} the gate would have held {count.Held:N0} of {VerdictView.Counted(count.Landings, "landing")}, refused {count.Refused:N0}{(count.CannotTell > 0 ? $", could not tell {count.CannotTell:N0}" : "")}, and asked {Figures.Number(count.Hours)} hours of reading."
            );

    /// <summary>Each with a title; the same sentences for the terminal and the page.</summary>
    public static IEnumerable<(string Title, IReadOnlyList<string> Lines)> Facts(SimulationReport report)
    {
        var yours = report.Yours;
        var unmet = yours.Rules.Where(rule => rule.Rule.Unmeetable > 0).ToList();
        if (unmet.Count > 0)
        {
            yield return (
                "Rules that nobody could always meet",
                [.. unmet.Select(rule => $"{rule.Rule.Unmeetable:N0} of {rule.Rule.Applied:N0} times: {rule.Rule.Name}")]
            );
        }

        var cannotTell = yours.Rules.Where(rule => rule.Rule.CannotTell > 0).ToList();
        if (cannotTell.Count > 0)
        {
            yield return ("Rules that a history cannot tell", [.. cannotTell.Select(rule => $"{rule.Rule.CannotTell:N0} times: {rule.Rule.Name}")]);
        }

        if (report.Unowned.Count > 0)
        {
            yield return (
                "Paths without an owner",
                [.. report.Unowned.Select(path => $"{VerdictView.Counted(path.Changes, "change")}: {path.Folder}")]
            );
        }

        if (yours.Concentrated.Count > 0)
        {
            yield return (
                "Where one person would be the queue",
                [
                    .. yours
                        .Concentrated.Take(5)
                        .Select(area =>
                            $"one person in {area.Area} would carry {Figures.Percent(area.Busiest)} of its minutes ({area.SignOffs:N0} sign-offs), each given by whoever meets most of what is asked and has had the least so far"
                        ),
                ]
            );
        }
    }

    private static IEnumerable<(string Title, IReadOnlyList<string> Lines)> Examples(SimulationReport report, int longest)
    {
        foreach (
            var (title, examples) in new[]
            {
                ("Known-bad changes it would have held, newest first", report.Examples.HeldBad),
                ("Known-bad changes it would have missed, newest first", report.Examples.MissedBad),
                ("The longest it would have refused", report.Examples.Refused),
            }
        )
        {
            if (examples.Count > 0)
            {
                yield return (
                    title,
                    [
                        .. examples.Select(one =>
                            $"{one.Id.Short}  {Figures.Day(one.When)}  {VerdictView.Minutes(one.Minutes), 11}  {Cut(one.Area, longest)}"
                        ),
                    ]
                );
            }
        }
    }

    /// <summary>Why the thresholds that the finder proposes, in sentences; the rule itself stands in the candidate.</summary>
    public static IEnumerable<string> Explain(Found found)
    {
        if (found.Proposed is not { } it)
        {
            yield return $"No thresholds are proposed: {found.WhyNone}.";
            yield break;
        }

        yield return $"Of {found.Tried} combinations the one that held the most known-bad changes within {Figures.Number(found.BudgetHours)} h a week (three quarters of the capacity), while each step to it caught clearly more than holding as many more at random would: {it.Candidate.Says}.";
        yield return $"It asks about {Figures.Number(it.HoursAWeek)} h a week of all that are old enough, {Figures.Number(it.RecentHoursAWeek)} h in the recent weeks, and holds {Figures.Percent(it.Held)} of all changes.";
        yield return $"Known-bad changes held among those it was chosen on: {Figures.WithInterval(it.Earlier)}; among later ones it had not seen: {Figures.WithInterval(it.Later)}.";
        if (found.Steps.SkipWhile(point => point != it).Skip(1).FirstOrDefault() is { } next)
        {
            yield return $"The next that catches more ({next.Candidate.Says}) takes {Figures.Number(next.HoursAWeek - it.HoursAWeek)} h a week more for {next.Earlier.Hits - it.Earlier.Hits} more of {it.Earlier.N}.";
        }
    }

    /// <summary>What a little more or a little less would buy; nothing where there is one step alone.</summary>
    private static IEnumerable<string> Steps(Found found) =>
        found.Steps.Count < 2
            ? []
            : found
                .Steps.Take(ShownSteps)
                .Select(step =>
                    $"{Figures.Number(step.HoursAWeek)} h a week: {Figures.Percent(step.Both)} of the known-bad, {Figures.Percent(step.Held)} of all: {step.Candidate.Says}{(step == found.Proposed ? " (proposed)" : "")}"
                );

    private static void Proposal(Screen screen, SimulationReport report)
    {
        screen.Line();
        screen.Line(screen.Bold("What the same hours could hold"));
        foreach (var sentence in Explain(report.Found))
        {
            foreach (var line in Wrapping.Wrap(sentence, "", "", screen.Width - 2))
            {
                screen.Line("  " + line);
            }
        }

        foreach (var step in Steps(report.Found).SelectMany(text => Wrapping.Wrap(text, "", "    ", screen.Width - 4)))
        {
            screen.Line(screen.Dim("    " + step));
        }

        if (report.Found.Proposed is { } proposed)
        {
            screen.Line();
            screen.Write(screen.Cyan(proposed.Candidate.Rule));
        }
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..(longest - 3)] + "...";
}
