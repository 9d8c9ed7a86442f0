// How long one round of reading takes, by a formula that prints itself; a band, never a point. Source: specs/review-minutes.md.
using System.Globalization;
using Countersign.Changes;

namespace Countersign.Impact;

/// <summary>
/// One changed file as its reader meets it. <paramref name="IsProven"/>: generated and made again from its source, so that
/// nobody has to read it. <paramref name="IsHighRisk"/>: in a component where people read at half the pace.
/// </summary>
public sealed record ReviewFile(RepoPath Path, IReadOnlyList<string> Kinds, int Added, int Deleted, bool IsProven = false, bool IsHighRisk = false)
{
    /// <summary>Added lines by weight of the kind (the heaviest of several), and deleted lines.</summary>
    public double EffectiveLines => IsProven ? 0 : (Added * AddedWeight) + (Deleted * ReviewMinutes.DeletedWeight);

    private double AddedWeight => Kinds.Count == 0 ? 1 : Kinds.Max(ReviewMinutes.WeightOf);
}

/// <summary>Formula A for one round: M = s·g + 1.5·files + 60·L·g / R. AI assistance changes no minutes; familiarity does.</summary>
public sealed record ReviewMinutes
{
    public const double ContextMinutes = 8;
    public const double MinutesPerFile = 1.5;
    public const double LinesPerHour = 400;
    public const double HighRiskLinesPerHour = 200;
    public const double FirstContact = 1.3;
    public const double TestWeight = 0.6;
    public const double DocsWeight = 0.3;
    public const double DeletedWeight = 0.3;

    private ReviewMinutes(double lines, double highRiskLines, int files, bool? isFamiliar) =>
        (Lines, HighRiskLines, Files, IsFamiliar) = (lines, highRiskLines, files, isFamiliar);

    /// <summary>Effective lines outside high-risk paths.</summary>
    public double Lines { get; }

    public double HighRiskLines { get; }

    /// <summary>Files that have to be opened.</summary>
    public int Files { get; }

    /// <summary>Whether the best-placed reader knows this code; null where that is not known.</summary>
    public bool? IsFamiliar { get; }

    public double EffectiveLines => Lines + HighRiskLines;

    /// <summary>For somebody who knows the code.</summary>
    public double Low => At(1);

    /// <summary>For somebody who meets it for the first time.</summary>
    public double High => At(FirstContact);

    /// <summary>For the best-placed reader; the middle where nobody knows who that is.</summary>
    public double Expected =>
        IsFamiliar switch
        {
            true => Low,
            false => High,
            null => (Low + High) / 2,
        };

    public static ReviewMinutes Of(IReadOnlyCollection<ReviewFile> files, bool? isFamiliar = null) =>
        new(
            files.Where(file => !file.IsHighRisk).Sum(file => file.EffectiveLines),
            files.Where(file => file.IsHighRisk).Sum(file => file.EffectiveLines),
            files.Count(file => !file.IsProven),
            isFamiliar
        );

    /// <summary>From sums over files that somebody has made already; none of them proven.</summary>
    public static ReviewMinutes OfLines(double lines, double highRiskLines, int files) => new(lines, highRiskLines, files, null);

    /// <summary>Both read in one sitting; <paramref name="filesInBoth"/> are opened once.</summary>
    public ReviewMinutes With(ReviewMinutes other, int filesInBoth = 0) =>
        new(Lines + other.Lines, HighRiskLines + other.HighRiskLines, Files + other.Files - filesInBoth, IsFamiliar);

    public static double WeightOf(string kind) =>
        kind switch
        {
            ChangeKind.Test => TestWeight,
            ChangeKind.Docs => DocsWeight,
            _ => 1,
        };

    /// <summary>The formula with its numbers, on one line.</summary>
    public string Explain()
    {
        var lines =
            HighRiskLines > 0
                ? $"({Number(Lines)} / {LinesPerHour} + {Number(HighRiskLines)} / {HighRiskLinesPerHour})"
                : $"{Number(Lines)} / {LinesPerHour}";
        var familiar = string.Create(
            CultureInfo.InvariantCulture,
            $"{ContextMinutes} + {MinutesPerFile} x {Files} files + 60 x {lines} lines an hour = {Number(Low)} min"
        );
        return Files == 0
            ? "nothing to read"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{familiar} for somebody who knows this code; x {FirstContact} on context and lines at first contact = {Number(High)} min"
            );
    }

    /// <summary>"about 47 min", or "about 47 to 59 min" where the band is wide enough to matter.</summary>
    public override string ToString() =>
        Math.Round(Low) == Math.Round(High) ? $"about {Number(Low)} min" : $"about {Number(Low)} to {Number(High)} min";

    private double At(double familiarity) =>
        Files == 0
            ? 0
            : (ContextMinutes * familiarity)
                + (MinutesPerFile * Files)
                + (60 * familiarity * ((Lines / LinesPerHour) + (HighRiskLines / HighRiskLinesPerHour)));

    private static string Number(double number) => Math.Round(number).ToString(CultureInfo.InvariantCulture);
}
