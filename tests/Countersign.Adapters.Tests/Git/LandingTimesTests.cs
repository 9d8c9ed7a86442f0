// When steps of a line landed, where no record of the gate says it: committers' clocks, believed as far as they fit each other.
using Countersign.Adapters.Git.Gathering;
using Countersign.Changes;

namespace Countersign.Adapters.Tests.Git;

public sealed class LandingTimesTests
{
    private static readonly DateTimeOffset s_now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    [Fact]
    public void Clocks_that_fit_each_other_are_believed() => Days(1, 2, 40).ShouldBe([1, 2, 40]);

    [Theory]
    [InlineData(20_000)]
    [InlineData(91)]
    public void A_clock_that_ran_behind_takes_a_step_out_of_no_window(int behind)
    {
        Days(behind, 2, 40).ShouldBe([2, 2, 40]);
        Days(1, behind, 2, 40).ShouldBe([1, 2, 2, 40]);
    }

    [Fact]
    public void A_clock_that_ran_ahead_takes_its_step_out_of_no_window_and_moves_no_other() => Days(1, -300, 2, 40).ShouldBe([1, 0, 2, 40]);

    [Fact]
    public void Seconds_that_no_calendar_has_are_cut_off() =>
        Read([long.MinValue, long.MaxValue, 0]).ShouldBe([DateTimeOffset.UnixEpoch, s_now, DateTimeOffset.UnixEpoch]);

    /// <summary>Ages in days, newest step first.</summary>
    private static IEnumerable<double> Days(params int[] ages) =>
        Read(ages.Select(age => s_now.AddDays(-age).ToUnixTimeSeconds())).Select(landed => (s_now - landed).TotalDays);

    private static IReadOnlyList<DateTimeOffset> Read(IEnumerable<long> committed) =>
        LandingTimes.Of([.. committed.Select((seconds, at) => (ObjectId.Parse($"{at + 1:x40}"), seconds))], [], s_now);
}
