// The report for programs: every figure with its n, nothing that names a person.
using System.Text.Json;
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Terminal;
using Countersign.Provenance;
using Countersign.Simulation;

namespace Countersign.Cli.Commands.Simulate;

internal static class SimulateJson
{
    public static void Write(Screen screen, SimulationReport report) => JsonOut.Write(screen, json => Fields(json, report));

    private static void Fields(Utf8JsonWriter json, SimulationReport report)
    {
        json.WriteString("target", report.TargetRef);
        json.WriteString("tip", report.Tip.Hex);
        json.WriteNumber("changes", report.Line.Replayed.Count);
        json.WriteNumber("merges", report.Merges);
        json.WriteNumber("commits", report.Commits);
        json.WriteNumber("passedOver", report.PassedOver);
        if (!report.IsEmpty)
        {
            json.WriteString("from", report.From);
            json.WriteString("to", report.To);
        }

        json.WriteStartObject("knownBad");
        json.WriteNumber("changes", report.Bad.Steps.Count);
        json.WriteNumber("byMessages", report.Bad.ByMessages);
        json.WriteNumber("byIncidents", report.Bad.ByIncidents);
        json.WriteNumber("namesOfNoCommit", report.Bad.Unknown);
        json.WriteEndObject();
        json.WriteStartObject("capacity");
        json.WriteNumber("people", report.Capacity.People);
        json.WriteNumber("minutesADay", report.Capacity.MinutesADay);
        json.WriteNumber("hoursAWeek", Rounded(report.Capacity.HoursAWeek));
        json.WriteBoolean("assumed", report.Capacity.IsAssumed);
        json.WriteEndObject();
        if (report.Observed.Count > 0)
        {
            JsonOut.List(
                json,
                "observed",
                report.Observed,
                count =>
                {
                    if (count.Days is { } days)
                    {
                        json.WriteNumber("days", days);
                    }

                    json.WriteNumber("landings", count.Landings);
                    json.WriteNumber("held", count.Held);
                    json.WriteNumber("refused", count.Refused);
                    json.WriteNumber("cannotTell", count.CannotTell);
                    json.WriteNumber("hours", Rounded(count.Hours));
                }
            );
        }

        JsonOut.List(json, "policies", report.Policies, policy => Policy(json, policy));
        Finder(json, report.Found);
        JsonOut.List(
            json,
            "withoutOwner",
            report.Unowned,
            path =>
            {
                json.WriteString("path", path.Folder);
                json.WriteNumber("changes", path.Changes);
            }
        );
        JsonOut.Texts(json, "assumptions", report.Assumptions);
    }

    private static void Policy(Utf8JsonWriter json, PolicyFigures policy)
    {
        json.WriteString("policy", policy.Of.Key);
        json.WriteString("title", policy.Of.Title);
        JsonOut.Text(json, "digest", policy.Of.Policy?.Digest.ToString());
        Share(json, "needsNobody", policy.NeedsNobody);
        Share(json, "held", policy.Held);
        json.WriteNumber("refused", policy.Refused);
        json.WriteNumber("cannotTell", policy.CannotTell);
        json.WriteNumber("unmeetable", policy.Unmeetable);
        json.WriteNumber("signOffs", policy.SignOffs);
        json.WriteNumber("qualifiedHours", Rounded(policy.QualifiedHours));
        json.WriteNumber("readerHours", Rounded(policy.ReaderHours));
        json.WriteNumber("refusedHours", Rounded(policy.RefusedHours));
        Share(json, "knownBadHeld", policy.HeldBad);
        Share(json, "matureHeld", policy.HeldMature);
        json.WriteNumber("matureHoursAWeek", Rounded(policy.MatureHoursAWeek));
        Share(json, "recentHeld", policy.HeldRecent);
        Load(json, "whole", policy.Whole);
        Load(json, "recent", policy.Recent);
        JsonOut.List(json, "rules", policy.Rules, rule => Rule(json, rule));
        JsonOut.List(
            json,
            "concentrated",
            policy.Concentrated,
            area =>
            {
                json.WriteString("area", area.Area);
                json.WriteNumber("busiest", Math.Round(area.Busiest, 4));
                json.WriteNumber("signOffs", area.SignOffs);
            }
        );
        JsonOut.List(
            json,
            "weeks",
            policy.Of.Weeks,
            week =>
            {
                json.WriteString(
                    "monday",
                    ReplayedChange.MondayOf(week.Week).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
                );
                json.WriteNumber("changes", week.Changes);
                json.WriteNumber("held", week.Held);
                json.WriteNumber("refused", week.Refused);
                json.WriteNumber("qualifiedHours", Rounded(week.QualifiedMinutes / 60));
                json.WriteNumber("readerHours", Rounded(week.ReaderMinutes / 60));
                json.WriteNumber("refusedHours", Rounded(week.RefusedMinutes / 60));
            }
        );
    }

