// How long one round of reading takes, by a formula that prints itself; a band, never a point. Source: specs/review-minutes.md.
using System.Globalization;
using Countersign.Changes;
using Countersign.Impact.Pace;

namespace Countersign.Impact;

/// <summary>
/// One changed file as its reader meets it. <paramref name="IsProven"/>: generated and made again from its source, so that
/// nobody has to read it. <paramref name="IsHighRisk"/>: in a component where people read at half the pace.
/// </summary>
public sealed record ReviewFile(RepoPath Path, IReadOnlyList<string> Kinds, int Added, int Deleted, bool IsProven = false, bool IsHighRisk = false)
{
    /// <summary>The most critical component that it lies in; null where some of that is not known.</summary>
    public Criticality? Place { get; init; }

    /// <summary>Of the added lines those proven to stand elsewhere in the same change as deleted ones, exactly so.</summary>
    public int Moved { get; init; }

    /// <summary>Of the deleted lines those proven to have been moved: read where they arrive.</summary>
    public int MovedAway { get; init; }

    /// <summary>The whole file moved as it is, and this is the place it came from or the place it went to.</summary>
    public bool IsRename { get; init; }

    /// <summary>Added lines by weight of the kind (the heaviest of several), deleted lines, and a tenth of what only moved.</summary>
    public double EffectiveLines =>
        IsProven ? 0 : ((Added - Moved) * AddedWeight) + (Moved * ReviewMinutes.MovedWeight) + ((Deleted - MovedAway) * ReviewMinutes.DeletedWeight);

    /// <summary>What left here was read as closely as it would be there: as text of that weight, in a place no less critical. What is not known was read least.</summary>
    public bool WasReadAsCloselyAs(ReviewFile there) =>
        AddedWeight >= there.AddedWeight
        && (IsHighRisk || !there.IsHighRisk)
        && (Place is { } here ? here >= (there.Place ?? Criticality.Critical) : there.Place is null);

    /// <summary>What one added line weighs.</summary>
    public double AddedWeight => Kinds.Count == 0 ? 1 : Kinds.Max(ReviewMinutes.WeightOf);
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
    public const double MovedWeight = 0.1;

    private ReviewMinutes(double lines, double highRiskLines, int files, bool? isFamiliar, PaceFit? pace) =>
        (Lines, HighRiskLines, Files, IsFamiliar, Pace) = (lines, highRiskLines, files, isFamiliar, pace ?? PaceFit.Documented);

    /// <summary>Effective lines outside high-risk paths.</summary>
    public double Lines { get; }

    public double HighRiskLines { get; }

    /// <summary>Files that have to be opened.</summary>
    public int Files { get; }

    /// <summary>Files that only stand elsewhere now, each a tenth of one that is opened.</summary>
    public int Renames { get; private init; }

    /// <summary>The constants in use.</summary>
    public PaceFit Pace { get; }

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

    public static ReviewMinutes Of(IReadOnlyCollection<ReviewFile> files, bool? isFamiliar = null, PaceFit? pace = null) =>
        new(
            files.Where(file => !file.IsHighRisk).Sum(file => file.EffectiveLines),
            files.Where(file => file.IsHighRisk).Sum(file => file.EffectiveLines),
            files.Count(file => !file.IsProven && !file.IsRename),
            isFamiliar,
            pace
        )
        {
            Renames = files.Count(file => file is { IsProven: false, IsRename: true, Deleted: 0 }),
        };

    /// <summary>From sums over files that somebody has made already; none of them proven.</summary>
    public static ReviewMinutes OfLines(double lines, double highRiskLines, int files, PaceFit? pace = null) =>
        new(lines, highRiskLines, files, null, pace);

    /// <summary>Both read in one sitting; <paramref name="filesInBoth"/> are opened once.</summary>
    public ReviewMinutes With(ReviewMinutes other, int filesInBoth = 0) =>
        new(Lines + other.Lines, HighRiskLines + other.HighRiskLines, Files + other.Files - filesInBoth, IsFamiliar, Pace)
        {
            Renames = Renames + other.Renames,
        };

    /// <summary>The least that could be left if so many lines more turned out to have only moved.</summary>
    public ReviewMinutes IfMoved(int lines) =>
        new(Math.Max(0, Lines - (lines * (1 + DeletedWeight))), Math.Max(0, HighRiskLines - (lines * (1 + DeletedWeight))), Files, IsFamiliar, Pace)
        {
            Renames = Renames,
        };

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
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"({Number(Lines)} / {Pace.LinesPerHour:0.#} + {Number(HighRiskLines)} / {Pace.HighRiskLinesPerHour:0.#})"
                )
                : string.Create(CultureInfo.InvariantCulture, $"{Number(Lines)} / {Pace.LinesPerHour:0.#}");
        var renames = Renames > 0 ? $" and a tenth of {Renames} only moved" : "";
        var fit = Pace.IsDocumented ? "" : $"; constants refitted on {Pace.Answers} answers";
        var familiar = string.Create(
            CultureInfo.InvariantCulture,
            $"{Pace.Start:0.#} + {Pace.MinutesPerFile:0.##} x {Files} files{renames} + 60 x {lines} lines an hour = {Number(Low)} min"
        );
        return IsEmpty
            ? "nothing to read"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{familiar} for somebody who knows this code; x {FirstContact} on context and lines at first contact = {Number(High)} min{fit}"
            );
    }

    /// <summary>"about 47 min", or "about 47 to 59 min" where the band is wide enough to matter.</summary>
    public override string ToString() =>
        Math.Round(Low) == Math.Round(High) ? $"about {Number(Low)} min" : $"about {Number(Low)} to {Number(High)} min";

    private bool IsEmpty => Files == 0 && Renames == 0;

    private double At(double familiarity) =>
        IsEmpty
            ? 0
            : (Pace.Start * familiarity)
                + (Pace.MinutesPerFile * (Files + (MovedWeight * Renames)))
                + (60 * familiarity * ((Lines / Pace.LinesPerHour) + (HighRiskLines / Pace.HighRiskLinesPerHour)));

    private static string Number(double number) => Math.Round(number).ToString(CultureInfo.InvariantCulture);
}
