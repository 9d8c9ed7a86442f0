// The report as one page for whoever decides about people's time: no script, nothing loaded from anywhere.
using System.Text;
using Countersign.Cli.Terminal;
using Countersign.Simulation;

namespace Countersign.Cli.Commands.Simulate;

internal static class SimulatePage
{
    public static string Html(SimulationReport report)
    {
        var title =
            $"What {(report.Yours.Of.Title.StartsWith("policies/", StringComparison.Ordinal) ? "a first policy" : "this policy")} would cost and hold: {report.Repository}";
        var html = new StringBuilder();
        html.Append(
            $"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>{Svg.Words(title)}</title><style>\n{PageStyle.Sheet}\n</style></head><body><main>\n<h1>{Svg.Words(title)}</h1>\n"
        );
        if (report.IsEmpty)
        {
            html.Append($"<p>{Svg.Words(SimulateFindings.Nothing(report))} that a policy could be replayed on.</p>");
        }
        else
        {
            Body(html, report);
        }

        html.Append("<footer class=\"soft small\"><p>Held is not caught: whether the reader would have found it, nobody knows.</p><ul>");
        foreach (var assumption in report.Assumptions)
        {
            html.Append("<li>").Append(Svg.Words(assumption)).Append("</li>");
        }

        html.Append(
            $"</ul><p>Made by countersign simulate on {Figures.Day(report.Made)} from {Svg.Words(VerdictView.Short(report.TargetRef))} at <code>{report.Tip.Short}</code>. docs/simulation.md says how each number is computed and how far to trust it.</p></footer>\n</main></body></html>\n"
        );
        return html.ToString();
    }

    private static void Body(StringBuilder html, SimulationReport report)
    {
        var yours = report.Yours;
        html.Append(
            $"<p class=\"soft\">{report.Line.Replayed.Count:N0} merged changes on {Svg.Words(VerdictView.Short(report.TargetRef))}, {Figures.Day(report.From)} to {Figures.Day(report.To)}, each put through the gate with {Svg.Words(yours.Of.Title)}. Capacity{(report.Capacity.IsAssumed ? " (assumed)" : "")}: {Figures.People(report.Capacity.People)} with {report.Capacity.MinutesADay:0} review minutes a day.</p>\n"
        );
        foreach (var sentence in SimulateFindings.Watched(report))
        {
            html.Append("<p><strong>").Append(Svg.Words(sentence)).Append("</strong></p>\n");
        }

        Cards(html, report, yours);

        html.Append("<h2>Hours against capacity, by week</h2>\n");
        html.Append($"<p>{Svg.Words(InWords(yours, report.Capacity))}</p>\n<figure>");
        var weeks = WeekChart.Weeks(report);
        html.Append(WeekChart.Draw(report, weeks));
        html.Append(
            "<ul class=\"key\"><li><i style=\"background:var(--yours)\"></i>qualified sign-offs</li><li><i style=\"background:var(--reader)\"></i>other readers</li><li><i style=\"background:var(--refused)\"></i>refused, to come back smaller</li><li><i style=\"background:var(--other)\"></i>the policy as reported</li><li><i style=\"background:var(--limit)\"></i>capacity</li></ul></figure>\n"
        );
        html.Append(PageTables.Weeks(weeks));

        html.Append($"<h2>{Figures.Spelled(report.Policies.Count)} policies on the same changes</h2>\n").Append(PageTables.Policies(report));
        Frontier(html, report);
        html.Append($"<h2>Rule by rule</h2>\n<p class=\"soft\">{Svg.Words(yours.Of.Title)}, over the whole time.</p>\n")
            .Append(PageTables.Rules(yours));
        Findings(html, report);
        Examples(html, report.Examples);
    }

