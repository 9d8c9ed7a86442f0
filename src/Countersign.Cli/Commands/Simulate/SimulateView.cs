// The report for a terminal: the comparison first, then what decides about the policy at hand.
using Countersign.Cli.Terminal;
using Countersign.Simulation;

namespace Countersign.Cli.Commands.Simulate;

internal static class SimulateView
{
    private const int RuleWidth = 60;

    public static void Draw(Screen screen, SimulationReport report)
    {
        if (report.IsEmpty)
        {
            foreach (var sentence in SimulateFindings.Watched(report))
            {
                screen.Line(sentence);
            }

            screen.Line(
                $"There is no change yet on {VerdictView.Short(report.TargetRef)}: a policy can be replayed once something has been changed."
            );
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
        screen.Line(
            screen.Bold(
                $"{report.Line.Replayed.Count:N0} merged changes on {VerdictView.Short(report.TargetRef)} of {Visible.Text(report.Repository)}, {Figures.Day(report.From)} to {Figures.Day(report.To)}"
            )
        );
        screen.Line(
            $"  {VerdictView.Counted(report.Merges, "merge")}, {VerdictView.Counted(report.Commits, "single commit")}; {VerdictView.Counted(report.Bad, "change")} known to have been bad ({report.BadByMessages:N0} named by later messages, {report.BadByIncidents:N0} more by incidents)"
        );
        screen.Line(
            $"  Capacity: {VerdictView.Counted(report.Capacity.People, "person")} x {report.Capacity.MinutesADay:0} review minutes a day = {Figures.Hours(report.Capacity.HoursAWeek)} h a week{(report.Capacity.IsAssumed ? " (assumed)" : "")}".Replace(
                "persons",
                "people",
                StringComparison.Ordinal
            )
        );
    }

    private static void Comparison(Screen screen, SimulationReport report)
    {
        screen.Line();
        screen.Line(
            screen.Dim(
                $"  {"policy", -14}{"needs nobody", 13}{"held", 8}{"refused", 9}{"sign-offs", 11}{"hours", 8}{"readers", 9}{"busy", 9}{"wait", 12}   known-bad changes held"
            )
        );
        screen.Line(
            screen.Dim($"  {"", -14}{"", 13}{"", 8}{"", 9}{"a week", 11}{"a week", 8}{"h a week", 9}{"", 9}{"", 12}   (95 % interval; all changes)")
        );
        foreach (var policy in report.Policies)
        {
            var load = policy.Recent;
            var row =
                $"  {Visible.Text(policy.Of.Key), -14}{Figures.Percent(policy.NeedsNobody), 13}{Figures.Percent(policy.Held), 8}{policy.Refused, 9:N0}{Figures.Number(load.SignOffsAWeek), 11}{Figures.Hours(load.QualifiedHoursAWeek), 8}{Figures.Hours(load.ReaderHoursAWeek), 9}";
            var busy = $"{Figures.Busy(load.Utilisation), 9}{Figures.Wait(load), 12}";
            var caught = policy.Of.Policy is null
                ? $"   0 of {policy.HeldBad.N:N0}"
                : $"   {Figures.WithInterval(policy.HeldBad)}; {Figures.Percent(policy.HeldMature)} of all";
            var colour =
                load.Utilisation >= 1 ? screen.Red(busy)
                : load.Utilisation > Capacity.Healthy ? screen.Yellow(busy)
                : busy;
            screen.Line((policy.Of.Key == ReplayPolicies.Yours ? screen.Bold(row) : row) + colour + caught);
        }

        screen.Line();
        screen.Line(
            screen.Dim(
                $"  Sign-offs, hours, busy and wait are of the last {VerdictView.Counted(report.Yours.Recent.Weeks, "week")} and of qualified sign-offs; readers are asked besides; known-bad changes of those at least {Likelihood.Maturity.Days} days old."
            )
        );
        foreach (
            var policy in report.Policies.Where(policy =>
                policy.Of.Key is not (ReplayPolicies.None or ReplayPolicies.AsReported or ReplayPolicies.Ownership)
            )
        )
        {
            screen.Line(screen.Dim($"  {Visible.Text(policy.Of.Key)} is {policy.Of.Title}."));
        }
    }

    private static void Rules(Screen screen, PolicyFigures yours)
    {
        screen.Line();
        screen.Line(screen.Bold($"Rule by rule: {yours.Of.Title}"));
        screen.Line(screen.Dim($"  {"rule", -RuleWidth}{"changes", 9}{"sign-offs", 11}{"hours", 8}{"refused", 9}{"cannot", 8}{"bad held", 10}"));
        foreach (var (rule, bad) in yours.Rules.Select(one => (one.Rule, one.HeldBad)))
        {
            screen.Line(
                $"  {Cut(Visible.Text(rule.Name)), -RuleWidth}{rule.Applied, 9:N0}{rule.SignOffs, 11:N0}{Figures.Hours(rule.Minutes / 60), 8}{rule.Refused, 9:N0}{rule.Unmeetable, 8:N0}{bad.Hits, 10:N0}"
            );
        }

        screen.Line(
            screen.Dim("  Over the whole time; rules share signers, so sign-offs and hours do not add up. cannot: nobody could have met it.")
        );
    }

    private static string Cut(string text) => text.Length < RuleWidth ? text : text[..(RuleWidth - 4)] + "...";

    internal static void Wrapped(Screen screen, string text)
    {
        foreach (var line in Wrapping.Wrap(text, "", "", screen.Width - 2))
        {
            screen.Line(screen.Dim("  " + line));
        }
    }
}
