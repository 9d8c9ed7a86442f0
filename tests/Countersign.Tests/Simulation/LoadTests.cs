// Claims about hours, utilisation and waiting, each against a figure worked out by hand or printed in the source.
using Countersign.Gating;
using Countersign.Likelihood;
using Countersign.Simulation;
using Countersign.Tests.Given;

namespace Countersign.Tests.Simulation;

public sealed class LoadTests
{
    [Theory]
    [InlineData(4, .50, 0.1)]
    [InlineData(5, .63, 0.2)]
    [InlineData(6, .75, 0.4)]
    [InlineData(7, .88, 1.0)]
    [InlineData(7.5, .94, 2.2)]
    public void Waiting_is_as_the_published_example_says_for_three_people_and_sign_offs_of_45_minutes(double aDay, double busy, double days)
    {
        var capacity = new Capacity(3);

        WaitingTime.Utilisation(aDay, 45, capacity).ShouldBe(busy, 0.006);
        WaitingTime.WorkingDays(aDay, 45, 1.5, capacity)!.Value.ShouldBe(days, 0.05);
    }

    [Fact]
    public void A_queue_that_is_asked_for_more_than_there_is_never_ends()
    {
        WaitingTime.Utilisation(12, 45, new Capacity(3)).ShouldBe(1.5);
        WaitingTime.WorkingDays(12, 45, 1.5, new Capacity(3)).ShouldBeNull();
        WaitingTime.WorkingDays(1, 45, 1.5, new Capacity(0)).ShouldBeNull();
    }

    [Fact]
    public void One_person_waits_as_kingman_says()
    {
        // rho = 60 / 120; minutes = 60 * (1 + 0) / 2 * 0.5 / 0.5 = 30
        WaitingTime.WorkingDays(1, 60, 0, new Capacity(1))!.Value.ShouldBe(30.0 / 120, 1e-9);
    }

    [Fact]
    public void A_week_begins_on_monday()
    {
        var monday = new DateTimeOffset(2026, 11, 16, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

        ReplayedChange.MondayOf(ReplayedChange.WeekOf(monday)).ShouldBe(new DateOnly(2026, 11, 16));
        ReplayedChange.WeekOf(monday - 1).ShouldBe(ReplayedChange.WeekOf(monday) - 1);
        ReplayedChange.MondayOf(ReplayedChange.WeekOf(0)).ShouldBe(new DateOnly(1969, 12, 29));
    }

    [Fact]
    public void Sunday_and_monday_are_one_week_and_not_two()
    {
        var monday = new DateTimeOffset(2026, 11, 16, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

        Line(monday - 1, monday).Whole.ShouldBe(new Period(ReplayedChange.WeekOf(monday) - 1, ReplayedChange.WeekOf(monday), 1));
        Line(monday, monday + (9 * 86_400)).Whole.Weeks.ShouldBe(10 / 7.0);
    }

    [Fact]
    public void What_is_recent_ends_at_two_years_and_says_when_that_is_little()
    {
        const long Year = 365 * 86_400;
        var quiet = Line([.. Enumerable.Range(0, 50).Select(year => 1_000_000_000 + (year * Year / 5))]).Recent;
        var busy = Line([.. Enumerable.Range(0, 5_000).Select(hour => 1_000_000_000L + (hour * 3_600))]).Recent;

        (quiet.Last - quiet.First + 1, quiet.IsQuiet).ShouldBe((ReplayedLine.MostWeeks, true));
        quiet.Weeks.ShouldBeInRange(103, 104);
        (busy.Last - busy.First + 1, busy.IsQuiet).ShouldBe((13, false));
    }

    private static ReplayedLine Line(params long[] times) =>
        new(
            [.. times.Select(time => new ReplayedChange(A.Object('1'), time, 20, 50, null, false, "src/"))],
            [.. times.Select(_ => false)],
            times[^1]
        );

    [Fact]
    public void Groups_stand_in_for_levels_by_tens_and_fives_and_by_nothing_else()
    {
        new[] { 0, 9, 10, 49, 50, 249, 250, 100_000 }.Select(earlier => ExperienceGroups.RankOf(earlier, 4)).ShouldBe([0, 0, 1, 1, 2, 2, 3, 3]);
        ExperienceGroups.RankOf(1_000, 1).ShouldBe(0);
        ExperienceGroups.Say(A.Scale).ShouldBe("junior, mid from 10, senior from 50, principal from 250 earlier changes");
    }

    [Fact]
    public void Each_change_is_placed_among_those_before_it_exactly_as_the_gate_places_it()
    {
        var random = new Random(20261121);
        var recent = new List<ChangeFeatures>();
        var scores = new RecentScores();
        for (var i = 0; i < 700; i++)
        {
            var change = new ChangeFeatures
            {
                LinesAdded = random.Next(0, 40),
                LinesDeleted = random.Next(0, 10),
                Files = random.Next(1, 4),
                IsFix = random.Next(3) == 0,
            };
            if (i is < 40 or (> 95 and < 110) or > 490)
            {
                scores.Percentile(ColdStart.Published.Score(change)).ShouldBe(Assessment.Cold(change, recent).Percentile, $"change {i}");
            }

            recent.Insert(0, change);
            scores.Add(ColdStart.Published.Score(change));
        }
    }

    [Fact]
    public void A_policy_is_replayed_as_if_all_of_its_rules_were_in_force()
    {
        var policy = A.Policy("{'name': 'r', 'mode': 'observe', 'when': {'size': {'files': {'at-least': 1}}}, 'require': {'peer-review': 1}}");

        Gate.Decide(A.Change(), policy).Kind.ShouldBe(VerdictKind.Allowed);
        Gate.Decide(A.Change(), InForce.Of(policy)).Kind.ShouldBe(VerdictKind.Held);
    }
}
