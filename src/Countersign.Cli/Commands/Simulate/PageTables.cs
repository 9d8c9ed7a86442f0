// The page's tables: the policies side by side, rule by rule, and the numbers under each chart.
using System.Text;
using Countersign.Simulation;

namespace Countersign.Cli.Commands.Simulate;

internal static class PageTables
{
    public static string Policies(SimulationReport report) =>
        Table(
            $"Sign-offs, hours, utilisation and wait are of the last {Terminal.VerdictView.Counted(report.Yours.Recent.Weeks, "week")}; everything else of the whole time.",
            ["Policy", "Needs nobody", "Held", "Sign-offs a week", "Hours a week", "Utilisation", "Expected wait", "Known-bad held"],
            report.Policies.Select(policy =>
                (
                    policy.Of.Key == ReplayPolicies.Yours ? "yours" : "",
                    (IReadOnlyList<string>)
                        [
                            $"{Svg.Words(policy.Of.Key)}<span class=\"small\">{Svg.Words(Cut(policy.Of.Title))}</span>",
                            Figures.Percent(policy.NeedsNobody),
                            $"{Figures.Percent(policy.Held)}{(policy.Refused > 0 ? $"<span class=\"small\">{policy.Refused:N0} refused</span>" : "")}{Small(Figures.Lately(policy.Held, policy.HeldRecent, ""))}",
                            Figures.Number(policy.Recent.SignOffsAWeek),
                            $"{Figures.Number(policy.Recent.QualifiedHoursAWeek)}{(policy.Recent.ReaderHoursAWeek > 0 ? $"<span class=\"small\">+ {Figures.Number(policy.Recent.ReaderHoursAWeek)} readers</span>" : "")}{(policy.Recent.RefusedHoursAWeek > 0 ? $"<span class=\"small\">+ {Figures.Number(policy.Recent.RefusedHoursAWeek)} refused</span>" : "")}",
                            Over(policy.Recent, Figures.Busy(policy.Recent.Utilisation)),
                            Over(policy.Recent, Svg.Words(Figures.Wait(policy.Recent))),
                            policy.HeldBad.N == 0 ? "none known"
                            : policy.Of.Policy is null ? $"{Figures.Percent(policy.HeldBad)}{Small($"0 of {policy.HeldBad.N:N0}")}"
                            : $"{Figures.Percent(policy.HeldBad)}<span class=\"small\">{policy.HeldBad.Hits:N0} of {policy.HeldBad.N:N0}</span><span class=\"small\">{Figures.Interval(policy.HeldBad)}</span>",
                        ]
                )
            )
        );

    public static string Rules(PolicyFigures policy) =>
        Table(
            "Rules share signers, so sign-offs and hours do not add up to the policy's; what any rule refuses takes none.",
            ["Rule", "Changes", "Asked people", "Only the author", "Sign-offs", "Hours", "Refused", "Nobody could", "Known-bad held"],
            policy.Rules.Select(rule =>
                (
                    "",
                    (IReadOnlyList<string>)
                        [
                            Svg.Words(rule.Rule.Name),
                            $"{rule.Rule.Applied:N0}",
                            $"{rule.Rule.Asked:N0}",
                            $"{rule.Rule.AskedAuthor:N0}",
                            $"{rule.Rule.SignOffs:N0}",
                            Figures.Number(rule.Rule.Minutes / 60),
                            $"{rule.Rule.Refused:N0}",
                            rule.Rule.Unmeetable > 0 ? $"<span class=\"over\">{rule.Rule.Unmeetable:N0}</span>" : "0",
                            rule.HeldBad.N == 0 ? "-" : $"{rule.HeldBad.Hits:N0} of {rule.HeldBad.N:N0}",
                        ]
                )
            )
        );

    public static string Weeks(IReadOnlyList<WeekChart.Week> weeks) =>
        Details(
            Table(
                "Newest first; hours.",
                ["Week of", "Changes", "Qualified sign-offs", "Other readers", "Refused", "As reported"],
                weeks
                    .Reverse()
                    .Select(week =>
                        (
                            "",
                            (IReadOnlyList<string>)
                                [
                                    $"{week.Monday:yyyy-MM-dd}",
                                    $"{week.Changes:N0}",
                                    Figures.Number(week.Qualified),
                                    Figures.Number(week.Readers),
                                    Figures.Number(week.Refused),
                                    Figures.Number(week.Reported),
                                ]
                        )
                    )
            )
        );

    public static string Frontier(Found found, IReadOnlyList<FrontierChart.Point> policies) =>
        Details(
            Table(
                $"Policies, then the combinations of thresholds that catch more than every cheaper one; of changes at least {Likelihood.Maturity.Days} days old, but for the hours in the recent weeks.",
                ["Policy or thresholds", "Hours a week", "In the recent weeks", "Known-bad held", "95 % interval"],
                policies
                    .Select(point => ("", Row(point.Name, point.Hours, point.RecentHours, point.Held)))
                    .Concat(
                        found.Frontier.Select(point =>
                            (point == found.Proposed ? "yours" : "", Row(point.Candidate.Says, point.HoursAWeek, point.RecentHoursAWeek, point.Both))
                        )
                    )
            )
        );

    public static string Examples(IReadOnlyList<ReplayedChange> examples, string caption) =>
        examples.Count == 0
            ? ""
            : Table(
                caption,
                ["Commit", "Entered", "To read", "Where most of it lies"],
                examples.Select(one =>
                    (
                        "",
                        (IReadOnlyList<string>)
                            [$"<code>{one.Id.Short}</code>", Figures.Day(one.When), Terminal.VerdictView.Minutes(one.Minutes), Svg.Words(one.Area)]
                    )
                ),
                "texts"
            );

    private static IReadOnlyList<string> Row(string name, double hours, double recentHours, Provenance.Share held) =>
        [
            Svg.Words(name),
            Figures.Number(hours),
            Figures.Number(recentHours),
            held.N == 0 ? "none known" : $"{held.Hits:N0} of {held.N:N0}",
            held.N == 0 || name == ReplayPolicies.None ? "-" : Figures.Interval(held),
        ];

    /// <summary>Cells are HTML already.</summary>
    private static string Table(
        string caption,
        IReadOnlyList<string> heads,
        IEnumerable<(string Class, IReadOnlyList<string> Cells)> rows,
        string kind = ""
    )
    {
        var html = new StringBuilder();
        html.Append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"table\"><table")
            .Append(kind.Length > 0 ? $" class=\"{kind}\"" : "")
            .Append("><caption>")
            .Append(Svg.Words(caption))
            .Append("</caption><thead><tr>");
        foreach (var head in heads)
        {
            html.Append("<th scope=\"col\">").Append(Svg.Words(head)).Append("</th>");
        }

        html.Append("</tr></thead><tbody>\n");
        foreach (var (row, cells) in rows)
        {
            html.Append(row.Length > 0 ? $"<tr class=\"{row}\">" : "<tr>").Append("<th scope=\"row\">").Append(cells[0]).Append("</th>");
            foreach (var cell in cells.Skip(1))
            {
                html.Append("<td>").Append(cell).Append("</td>");
            }

            html.Append("</tr>\n");
        }

        return html.Append("</tbody></table></div>").ToString();
    }

    private static string Details(string table) => $"<details><summary>The numbers of this chart</summary>{table}</details>";

    private static string Over(Load load, string text) => load.IsTooMuch ? $"<span class=\"over\">{text}</span>" : text;

    private static string Small(string words) => words.Length == 0 ? "" : $"<span class=\"small\">{words}</span>";

    private static string Cut(string text) => text.Length <= 60 ? text : text[..57] + "...";
}