    private static void Cards(StringBuilder html, SimulationReport report, PolicyFigures yours)
    {
        var load = yours.Recent;
        var isOver = load.IsTooMuch;
        html.Append("<ul class=\"cards\">");
        Card("", Figures.Percent(yours.NeedsNobody), $"of changes need nobody else ({yours.NeedsNobody.Hits:N0} of {yours.NeedsNobody.N:N0})");
        Card(
            isOver ? "bad"
                : report.Capacity.IsAssumed ? ""
                : load.QualifiedHoursAWeek + load.RefusedHoursAWeek > Capacity.Healthy * report.Capacity.HoursAWeek ? ""
                : "good",
            $"{Figures.Number(load.QualifiedHoursAWeek)} h",
            $"of qualified sign-offs a week, of {Figures.Number(report.Capacity.HoursAWeek)} h {(report.Capacity.IsAssumed ? "that are assumed" : "there are")}: {Figures.Busy(load.Utilisation)} busy{(load.ReaderHoursAWeek > 0 ? $"; besides {Figures.Number(load.ReaderHoursAWeek)} h of any other reader" : "")}{(load.RefusedHoursAWeek > 0 ? $"; + {Figures.Number(load.RefusedHoursAWeek)} h refused, to come back smaller" : "")}"
        );
        Card(
            isOver ? "bad" : "",
            Figures.Wait(load),
            load.WaitDays is null
                ? "more is asked than can be given"
                : $"expected wait for a sign-off, working days{(load.RefusedHoursAWeek > 0 ? "; without what is refused" : "")}"
        );
        Card(
            "",
            yours.HeldBad.N == 0 ? "none known" : Figures.Percent(yours.HeldBad),
            yours.HeldBad.N == 0
                ? "bad changes that could be held"
                : $"of {yours.HeldBad.N:N0} known-bad changes held ({Figures.Interval(yours.HeldBad)}); of all changes {Figures.Percent(yours.HeldMature)}"
        );
        html.Append("</ul>\n");

        void Card(string kind, string number, string words) =>
            html.Append(
                $"<li{(kind.Length > 0 ? $" class=\"{kind}\"" : "")}><b>{Svg.Words(number)}</b><span class=\"small soft\">{Svg.Words(words)}</span></li>"
            );
    }

    private static string InWords(PolicyFigures yours, Capacity capacity)
    {
        var load = yours.Recent;
        var weeks = load.Weeks == 1 ? "In the last week" : $"In the last {load.Weeks} weeks";
        var refused =
            yours.Refused == 0
                ? ""
                : $" {yours.Refused:N0} changes of the whole time would have been refused for what they are; their {Figures.Number(yours.RefusedHours)} h of reading come back with the smaller ones.";
        return load.SignOffsAWeek == 0
            ? $"{weeks} this policy asks for no qualified sign-off.{refused}"
            : $"{weeks} this policy asks for about {Figures.Number(load.SignOffsAWeek)} qualified sign-offs a week of {Figures.Number(load.MeanMinutes)} minutes each. Beyond {Figures.Percent(Capacity.Healthy)} of {Figures.Number(capacity.HoursAWeek)} h waits grow faster than work.{refused}";
    }

    private static void Frontier(StringBuilder html, SimulationReport report)
    {
        html.Append("<h2>What the hours buy: known-bad changes held</h2>\n");
        if (report.Yours.HeldBad.N == 0)
        {
            html.Append(
                $"<p>No change that is at least {Likelihood.Maturity.Days} days old is known to have been bad: no later message names one as reverted or mended, and there is no list of incidents. So nothing can be said about what any policy would have caught.</p>\n"
            );
            return;
        }

        var points = FrontierChart.Points(report);
        html.Append("<figure>").Append(FrontierChart.Draw(report, points));
        html.Append(
            $"<figcaption class=\"small soft\">Up is better, left is cheaper. Hours and shares are both of the changes at least {Likelihood.Maturity.Days} days old, over the whole time; the tables above say what the recent weeks ask. Vertical strokes are 95 % intervals.{(report.Found.Frontier.Count > 0 ? " The line joins the thresholds that hold more than every cheaper set, one sign-off each; they were chosen on the earlier two thirds of these changes, so it flatters." : "")}{(report.Found.Proposed is null ? "" : " The large dot is what is proposed, by the later third, which did not choose it.")} Refused changes count with their hours. The dashed line is the finder's limit: of the time of those who can give a qualified sign-off; any other reader has their own.</figcaption></figure>\n"
        );
        html.Append(PageTables.Frontier(report.Found, points));
        foreach (var sentence in SimulateFindings.Explain(report.Found))
        {
            html.Append("<p>").Append(Svg.Words(sentence)).Append("</p>\n");
        }

        if (report.Found.Proposed is { } proposed)
        {
            html.Append("<pre><code>").Append(string.Join('\n', proposed.Candidate.Rule.Split('\n').Select(Svg.Words))).Append("</code></pre>\n");
        }
    }

    private static void Findings(StringBuilder html, SimulationReport report)
    {
        foreach (var (title, lines) in SimulateFindings.Facts(report))
        {
            html.Append("<h2>").Append(Svg.Words(title)).Append("</h2>\n<ul>");
            foreach (var line in lines)
            {
                html.Append("<li>").Append(Svg.Words(line)).Append("</li>");
            }

            html.Append("</ul>\n");
        }
    }

    private static void Examples(StringBuilder html, Examples examples)
    {
        if (examples.HeldBad.Count + examples.MissedBad.Count + examples.Refused.Count > 0)
        {
            html.Append("<h2>Examples</h2>\n")
                .Append(PageTables.Examples(examples.HeldBad, "Known to have been bad, and would have been held; newest first."))
                .Append(PageTables.Examples(examples.MissedBad, "Known to have been bad, and would have gone in unseen; newest first."))
                .Append(PageTables.Examples(examples.Refused, "Would have been refused; the longest to read first."));
        }
    }
}
