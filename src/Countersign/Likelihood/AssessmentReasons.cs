// Why a change stands where it stands, in plain words beside the median of the repository's recent changes.
using System.Globalization;

namespace Countersign.Likelihood;

/// <summary>The terms of the cold-start formula, largest first, and what it does not weigh but a reader would want to know.</summary>
internal static class AssessmentReasons
{
    private const int ManyDevelopers = 3;

    public static IReadOnlyList<string> Of(ChangeFeatures change, IReadOnlyList<ChangeFeatures> recent)
    {
        var formula = ColdStart.Published;
        var terms = new List<(double Weight, string Words)>
        {
            (formula.Added * ModelColumns.Ln(change.LinesAdded), $"adds {Lines(change.LinesAdded)}{Median(recent, one => one.LinesAdded)}"),
            (
                formula.Files * ModelColumns.Ln(change.Files),
                $"touches {Counted(change.Files, "file")} in {Counted(change.Folders, "folder")}{Median(recent, one => one.Files)}"
            ),
            (
                formula.Deleted * ModelColumns.Ln(change.LinesDeleted),
                $"deletes {Lines(change.LinesDeleted)}{Median(recent, one => one.LinesDeleted)}"
            ),
        };
        if (change.IsFix)
        {
            terms.Add((formula.Fix, "its message says that it mends something, and mending often has to be mended again"));
        }

        List<string> reasons = [.. terms.OrderByDescending(term => term.Weight).Select(term => term.Words)];
        if (change.Developers > ManyDevelopers)
        {
            reasons.Add($"{Number(change.Developers)} people changed these files before");
        }

        return reasons;
    }

    private static string Median(IReadOnlyList<ChangeFeatures> recent, Func<ChangeFeatures, double> measure)
    {
        if (recent.Count == 0)
        {
            return "";
        }

        var sorted = recent.Select(measure).Order().ToArray();
        var median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return $"; the median here is {Number(median)}";
    }

    private static string Lines(double count) => Counted(count, "line");

    private static string Counted(double count, string what) => $"{Number(count)} {what}{(count == 1 ? "" : "s")}";

    private static string Number(double number) => number.ToString("#,0.#", CultureInfo.InvariantCulture);
}
