// The columns that a fitted model sees: logarithms of the measures and a few of their ratios.
namespace Countersign.Likelihood;

/// <summary>Every column is finite for finite, non-negative measures. ln(1+x) because sizes of changes spread over five decades.</summary>
public static class ModelColumns
{
    public static readonly IReadOnlyList<string> Names =
    [
        "ln la",
        "ln ld",
        "ln nf",
        "ln ns",
        "ln nd",
        "entropy",
        "fix",
        "ln ndev",
        "ln age",
        "ln nuc",
        "ln lt",
        "ln la/lt",
        "ln ld/lt",
        "ln la+ld",
        "ln la/ld",
        "ln la per file",
        "entropy by files",
        "ln nuc per file",
        "ln lt per file",
        "ndev by nuc",
    ];

    public static int Count => Names.Count;

    public static double[] Of(in ChangeFeatures change)
    {
        var files = Math.Max(1, change.Files);
        var (added, deleted, before) = (Ln(change.LinesAdded), Ln(change.LinesDeleted), Ln(change.LinesBefore));
        return
        [
            added,
            deleted,
            Ln(change.Files),
            Ln(change.Subsystems),
            Ln(change.Folders),
            change.Entropy,
            change.IsFix ? 1 : 0,
            Ln(change.Developers),
            Ln(change.AgeDays),
            Ln(change.EarlierChanges),
            before,
            added - before,
            deleted - before,
            Ln(change.LinesAdded + change.LinesDeleted),
            added - deleted,
            Ln(change.LinesAdded / files),
            change.Entropy / Math.Log2(Math.Max(2, files)),
            Ln(change.EarlierChanges / files),
            Ln(change.LinesBefore / files),
            Ln(change.Developers / Math.Max(1, change.EarlierChanges)),
        ];
    }

    internal static double Ln(double value) => Math.Log(1 + value);
}
