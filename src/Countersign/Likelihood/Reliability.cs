// Whether probabilities mean what they say: the Brier score, and what happened where they said so.
namespace Countersign.Likelihood;

/// <param name="Said">The mean probability of the bin.</param>
public sealed record ReliabilityBin(double From, double To, int Changes, int Bad, double Said)
{
    public double Happened => Changes == 0 ? 0 : (double)Bad / Changes;
}

public static class Reliability
{
    /// <summary>Mean squared distance between what was said and what happened. Source: Brier, Monthly Weather Review 78, 1950.</summary>
    public static double Brier(IReadOnlyList<double> probabilities, IReadOnlyList<bool> isBad) =>
        probabilities.Zip(isBad, (p, bad) => (p - (bad ? 1 : 0)) * (p - (bad ? 1 : 0))).DefaultIfEmpty(0).Average();

    /// <summary>Ten bins of equal width; empty ones are left out.</summary>
    public static IReadOnlyList<ReliabilityBin> Bins(IReadOnlyList<double> probabilities, IReadOnlyList<bool> isBad) =>
        [
            .. probabilities
                .Zip(isBad)
                .GroupBy(one => Math.Clamp((int)(one.First * 10), 0, 9))
                .OrderBy(group => group.Key)
                .Select(group => new ReliabilityBin(
                    group.Key / 10.0,
                    (group.Key + 1) / 10.0,
                    group.Count(),
                    group.Count(one => one.Second),
                    group.Average(one => one.First)
                )),
        ];
}
