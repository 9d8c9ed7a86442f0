// Prints the measures as Markdown tables.
using System.Globalization;
using Countersign.Likelihood;

namespace Countersign.Bench;

internal sealed class MarkdownReport(TextWriter output)
{
    public void Write(IReadOnlyList<ProjectMeasures> measured)
    {
        Line("## Area under the ROC curve, 95 % interval by DeLong");
        Line("");
        Line("| project | test changes | bad | fitted | cold start, constants of the other projects | `la` alone | training s | model bytes |");
        Line("|---|---|---|---|---|---|---|---|");
        foreach (var one in measured)
        {
            Line(
                $"| {one.Project} | {one.Fitted.Changes} | {one.Fitted.Bad} | {Area(one.Fitted)} | {Area(one.Cold)} | {Area(one.LinesAdded)} | {one.Seconds:0.0} | {one.ModelBytes} |"
            );
        }

        Line(
            $"| **mean** | | | **{Mean(measured, one => one.Fitted)}** | **{Mean(measured, one => one.Cold)}** | {Mean(measured, one => one.LinesAdded)} | {measured.Max(one => one.Seconds):0.0} at most | |"
        );
        Line("");
        Line($"The shipped constants ({ColdStart.Published}) on the same test parts: {Mean(measured, one => one.Shipped)}.");
        Line("");
        Line("| without | la | ld | nf | fix |");
        Line("|---|---|---|---|---|");
        foreach (var one in measured)
        {
            Line(
                $"| {one.Project} | {one.ColdConstants.Added:0.00} | {one.ColdConstants.Deleted:0.00} | {one.ColdConstants.Files:0.00} | {one.ColdConstants.Fix:0.00} |"
            );
        }

        Captures(measured);
        Calibration(measured);
    }

    private void Captures(IReadOnlyList<ProjectMeasures> measured)
    {
        Line("");
        Line("## Bad changes among the riskiest 5, 10 and 50 % of changes, in %");
        Line("");
        Line("| project | fitted | cold start | `la` alone |");
        Line("|---|---|---|---|");
        foreach (var one in measured)
        {
            Line($"| {one.Project} | {Caught(one.Fitted)} | {Caught(one.Cold)} | {Caught(one.LinesAdded)} |");
        }

        Line(
            $"| **mean** | {MeanCaught(measured, one => one.Fitted)} | {MeanCaught(measured, one => one.Cold)} | {MeanCaught(measured, one => one.LinesAdded)} |"
        );
    }

    private void Calibration(IReadOnlyList<ProjectMeasures> measured)
    {
        Line("");
        Line("## Probabilities: Brier score beside that of the test part's own base rate, and what happened where they said so");
        Line("");
        Line(
            "| project | Brier | base rate known | "
                + string.Join(" | ", Enumerable.Range(0, 10).Select(bin => $"{bin * 10} to {(bin + 1) * 10} %"))
                + " |"
        );
        Line("|---|---|---|" + string.Concat(Enumerable.Repeat("---|", 10)));
        foreach (var one in measured)
        {
            var bins = Enumerable
                .Range(0, 10)
                .Select(bin => one.Fitted.Bins.FirstOrDefault(it => Math.Abs(it.From - (bin / 10.0)) < 0.01))
                .Select(Bin);
            Line($"| {one.Project} | {one.Fitted.Brier:0.000} | {one.Fitted.BaseBrier:0.000} | {string.Join(" | ", bins)} |");
        }

        Line("");
        Line("A cell: said -> happened, in %, of n changes.");
    }

    private void Line(string text) => output.WriteLine(text);

    private static string Bin(ReliabilityBin? bin) => bin is null ? "" : $"{Percent(bin.Said)} -> {Percent(bin.Happened)} of {bin.Changes}";

    private static string Area(Measured it) =>
        it.Area is { } area ? string.Create(CultureInfo.InvariantCulture, $"{area.Area:.000} ({area.Low:.000} to {area.High:.000})") : "-";

    private static string Caught(Measured it) => string.Join(" / ", it.Captures.Select(capture => Percent(capture.Caught)));

    private static string MeanCaught(IReadOnlyList<ProjectMeasures> all, Func<ProjectMeasures, Measured> which) =>
        string.Join(" / ", Measured.Shares.Select((_, i) => Percent(all.Average(one => which(one).Captures[i].Caught))));

    private static string Mean(IReadOnlyList<ProjectMeasures> all, Func<ProjectMeasures, Measured> which) =>
        all.Average(one => which(one).Area!.Area).ToString(".0000", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);
}
