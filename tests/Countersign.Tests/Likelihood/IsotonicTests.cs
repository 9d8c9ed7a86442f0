// Claims about calibration: the best non-decreasing steps, and never certain at the ends.
using Countersign.Likelihood;
using FsCheck;
using FsCheck.Fluent;

namespace Countersign.Tests.Likelihood;

public sealed class IsotonicTests
{
    [Fact]
    public void Pooling_finds_the_best_rising_steps_that_brute_force_finds() =>
        Prop.ForAll(
                (from hits in Gen.Choose(0, 4).ArrayOf(7) select hits).ToArbitrary(),
                hits =>
                {
                    var points = hits.Select((hit, i) => new Isotonic.Block(i, hit, 4)).ToArray();
                    var steps = Isotonic.Pool(points);

                    var fitted = points.Select(point => steps.Last(step => step.From <= point.From).Mean).ToArray();

                    Loss(points, fitted).ShouldBe(BruteForce(points), 1e-9);
                    fitted.Zip(fitted.Skip(1)).ShouldAllBe(pair => pair.First <= pair.Second);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Probabilities_never_fall_with_the_score_and_are_never_certain()
    {
        var random = new Random(7);
        var known = Enumerable.Range(0, 400).Select(i => (Score: i / 40.0, IsBad: random.NextDouble() < i / 400.0, Weight: 1.0)).ToList();

        var fitted = Isotonic.Fit(known);

        var said = Enumerable.Range(-5, 30).Select(score => fitted.Probability(score)).ToArray();
        said.Zip(said.Skip(1)).ShouldAllBe(pair => pair.First <= pair.Second);
        said[0].ShouldBeGreaterThan(0);
        said[^1].ShouldBeLessThan(1);
    }

    [Fact]
    public void Over_all_changes_what_is_said_adds_up_to_what_happened()
    {
        var known = Enumerable.Range(0, 1000).Select(i => (Score: (double)(i * 37 % 1000), IsBad: i % 3 == 0, Weight: 1.0)).ToList();

        var fitted = Isotonic.Fit(known);

        known.Average(one => fitted.Probability(one.Score)).ShouldBe(known.Average(one => one.IsBad ? 1.0 : 0), 0.005);
    }

    /// <summary>The best of all ways to cut the points into runs whose means rise.</summary>
    private static double BruteForce(Isotonic.Block[] points)
    {
        var best = double.MaxValue;
        for (var cuts = 0; cuts < 1 << (points.Length - 1); cuts++)
        {
            var (fitted, from) = (new double[points.Length], 0);
            for (var to = 1; to <= points.Length; to++)
            {
                if (to == points.Length || (cuts & (1 << (to - 1))) != 0)
                {
                    var run = points[from..to];
                    Array.Fill(fitted, run.Sum(point => point.Hits) / run.Sum(point => point.Weight), from, to - from);
                    from = to;
                }
            }

            if (fitted.Zip(fitted.Skip(1)).All(pair => pair.First <= pair.Second))
            {
                best = Math.Min(best, Loss(points, fitted));
            }
        }

        return best;
    }

    private static double Loss(Isotonic.Block[] points, double[] fitted) =>
        points.Zip(fitted, (point, p) => (point.Hits * (1 - p) * (1 - p)) + ((point.Weight - point.Hits) * p * p)).Sum();
}
