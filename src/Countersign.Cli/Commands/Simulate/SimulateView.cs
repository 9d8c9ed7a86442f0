// The report for a terminal: the comparison first, then what decides about the policy at hand.
using Countersign.Cli.Terminal;
using Countersign.Simulation;

namespace Countersign.Cli.Commands.Simulate;

internal static class SimulateView
{
    private const int LongestBar = 24;

    public static void Draw(Screen screen, SimulationReport report)
    {
        if (report.IsEmpty)
        {
            foreach (var sentence in SimulateFindings.Watched(report))
            {
                screen.Line(sentence);
            }

            screen.Line($"{SimulateFindings.Nothing(report)}: a policy can be replayed once something has been changed.");
            return;
        }

        Head(screen, report);
        foreach (var sentence in SimulateFindings.Watched(report))
        {
            screen.Line(screen.Bold($"  {sentence}"));
        }

        Comparison(screen, report);
        Rules(screen, report.Yours);
        SimulateFindings.Draw(screen, report);
        screen.Line();
        foreach (var assumption in report.Assumptions)
        {
            Wrapped(screen, assumption);
        }

        Wrapped(
            screen,
            "Held is not caught: whether the reader would have found it, nobody knows. docs/simulation.md says how each number is computed."
        );
    }

    private static void Head(Screen screen, SimulationReport report)
    {
        screen.Prose(
            $"{report.Line.Replayed.Count:N0} merged changes on {VerdictView.Short(report.TargetRef)} of {Visible.Text(report.Repository)}, {Figures.Day(report.From)} to {Figures.Day(report.To)}",
            screen.Bold
        );
        screen.Prose(
            $"  {VerdictView.Counted(report.Merges, "merge")}, {VerdictView.Counted(report.Commits, "single commit")}; {VerdictView.Counted(report.Bad.Steps.Count, "change")} known to have been bad ({report.Bad.ByMessages:N0} named by later messages, {report.Bad.ByIncidents:N0} more by incidents)",
            rest: "  "
        );
        screen.Prose(
            $"  Capacity: {Figures.People(report.Capacity.People)} x {report.Capacity.MinutesADay:0} review minutes a day = {Figures.Number(report.Capacity.HoursAWeek)} h a week{(report.Capacity.IsAssumed ? " (assumed)" : "")}",
            rest: "  "
        );
    }

    private static void Comparison(Screen screen, SimulationReport report)
    {
        screen.Line();
        ComparisonTable.Draw(screen, report.Policies);
        Wrapped(
            screen,
            $"Per week: the last {VerdictView.Counted(report.Yours.Recent.Weeks, "week")}. Hours, busy and wait are of qualified sign-offs; readers are asked besides, and what is refused comes back smaller."
        );
        Caught(screen, report);
        screen.Line();
        foreach (
            var policy in report.Policies.Where(policy =>
                policy.Of.Key is not (ReplayPolicies.None or ReplayPolicies.AsReported or ReplayPolicies.Ownership)
            )
        )
        {
            Wrapped(screen, $"{policy.Of.Key} is {policy.Of.Title}.");
        }
    }

    private static void Caught(Screen screen, SimulationReport report)
    {
        screen.Line();
        if (report.Yours.HeldBad.N == 0)
        {
            Wrapped(
                screen,
                $"Known-bad changes: none at least {Likelihood.Maturity.Days} days old, so nothing can be said about what any policy would have caught."
            );
            return;
        }

        Wrapped(screen, $"Known-bad changes held (95 % interval), and all changes held; of those at least {Likelihood.Maturity.Days} days old");
        var length = Math.Clamp(screen.Width - 76, 4, LongestBar);
        foreach (var policy in report.Policies.Where(policy => policy.Of.Policy is not null))
        {
            var full = (int)Math.Round(policy.HeldBad.Rate * length);
            var bar = screen.Cyan(new string('█', full)) + screen.Dim(new string('░', length - full));
            screen.Line(
                $"  {ComparisonTable.Name(policy)}{bar}  {Figures.WithInterval(policy.HeldBad)}; {Figures.Percent(policy.HeldMature)} of all{Figures.Lately(policy.HeldMature, policy.HeldRecent, ", ")}"
            );
        }
    }

    private static void Rules(Screen screen, PolicyFigures yours)
    {
        var width = Math.Clamp(screen.Width - 58, 20, 70);
        screen.Line();
        screen.Line(screen.Bold($"Rule by rule, {Visible.Text(yours.Of.Title)}"));
        screen.Line(screen.Dim($"  {"".PadRight(width)}{"changes", 9}{"sign-offs", 11}{"hours", 8}{"refused", 9}{"nobody", 8}{"bad", 8}"));
        screen.Line(screen.Dim($"  {"rule".PadRight(width)}{"", 9}{"", 11}{"", 8}{"", 9}{"could", 8}{"held", 8}"));
        foreach (var (rule, bad) in yours.Rules.Select(one => (one.Rule, one.HeldBad)))
        {
            var row =
                $"  {ComparisonTable.Cut(Visible.Text(rule.Name), width).PadRight(width)}{rule.Applied, 9:N0}{rule.SignOffs, 11:N0}{Figures.Number(rule.Minutes / 60), 8}{rule.Refused, 9:N0}{rule.Unmeetable, 8:N0}{bad.Hits, 8:N0}";
            screen.Line(rule.Applied == 0 ? screen.Dim(row) : row);
        }

        Wrapped(screen, "Over the whole time; rules share signers, so sign-offs and hours do not add up, and what any rule refuses takes none.");
    }

    internal static void Wrapped(Screen screen, string text)
    {
        foreach (var line in Wrapping.Wrap(text, "", "", screen.Width - 2))
        {
            screen.Line(screen.Dim("  " + line));
        }
    }
}
