// Claims about where a change stands: percentiles, reasons in plain words, the stand-in for young repositories.
using Countersign.Likelihood;

namespace Countersign.Tests.Likelihood;

public sealed class AssessmentTests
{
    private static readonly IReadOnlyList<ChangeFeatures> s_recent = [.. Enumerable.Range(1, 200).Select(i => ModelTests.Change(i, false))];

    [Fact]
    public void A_change_larger_than_all_recent_ones_stands_at_the_top_and_says_why()
    {
        var it = Assessment.Cold(ModelTests.Change(5000, true), s_recent);

        it.Percentile.ShouldBe(100);
        it.Probability.ShouldBeNull();
        it.Among.ShouldBe(200);
        it.Basis.ShouldBe("cold-start/1 among the 200 newest changes here");
        it.Reasons[0].ShouldBe("adds 5,000 lines; the median here is 100.5");
        it.Reasons.ShouldContain("touches 56 files in 26 folders; the median here is 2");
        it.Reasons.ShouldContain(reason => reason.StartsWith("its message says that it mends", StringComparison.Ordinal));
    }

    [Fact]
    public void The_formula_is_the_printed_one() =>
        ColdStart
            .Published.Score(ModelTests.Change(30, true))
            .ShouldBe((0.46 * Math.Log(31)) + (0.05 * Math.Log(11)) + (0.30 * Math.Log(2)) + 0.90, 1e-12);

    [Fact]
    public void More_lines_never_lower_the_percentile_and_the_smallest_change_stands_at_the_bottom()
    {
        var percentiles = Enumerable.Range(0, 60).Select(i => Assessment.Cold(ModelTests.Change(i * 5, false), s_recent).Percentile).ToArray();
        percentiles.Zip(percentiles.Skip(1)).ShouldAllBe(pair => pair.First <= pair.Second);
        percentiles[0].ShouldBe(0);
    }

    [Fact]
    public void A_young_repository_is_compared_with_six_others_and_told_so()
    {
        var it = Assessment.Cold(ModelTests.Change(5000, true), [.. s_recent.Take(29)]);

        it.Basis.ShouldBe("cold-start/1 among 94918 changes of six other projects, for here are only 29");
        it.Percentile.ShouldBeGreaterThanOrEqualTo(99);
        Assessment.Cold(ModelTests.Change(0, false), []).Percentile.ShouldBeLessThan(5);
    }

    [Fact]
    public void A_fitted_model_gives_a_probability_and_its_digest_stands_beside_it()
    {
        var model = ModelFit.Train(ModelTests.Invented(400, 3));

        var it = Assessment.Fitted(ModelTests.Change(500, true), model, s_recent);

        it.Probability.ShouldNotBeNull().ShouldBeInRange(0.3, 0.99);
        it.Percentile.ShouldBeGreaterThan(80);
        it.Basis.ShouldStartWith($"fitted/1 {model.Digest.Short}, fitted on 400 changes");
    }

    [Fact]
    public void A_scale_of_quantiles_places_a_score_as_all_the_scores_would()
    {
        var random = new Random(3);
        var scores = Enumerable.Range(0, 5000).Select(_ => Math.Round(random.NextDouble() * 50) / 7).ToArray();
        var scale = ScoreScale.Of(scores);
        foreach (var score in scores.Take(200))
        {
            var exact = 100 * (scores.Count(one => one < score) + (0.5 * scores.Count(one => one == score))) / scores.Length;
            scale.Percentile(score).ShouldBe(exact, 1.5);
        }

        new ScoreScale([], 0).Percentile(3).ShouldBe(50);
    }

    [Fact]
    public void Changes_younger_than_the_window_train_nothing()
    {
        LabelledChange At(int day) => new(default, day * 86_400L, day % 2 == 0);
        Maturity.MatureOf([At(0), At(10), At(11), At(100)]).Select(change => change.When / 86_400).ShouldBe([0, 10]);
        Maturity.MatureOf([]).ShouldBeEmpty();
    }
}
