// Claims about proposed thresholds: the best within the hours and chosen without the later changes.
using Countersign.Simulation;
using Countersign.Tests.Given;

namespace Countersign.Tests.Simulation;

public sealed class FinderTests
{
    private const long Day = 86_400;
    private const long Start = 1_700_000_000;

    [Fact]
    public void The_most_that_fits_three_quarters_of_the_capacity_is_proposed()
    {
        // Every tenth change is bad and stands at the 97th percentile; the others spread from 0 to 89.
        var line = Line(600, i => i % 10 == 0 ? 97 : i % 90, i => i % 10 == 0);

        var found = Finder.Look(line, new Capacity(1, 60), hasReach: false);

        found.Proposed!.Candidate.ShouldBe(new Candidate(95, null, false));
        found.Proposed.Earlier.Rate.ShouldBe(1);
        found.Proposed.Later.Rate.ShouldBe(1);
        found.Proposed.Held.Rate.ShouldBe(0.1, 0.005);
        found.Frontier.Select(point => point.HoursAWeek).ShouldBeInOrder();
        found.Frontier.Select(point => point.Earlier.Hits).ShouldBeInOrder();
        found.Frontier.ShouldAllBe(point => point == found.Frontier[0] || point.Earlier.Hits > found.Frontier[0].Earlier.Hits);
    }

    [Fact]
    public void Without_hours_nothing_is_proposed_and_with_too_few_bad_changes_neither()
    {
        var line = Line(600, i => i % 100, i => i % 10 == 0);

        var poor = Finder.Look(line, new Capacity(1, 0.001), hasReach: false);
        poor.Proposed.ShouldBeNull();
        poor.WhyNone.ShouldBe("nothing that catches anything fits the capacity");

        var unknown = Finder.Look(Line(600, i => i % 100, i => i is 100 or 200), new Capacity(3), hasReach: false);
        unknown.Proposed.ShouldBeNull();
        unknown.WhyNone.ShouldNotBeNull().ShouldContain("only 2 known-bad changes");
    }

    [Fact]
    public void Later_changes_choose_nothing()
    {
        // Bad changes are likely ones at first and unlikely ones later: the choice must not know.
        var line = Line(600, i => i % 10 == 0 && i < 350 ? 97 : 5, i => i % 10 == 0);

        var found = Finder.Look(line, new Capacity(1, 60), hasReach: false);

        found.Proposed!.Candidate.Percentile.ShouldBe(95);
        found.Proposed.Later.Rate.ShouldBeLessThan(0.2);
    }

    [Fact]
    public void Hours_are_of_the_changes_that_the_share_is_of_and_nothing_is_cheap_because_it_is_past()
    {
        // Everybody was new at first, and nobody is in the recent weeks; all bad changes were then.
        var line = Line(600, i => 5, i => i % 10 == 0, first: i => i < 400);

        var point = Finder.Look(line, new Capacity(1, 60), hasReach: false).Frontier.Single(point => point.Candidate.Newcomers);

        // 400 of the 510 that are at least 90 days old, of 20 minutes each, in 510 and some days.
        point.HoursAWeek.ShouldBe(400 * 20 / 60.0 / (511 / 7.0), 0.1);
        point.RecentHoursAWeek.ShouldBe(0);
        point.NeedsHoursAWeek.ShouldBe(point.HoursAWeek);
    }

    [Fact]
    public void What_recent_weeks_would_make_too_dear_is_not_proposed_however_cheap_it_was()
    {
        // One change in three days for years, then thirty a day: of the bad ones none is young enough to be left out.
        var changes = Enumerable.Range(0, 900).Select(i => Start + (i < 600 ? i * 3 * Day : (1_890 * Day) + (i * Day / 30))).ToList();
        var line = new ReplayedLine(
            [.. changes.Select((when, i) => new ReplayedChange(A.Object('1'), when, 20, i % 10 == 0 ? 97 : 5, null, false, "src/"))],
            [.. changes.Select((_, i) => i % 10 == 0)],
            changes[^1]
        );

        var found = Finder.Look(line, new Capacity(1, 10), hasReach: false);

        found.Frontier[0].HoursAWeek.ShouldBeLessThan(found.BudgetHours);
        found.Frontier[0].RecentHoursAWeek.ShouldBeGreaterThan(found.BudgetHours);
        found.Proposed.ShouldBeNull();
    }

    [Fact]
    public void However_many_hours_there_are_no_step_is_proposed_that_catches_no_more_than_chance_would()
    {
        // Seven of ten bad changes are among the likeliest, the others are spread as all changes are.
        var line = Line(2_000, i => i % 100 < 7 ? 97 : i * 37 % 90, i => i % 10 == 0 || i % 100 < 7);

        var found = Finder.Look(line, new Capacity(50), hasReach: false);

        found.Frontier[^1].Held.Rate.ShouldBeGreaterThan(0.85);
        found.Proposed!.Candidate.ShouldBe(new Candidate(95, null, false));
        found.Steps.ShouldHaveSingleItem();
    }

    [Fact]
    public void Where_nothing_tells_bad_changes_from_others_nothing_is_proposed()
    {
        var line = Line(2_000, i => i * 37 % 100, i => i % 10 == 3);

        var found = Finder.Look(line, new Capacity(50), hasReach: false);

        found.Proposed.ShouldBeNull();
        found.WhyNone.ShouldNotBeNull().ShouldContain("at random");
    }

    private static ReplayedLine Line(int count, Func<int, int> percentile, Func<int, bool> bad, Func<int, bool>? first = null)
    {
        var changes = Enumerable
            .Range(0, count)
            .Select(i => new ReplayedChange(A.Object('1'), Start + (i * Day), 20, percentile(i), null, first?.Invoke(i) == true, "src/"))
            .ToList();
        return new ReplayedLine(changes, [.. Enumerable.Range(0, count).Select(bad)], Start + (count * Day));
    }
}
