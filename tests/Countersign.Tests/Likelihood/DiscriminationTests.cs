// Claims about the area under the curve, capture, Brier score and reliability bins.
using Countersign.Likelihood;
using FsCheck;
using FsCheck.Fluent;

namespace Countersign.Tests.Likelihood;

public sealed class DiscriminationTests
{
    private static readonly Gen<(double Score, bool IsBad)[]> s_samples =
        from scores in Gen.Choose(0, 12).ArrayOf(40)
        from labels in Gen.Elements(true, false).ArrayOf(40)
        select scores.Select((score, i) => ((double)score, i == 0 || i == 1 || (i != 2 && i != 3 && labels[i]))).ToArray();

    [Fact]
    public void The_area_is_the_share_of_pairs_in_the_right_order_with_ties_counting_half() =>
        Prop.ForAll(
                s_samples.ToArbitrary(),
                sample =>
                {
                    var pairs =
                        from bad in sample
                        where bad.IsBad
                        from other in sample
                        where !other.IsBad
                        select bad.Score > other.Score ? 1.0
                        : bad.Score == other.Score ? 0.5
                        : 0;
                    Area(sample).ShouldBe(pairs.Average(), 1e-12);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_rising_function_of_the_score_changes_no_area_and_a_falling_one_mirrors_it() =>
        Prop.ForAll(
                s_samples.ToArbitrary(),
                sample =>
                {
                    Area([.. sample.Select(one => (Math.Exp(one.Score) - 7, one.IsBad))]).ShouldBe(Area(sample), 1e-12);
                    Area([.. sample.Select(one => (-one.Score, one.IsBad))]).ShouldBe(1 - Area(sample), 1e-12);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_interval_is_that_of_a_computation_by_hand()
    {
        double[] scores = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
        bool[] bad = [false, true, false, false, true, false, true, true, false, true];
        var placesOfBad = new[] { 0.2, 0.6, 0.8, 0.8, 1.0 };
        var placesOfGood = new[] { 1.0, 0.8, 0.8, 0.6, 0.2 };

        var area = Discrimination.AreaUnderCurve(scores, bad)!;

        area.Area.ShouldBe(placesOfBad.Average(), 1e-12);
        var spread = 1.959964 * Math.Sqrt((Variance(placesOfBad) / 5) + (Variance(placesOfGood) / 5));
        area.Low.ShouldBe(area.Area - spread, 1e-9);
        area.High.ShouldBe(Math.Min(1, area.Area + spread), 1e-9);
    }

    [Fact]
    public void Without_two_of_each_kind_no_area_is_claimed()
    {
        Discrimination.AreaUnderCurve([1, 2, 3], [true, false, false]).ShouldBeNull();
        Discrimination.AreaUnderCurve([], []).ShouldBeNull();
    }

    [Fact]
    public void Capture_counts_the_bad_among_the_highest_scores_and_shares_ties_at_the_border()
    {
        double[] scores = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0];
        bool[] bad = [true, false, true, false, false, false, false, false, false, true];
        Discrimination.Capture(scores, bad, 0.1).ShouldBe(1 / 3.0, 1e-12);
        Discrimination.Capture(scores, bad, 0.25).ShouldBe(2 / 3.0, 1e-12);
        Discrimination.Capture([5, 5, 5, 5], [true, false, true, false], 0.5).ShouldBe(0.5, 1e-12);
    }

    [Fact]
    public void The_Brier_score_is_the_mean_square_and_bins_say_what_happened()
    {
        Reliability.Brier([0.9, 0.1, 0.5], [true, false, true]).ShouldBe((0.01 + 0.01 + 0.25) / 3, 1e-12);

        var bins = Reliability.Bins([0.95, 1, 0.12, 0.18], [true, false, false, true]);

        bins.Select(bin => (bin.From, bin.Changes, bin.Bad)).ShouldBe([(0.1, 2, 1), (0.9, 2, 1)]);
        bins[0].Said.ShouldBe(0.15, 1e-12);
    }

    private static double Area((double Score, bool IsBad)[] sample) =>
        Discrimination.AreaUnderCurve([.. sample.Select(one => one.Score)], [.. sample.Select(one => one.IsBad)])!.Area;

    private static double Variance(double[] numbers) => numbers.Sum(number => Math.Pow(number - numbers.Average(), 2)) / (numbers.Length - 1);
}
