// Refits the formula's start and pace to what readers said, near the documented constants and never far from them.
namespace Countersign.Impact.Pace;

/// <summary>
/// <paramref name="Start"/>: minutes to get into a change. <paramref name="Factor"/>: times the documented minutes for files and lines.
/// <paramref name="Answers"/>: how many the fit rests on; 0 where the documented constants stand.
/// </summary>
public sealed record PaceFit(double Start, double Factor, int Answers)
{
    /// <summary>Fewer answers change nothing.</summary>
    public const int LeastAnswers = 20;

    /// <summary>The documented constants weigh as much as this many answers.</summary>
    public const double Prior = 20;

    private const int Steps = 48;
    private const double Nearly = 1e-9;

    public static PaceFit Documented { get; } = new(ReviewMinutes.ContextMinutes, 1, 0);

    public bool IsDocumented => Answers == 0;

    /// <summary>At the new constants, for somebody who knows the code.</summary>
    public double LinesPerHour => ReviewMinutes.LinesPerHour / Factor;

    public double HighRiskLinesPerHour => ReviewMinutes.HighRiskLinesPerHour / Factor;

    public double MinutesPerFile => ReviewMinutes.MinutesPerFile * Factor;

    /// <summary>Whether some change would take fewer minutes than by the other constants.</summary>
    public bool AsksLessThan(PaceFit other) => Start < other.Start - Nearly || Factor < other.Factor - Nearly;

    /// <summary>What the documented minutes become.</summary>
    public double Of(double documented) => Start + (Factor * Math.Max(0, documented - ReviewMinutes.ContextMinutes));

    /// <summary>
    /// The least squares of logarithms over a fixed grid from half to twice each constant: an answer within its band costs nothing, one
    /// outside as far as to the nearest edge. The same counts, the same fit.
    /// </summary>
    public static PaceFit Of(TookCounts counts)
    {
        var used = counts.Shown();
        if (used.Total < LeastAnswers)
        {
            return Documented;
        }

        var best = (Cost: double.PositiveInfinity, Fit: Documented);
        for (var i = -Steps; i <= Steps; i++)
        {
            for (var j = -Steps; j <= Steps; j++)
            {
                var (start, factor) = ((double)i / Steps, (double)j / Steps);
                var fit = new PaceFit(ReviewMinutes.ContextMinutes * Math.Pow(2, start), Math.Pow(2, factor), used.Total);
                var cost = (Prior * ((start * start) + (factor * factor)) * Math.Log(2) * Math.Log(2)) + Misses(used, fit);
                if (cost < best.Cost)
                {
                    best = (cost, fit);
                }
            }
        }

        return best.Fit;
    }

    private static double Misses(TookCounts counts, PaceFit fit)
    {
        double[] expected = [12, 21, 42, 85, 160];
        (double From, double To)[] said = [(1, 5), (5, 15), (15, 30), (30, 60), (60, 240)];
        var misses = 0.0;
        for (var row = 0; row < expected.Length; row++)
        {
            var minutes = fit.Of(expected[row]);
            for (var band = 0; band < said.Length; band++)
            {
                var miss = Math.Log(minutes / Math.Clamp(minutes, said[band].From, said[band].To));
                misses += counts[row, band] * miss * miss;
            }
        }

        return misses;
    }
}
