// Claims about the words and marks of a simulation: time left, round axes, shares that are never rounded to all or nothing.
using Countersign.Cli.Commands.Simulate;
using Countersign.Provenance;

namespace Countersign.Cli.Tests.Reading;

public sealed class SimulateWordsTests
{
    [Theory]
    [InlineData(100, 400, 10_000, "100 of 400 changes, about 30 s left; Ctrl-C stops, and what was read is kept")]
    [InlineData(100, 9_700, 10_000, "100 of 9,700 changes, about 16 min left; Ctrl-C stops, and what was read is kept")]
    [InlineData(399, 400, 10_000, "399 of 400 changes, almost done; Ctrl-C stops, and what was read is kept")]
    [InlineData(1_234, null, 10_000, "1,234 changes read")]
    public void Progress_says_how_much_time_is_left_where_it_knows(int steps, int? total, long milliseconds, string words)
    {
        Progress.Words(steps, total, milliseconds, isKept: true).ShouldBe(words);
    }

    [Fact]
    public void Nothing_is_said_to_be_kept_where_nothing_is()
    {
        Progress.Words(100, 400, 10_000, isKept: false).ShouldBe("100 of 400 changes, about 30 s left; Ctrl-C stops");
        SimulateRun.Stopped(isKept: false).ShouldBe("stopped; nothing of what was read is kept");
        SimulateRun.Stopped(isKept: true).ShouldContain("is kept, and the same command goes on from there");
    }

    [Theory]
    [InlineData(0, new[] { 0.0, 1 })]
    [InlineData(0.9, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [InlineData(10, new[] { 0.0, 2, 4, 6, 8, 10 })]
    [InlineData(61, new[] { 0.0, 20, 40, 60, 80 })]
    public void Axes_have_round_steps_that_cover_the_largest(double largest, double[] ticks)
    {
        Svg.Ticks(largest).Select(tick => Math.Round(tick, 9)).ShouldBe(ticks);
    }

    [Fact]
    public void Even_steps_of_an_axis_look_even()
    {
        Svg.Ticks(0.125).Select(Figures.Tick).ShouldBe(["0", "0.025", "0.05", "0.075", "0.1", "0.125"]);
    }

    [Fact]
    public void A_share_is_called_all_or_nothing_only_where_it_is()
    {
        Figures.Percent(new Share(1, 1_000)).ShouldBe("< 1 %");
        Figures.Percent(new Share(999, 1_000)).ShouldBe("> 99 %");
        Figures.Percent(new Share(0, 1_000)).ShouldBe("0 %");
        Figures.Percent(new Share(1_000, 1_000)).ShouldBe("100 %");
        Figures.WithInterval(new Share(16, 42)).ShouldBe("16 of 42, 38 % (25 to 53 %)");
        Figures.WithInterval(new Share(0, 0)).ShouldBe("none known");
    }
}
