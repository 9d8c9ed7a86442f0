// How well scores tell known-bad changes from the others: area under the ROC curve with its interval, and capture.
namespace Countersign.Likelihood;

public static class Discrimination
{
    private const double Z = 1.959964;

    /// <summary>
    /// The chance that a bad change scores above another, ties counting half (Mann and Whitney), with its 95 % interval (DeLong,
    /// DeLong and Clarke-Pearson, Biometrics 44, 1988). Null where there are not two of each.
    /// </summary>
    public static Auc? AreaUnderCurve(IReadOnlyList<double> scores, IReadOnlyList<bool> isBad)
    {
        var bad = Sorted(scores, isBad, true);
        var good = Sorted(scores, isBad, false);
        if (bad.Length < 2 || good.Length < 2)
        {
            return null;
        }

        var (ofBad, ofGood) = (Placements(bad, good), Placements(good, bad));
        var area = ofBad.Average();
        var spread = Math.Sqrt((Variance(ofBad) / bad.Length) + (Variance(ofGood) / good.Length));
        return new Auc(area, Math.Max(0, area - (Z * spread)), Math.Min(1, area + (Z * spread)), bad.Length, good.Length);
    }

    /// <summary>
    /// The share of bad changes among the <paramref name="share"/> of changes with the highest scores: how a gate on that share
    /// would do. ceil(share·n) changes are taken; of equal scores at the border each counts with the same fraction.
    /// Source: Meta's diff risk score, arXiv 2410.06351.
    /// </summary>
    public static double Capture(IReadOnlyList<double> scores, IReadOnlyList<bool> isBad, double share)
    {
        var all = isBad.Count(bad => bad);
        var left = (int)Math.Ceiling(share * scores.Count);
        var caught = 0.0;
        foreach (var group in scores.Zip(isBad).GroupBy(one => one.First).OrderByDescending(group => group.Key))
        {
            var (count, bad) = (group.Count(), group.Count(one => one.Second));
            caught += bad * Math.Min(1, (double)left / count);
            left -= count;
            if (left <= 0)
            {
                break;
            }
        }

        return all == 0 ? 0 : caught / all;
    }

    private static double[] Sorted(IReadOnlyList<double> scores, IReadOnlyList<bool> isBad, bool which) =>
        [.. scores.Where((_, i) => isBad[i] == which).Order()];

    /// <summary>For each of <paramref name="these"/> the share of the others that it beats (of bad over good; of good under bad).</summary>
    private static double[] Placements(double[] these, double[] others)
    {
        var placements = new double[these.Length];
        var (below, upTo) = (0, 0);
        for (var i = 0; i < these.Length; i++)
        {
            while (below < others.Length && others[below] < these[i])
            {
                below++;
            }

            upTo = Math.Max(upTo, below);
            while (upTo < others.Length && others[upTo] <= these[i])
            {
                upTo++;
            }

            placements[i] = (below + (0.5 * (upTo - below))) / others.Length;
        }

        return placements;
    }

    private static double Variance(double[] numbers)
    {
        var mean = numbers.Average();
        return numbers.Sum(number => (number - mean) * (number - mean)) / (numbers.Length - 1);
    }
}

/// <param name="Low">Of the 95 % interval.</param>
public sealed record Auc(double Area, double Low, double High, int Bad, int Others);
