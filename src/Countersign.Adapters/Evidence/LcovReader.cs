// Reads lcov's tracefile: SF names a file, DA a line and how often it ran.
using System.Globalization;
using System.Text;

namespace Countersign.Adapters.Evidence;

internal static class LcovReader
{
    public static LineCoverage Read(ReadOnlyMemory<byte> report)
    {
        var coverage = new LineCoverage();
        string? file = null;
        var number = 0;
        foreach (var line in Encoding.UTF8.GetString(report.Span).EnumerateLines())
        {
            number++;
            if (line.StartsWith("SF:", StringComparison.Ordinal))
            {
                file = line[3..].Trim().ToString();
            }
            else if (line.StartsWith("DA:", StringComparison.Ordinal))
            {
                var parts = line[3..].ToString().Split(',');
                if (
                    file is not { Length: > 0 }
                    || parts.Length < 2
                    || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
                    || !TryHits(parts[1], out var hits)
                )
                {
                    throw new ReportProblem($"has an unreadable DA line (line {number})");
                }

                coverage.Add(file, at, hits);
            }
            else if (line.SequenceEqual("end_of_record"))
            {
                file = null;
            }
        }

        return coverage;
    }

    /// <summary>Some tools write more than fits, or a minus sign for "not run".</summary>
    private static bool TryHits(string text, out long hits)
    {
        var isNumber =
            double.TryParse(
                text.Trim(),
                NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var count
            ) && double.IsFinite(count);
        hits = isNumber && count > 0 ? 1 : 0;
        return isNumber;
    }
}
