// Everything that is said of a score's quality, computed once from scores, probabilities and what happened.
namespace Countersign.Likelihood;

/// <param name="Captures">By share of changes: 5, 10 and 50 %.</param>
public sealed record Measured(
    int Changes,
    int Bad,
    Auc? Area,
    IReadOnlyList<(double Share, double Caught)> Captures,
    double Brier,
    double BaseBrier,
    IReadOnlyList<ReliabilityBin> Bins
)
{
    public static readonly IReadOnlyList<double> Shares = [0.05, 0.10, 0.50];

    /// <param name="probabilities">Empty where the score is no probability.</param>
    public static Measured Of(IReadOnlyList<double> scores, IReadOnlyList<double> probabilities, IReadOnlyList<bool> isBad)
    {
        var bad = isBad.Count(one => one);
        var rate = (double)bad / Math.Max(1, isBad.Count);
        return new Measured(
            isBad.Count,
            bad,
            Discrimination.AreaUnderCurve(scores, isBad),
            [.. Shares.Select(share => (share, Discrimination.Capture(scores, isBad, share)))],
            Reliability.Brier(probabilities, isBad),
            rate * (1 - rate),
            Reliability.Bins(probabilities, isBad)
        );
    }
}
