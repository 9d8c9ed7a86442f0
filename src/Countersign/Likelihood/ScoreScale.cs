// Scores of many changes, so that one more can be placed among them.
namespace Countersign.Likelihood;

/// <summary>At most 101 quantiles, rising; <paramref name="Changes"/> is how many they were taken from.</summary>
public sealed record ScoreScale(IReadOnlyList<double> Quantiles, int Changes)
{
    public const int Most = 101;
    private const int Digits = 6;

    public static ScoreScale Of(IEnumerable<double> scores)
    {
        var sorted = scores.Order().ToArray();
        return sorted.Length <= Most
            ? new ScoreScale([.. sorted.Select(Rounded)], sorted.Length)
            : new ScoreScale(
                [.. Enumerable.Range(0, Most).Select(i => Rounded(sorted[(int)Math.Round(i * (sorted.Length - 1.0) / (Most - 1))]))],
                sorted.Length
            );
    }

    /// <summary>0 to 100: the share of them that score lower, ties counting half. 50 where there are none.</summary>
    public double Percentile(double score) => Percentile(Quantiles, score);

    internal static double Percentile(IReadOnlyList<double> quantiles, double score)
    {
        if (quantiles.Count == 0)
        {
            return 50;
        }

        var rounded = Rounded(score);
        var below = quantiles.Count(one => one < rounded);
        var equal = quantiles.Count(one => one == rounded);
        return Math.Round(100 * (below + (0.5 * equal)) / quantiles.Count, 1);
    }

    internal static double Rounded(double score) => Math.Round(score, Digits);
}