    private static void Rule(Utf8JsonWriter json, RuleFigures figures)
    {
        var rule = figures.Rule;
        json.WriteString("rule", rule.Name);
        json.WriteNumber("changes", rule.Applied);
        json.WriteNumber("askedPeople", rule.Asked);
        json.WriteNumber("askedAuthor", rule.AskedAuthor);
        json.WriteNumber("signOffs", rule.SignOffs);
        json.WriteNumber("hours", Rounded(rule.Minutes / 60));
        json.WriteNumber("refused", rule.Refused);
        json.WriteNumber("unmeetable", rule.Unmeetable);
        json.WriteNumber("cannotTell", rule.CannotTell);
        Share(json, "knownBadHeld", figures.HeldBad);
    }

    private static void Load(Utf8JsonWriter json, string name, Load load)
    {
        json.WriteStartObject(name);
        json.WriteNumber("weeks", load.Weeks);
        json.WriteNumber("changesAWeek", Rounded(load.ChangesAWeek));
        json.WriteNumber("signOffsAWeek", Rounded(load.SignOffsAWeek));
        json.WriteNumber("qualifiedHoursAWeek", Rounded(load.QualifiedHoursAWeek));
        json.WriteNumber("readerHoursAWeek", Rounded(load.ReaderHoursAWeek));
        json.WriteNumber("refusedHoursAWeek", Rounded(load.RefusedHoursAWeek));
        json.WriteNumber("meanMinutes", Rounded(load.MeanMinutes));
        json.WriteNumber("variation", Rounded(load.Variation));
        if (double.IsFinite(load.Utilisation))
        {
            json.WriteNumber("utilisation", Rounded(load.Utilisation));
        }

        if (load.WaitDays is { } days)
        {
            json.WriteNumber("waitDays", Rounded(days));
        }

        json.WriteEndObject();
    }

    private static void Finder(Utf8JsonWriter json, Found found)
    {
        json.WriteStartObject("finder");
        json.WriteNumber("tried", found.Tried);
        json.WriteNumber("budgetHoursAWeek", Rounded(found.BudgetHours));
        JsonOut.Text(json, "none", found.WhyNone);
        JsonOut.Text(json, "rule", found.Proposed?.Candidate.Rule);
        JsonOut.Texts(json, "explained", SimulateFindings.Explain(found));
        JsonOut.List(
            json,
            "frontier",
            found.Frontier,
            point =>
            {
                json.WriteString("holds", point.Candidate.Says);
                json.WriteNumber("hoursAWeek", Rounded(point.HoursAWeek));
                json.WriteNumber("recentHoursAWeek", Rounded(point.RecentHoursAWeek));
                Share(json, "earlier", point.Earlier);
                Share(json, "later", point.Later);
                Share(json, "held", point.Held);
            }
        );
        json.WriteEndObject();
    }

    private static void Share(Utf8JsonWriter json, string name, Share share)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", share.Hits);
        json.WriteNumber("of", share.N);
        if (share.N > 0)
        {
            json.WriteNumber("share", Math.Round(share.Rate, 4));
            json.WriteNumber("low", Math.Round(share.Low, 4));
            json.WriteNumber("high", Math.Round(share.High, 4));
        }

        json.WriteEndObject();
    }

    private static double Rounded(double number) => Math.Round(number, 3);
}
