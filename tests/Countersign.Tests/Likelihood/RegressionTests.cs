// Claims about the logistic regression and the trees: known answers, and the least loss there is.
using Countersign.Likelihood;

namespace Countersign.Tests.Likelihood;

public sealed class RegressionTests
{
    /// <summary>Computed with scikit-learn 1.2.1: StandardScaler, LogisticRegression(C=1, tol=1e-10).</summary>
    [Fact]
    public void Four_points_give_the_slope_that_scikit_learn_gives()
    {
        var fit = LogisticRegression.Fit(
            [
                [0.0],
                [1.0],
                [2.0],
                [3.0],
            ],
            [false, true, false, true]
        );
        fit.Slope(0).ShouldBe(0.40549413732142353, 1e-6);
        fit.Score([1.5]).ShouldBe(0, 1e-9);
    }

    [Fact]
    public void No_small_step_from_the_answer_lowers_what_is_minimised()
    {
        var changes = ModelTests.Invented(300, 11);
        var rows = changes.Select(change => new[] { Math.Log(1 + change.Features.LinesAdded), change.Features.IsFix ? 1.0 : 0 }).ToArray();
        var labels = changes.Select(change => change.IsBad).ToArray();
        var (intercept, slopes) = LogisticRegression.Fit(rows, labels).Plain();
        var least = Loss(intercept, slopes);
        foreach (var step in new[] { -0.02, 0.02 })
        {
            Loss(intercept + step, slopes).ShouldBeGreaterThan(least);
            Loss(intercept, [slopes[0] + step, slopes[1]]).ShouldBeGreaterThan(least);
            Loss(intercept, [slopes[0], slopes[1] + step]).ShouldBeGreaterThan(least);
        }

        double Loss(double at, double[] by)
        {
            var deviations = Enumerable.Range(0, 2).Select(i => Deviation([.. rows.Select(row => row[i])])).ToArray();
            var fit = rows.Zip(labels, (row, bad) => Math.Log(1 + Math.Exp((bad ? -1 : 1) * (at + (by[0] * row[0]) + (by[1] * row[1]))))).Sum();
            return fit + by.Zip(deviations, (slope, deviation) => slope * deviation * slope * deviation).Sum() / 2;
        }
    }

    [Fact]
    public void A_column_that_never_varies_and_a_weight_of_zero_change_nothing()
    {
        double[][] rows =
        [
            [0.0, 5],
            [1.0, 5],
            [2.0, 5],
            [3.0, 5],
        ];
        bool[] bad = [false, true, false, true];
        var plain = LogisticRegression.Fit(rows, bad);
        plain.Slope(1).ShouldBe(0, 1e-12);
        LogisticRegression.Fit(rows, bad, [1, 1, 1, 1]).Slope(0).ShouldBe(plain.Slope(0), 1e-12);
    }

    [Fact]
    public void Trees_bend_where_a_straight_line_cannot()
    {
        var rows = Enumerable.Range(0, 800).Select(i => new[] { i % 40, (double)(i / 40 % 20) }).ToArray();
        var bad = rows.Select(row => row[0] is > 10 and < 25).ToArray();

        var trees = BoostedTrees.Fit(rows, bad, [.. rows.Select(_ => 1.0)]);

        Discrimination.AreaUnderCurve([.. rows.Select(row => trees.Score(row))], bad)!.Area.ShouldBeGreaterThan(0.99);
        trees.Trees.Max(tree => tree.Depth).ShouldBeLessThanOrEqualTo(7);
    }

    private static double Deviation(double[] values) => Math.Sqrt(values.Average(value => Math.Pow(value - values.Average(), 2)));
}
