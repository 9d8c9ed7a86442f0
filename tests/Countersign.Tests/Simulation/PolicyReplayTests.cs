// Claims about what a replay counts, on histories small enough to be counted by hand.
using Countersign.Changes;
using Countersign.Impact;
using Countersign.People;
using Countersign.Simulation;
using Countersign.Tests.Given;

namespace Countersign.Tests.Simulation;

public sealed class PolicyReplayTests
{
    private const long Monday = 1_794_787_200;
    private const long Week = 7 * 86_400;

    private const string Rules = """
        {'name': 'reader', 'when': {'blast-radius': {'reaches': 'low'}}, 'require': {'peer-review': 1}},
        {'name': 'senior', 'when': {'blast-radius': {'reaches': 'high'}}, 'require': {'sign-offs': {'count': 1, 'from': {'at-least': 'senior'}}, 'case': 'answered'}},
        {'name': 'owner', 'when': {'paths': {'any': ['owned/**']}}, 'require': {'sign-offs': {'from': {'team': 'nobody-is-in'}}}},
        {'name': 'large', 'when': {'review-minutes': {'over': 90}}, 'refuse': 'too much'},
        {'name': 'words', 'when': {'paths': {'any': ['docs/**']}}, 'require': {'case': ['why']}}
        """;

    [Fact]
    public void A_history_of_six_changes_is_counted_as_by_hand()
    {
        var replay = new PolicyReplay("yours", "six", A.Policy(Rules));
        var changes = new List<ReplayedChange>();
        Take(A.Change().Minutes(20), 0); // reaches nothing: nobody
        Take(A.Change().Minutes(30).Reaching(Criticality.Medium), 0); // one reader, 30 minutes
        Take(A.Change().Minutes(60).Reaching(Criticality.High), 0); // one senior, who is the reader too, 60 minutes
        Take(A.Change().Minutes(120).Reaching(Criticality.High), 1); // refused: nobody reads it
        Take(A.Change().Minutes(10).Files(A.File("owned/a.cs")), 1); // nobody could ever sign; 10 minutes of whoever will be found
        Take(A.Change().Minutes(10).Files(A.File("docs/a.md")), 2); // the author's own words

        var capacity = new Capacity(1);
        var line = new ReplayedLine(changes, [false, true, true, false, true, true], Monday + (40 * Week));
        var figures = PolicyFigures.Read(replay, line, capacity);

        (figures.NeedsNobody.N, figures.NeedsNobody.Hits, figures.Held.Hits, figures.Refused, figures.Unmeetable, figures.CannotTell).ShouldBe(
            (6, 2, 4, 1, 1, 0)
        );
        (figures.SignOffs, figures.QualifiedHours, figures.ReaderHours, figures.RefusedHours).ShouldBe((2L, 70 / 60.0, 0.5, 2.0));
        (figures.HeldBad.Hits, figures.HeldBad.N, figures.HeldMature.Hits, figures.HeldMature.N).ShouldBe((3, 4, 4, 6));
        replay
            .Weeks.Select(week => (week.Changes, week.Held, week.Refused, week.QualifiedMinutes, week.ReaderMinutes, week.RefusedMinutes))
            .ShouldBe([(3, 2, 0, 60, 30, 0), (2, 2, 1, 10, 0, 120), (1, 0, 0, 0, 0, 0)]);

        // From a Monday to the Monday of the third week: fifteen days.
        figures.Whole.Weeks.ShouldBe(3);
        (figures.Whole.ChangesAWeek, figures.Whole.SignOffsAWeek).ShouldBe((6 / (15.0 / 7), 2 / (15.0 / 7)));
        figures.Whole.Utilisation.ShouldBe(70.0 / (15.0 / 7) / 600, 1e-9);

        // The refused one is asked about by both, and takes no hours of either.
        Rule("reader").ShouldBe((3, 3, 2, 1.5, 0, 0));
        Rule("senior").ShouldBe((2, 2, 1, 1.0, 0, 0));
        Rule("owner").ShouldBe((1, 1, 1, 1.0 / 6, 0, 1));
        Rule("large").ShouldBe((1, 0, 0, 0.0, 1, 0));
        Rule("words").ShouldBe((1, 0, 0, 0.0, 0, 0));
        figures.Rules.Single(rule => rule.Rule.Name == "words").Rule.AskedAuthor.ShouldBe(1);
        figures.Rules.Select(rule => (rule.Rule.Name, rule.HeldBad.Hits)).Take(3).ShouldBe([("reader", 2), ("senior", 1), ("owner", 1)]);

        void Take(GivenFacts facts, int week) => changes.Add(Judged(replay, facts, week));

        (int, int, int, double, int, int) Rule(string name)
        {
            var rule = figures.Rules.Single(one => one.Rule.Name == name).Rule;
            return (rule.Applied, rule.Asked, rule.SignOffs, rule.Minutes / 60, rule.Refused, rule.Unmeetable);
        }
    }

    [Fact]
    public void The_hours_that_stand_beside_known_bad_changes_are_of_the_same_changes()
    {
        // A senior for everything at first, nothing for what came in the year after.
        var replay = new PolicyReplay("yours", "", A.Policy(Rules));
        List<ReplayedChange> changes =
        [
            .. Enumerable
                .Range(0, 210)
                .Select(i => Judged(replay, i < 30 ? A.Change().Minutes(60).Reaching(Criticality.High) : A.Change().Minutes(60), i / 3)),
        ];

        var figures = PolicyFigures.Read(replay, new ReplayedLine(changes, [.. changes.Select(_ => true)], changes[^1].When), new Capacity(1));

        // Of 57 weeks, for the last thirteen are too young; thirty sign-offs of an hour.
        (figures.HeldBad.Hits, figures.HeldBad.N).ShouldBe((30, 171));
        figures.MatureHoursAWeek.ShouldBe(30 / (((56 * 7) + 1) / 7.0), 1e-9);
        (figures.HeldRecent.Hits, figures.Recent.AllHoursAWeek).ShouldBe((0, 0.0));
    }

    [Fact]
    public void Refusing_a_change_does_not_make_a_policy_cheaper_than_reading_it_would_be()
    {
        const string Two = "{'name': 'two', 'require': {'sign-offs': {'count': 2, 'from': {'at-least': 'senior'}}}}";
        var reading = new PolicyReplay("yours", "", A.Policy(Two));
        var refusing = new PolicyReplay("yours", "", A.Policy(Two + ", {'name': 'large', 'when': {'review-minutes': {'over': 90}}, 'refuse': 'no'}"));
        var change = Judged(reading, A.Change().Minutes(120), 0);
        Judged(refusing, A.Change().Minutes(120), 0);

        var line = new ReplayedLine([change], [false], Monday);
        var (read, refused) = (PolicyFigures.Read(reading, line, new Capacity(3)), PolicyFigures.Read(refusing, line, new Capacity(3)));

        (read.Recent.QualifiedHoursAWeek, read.Recent.RefusedHoursAWeek).ShouldBe((4.0, 0.0));
        (refused.Recent.QualifiedHoursAWeek, refused.Recent.RefusedHoursAWeek, refused.Recent.Utilisation).ShouldBe((0.0, 4.0, 0.0));
        refused.Recent.AllHoursAWeek.ShouldBe(read.Recent.AllHoursAWeek);
    }

    [Fact]
    public void Of_a_hundred_rules_each_is_told_what_it_held_itself()
    {
        var rules = Enumerable
            .Range(0, 100)
            .Select(number => $"{{'name': 'r{number}', 'when': {{'paths': {{'any': ['d{number}/**']}}}}, 'require': {{'peer-review': 1}}}}");
        var replay = new PolicyReplay("yours", "", A.Policy(string.Join(",", rules)));
        List<ReplayedChange> changes = [.. Enumerable.Range(0, 130).Select(i => Judged(replay, A.Change().Files(A.File($"d{i % 65}/a.cs")), 0))];

        var figures = PolicyFigures.Read(replay, new ReplayedLine(changes, [.. changes.Select(_ => true)], Monday + (40 * Week)), new Capacity(1));

        figures.Rules.Select(rule => rule.HeldBad.Hits == 2).ShouldBe(Enumerable.Range(0, 100).Select(number => number < 65));
        replay.Rules[64].Holds(129).ShouldBeTrue();
        replay.Rules[64].Holds(128).ShouldBeFalse();
    }

    [Fact]
    public void Nothing_is_asked_where_there_is_no_policy()
    {
        var replay = new PolicyReplay("none", "none", null);
        Judged(replay, A.Change().Reaching(Criticality.Critical), 0);

        replay.Asked.Single().NeedsNobody.ShouldBeTrue();
        replay.Weeks.Single().Changes.ShouldBe(1);
    }

    [Fact]
    public void Of_several_ways_the_one_that_asks_the_fewest_is_taken_and_one_that_can_be_gone_before_that()
    {
        var fewest = new PolicyReplay(
            "yours",
            "",
            A.Policy("{'name': 'r', 'require': {'any': [{'peer-review': 3}, {'sign-offs': {'count': 1, 'from': {'at-least': 'senior'}}}]}}")
        );
        Judged(fewest, A.Change(), 0);
        (fewest.Asked[0].Qualified, fewest.Asked[0].Readers).ShouldBe((1, 0));

        var open = new PolicyReplay(
            "yours",
            "",
            A.Policy("{'name': 'r', 'require': {'any': [{'sign-offs': {'from': {'team': 'empty'}}}, {'peer-review': 2}]}}")
        );
        Judged(open, A.Change(), 0);
        (open.Asked[0].Qualified, open.Asked[0].Readers, open.Asked[0].IsUnmeetable).ShouldBe((0, 2, false));
    }

    [Theory]
    [InlineData("")]
    [InlineData(", {'sign-offs': {'count': 4, 'from': {'at-least': 'mid'}}, 'peer-review': 5}")]
    public void A_dearer_way_more_does_not_make_a_rule_cheaper(string more)
    {
        // Both take a senior; the cheaper one takes a second reader as well.
        const string Shared = "'sign-offs': {'count': 1, 'from': {'at-least': 'senior'}}";
        var replay = new PolicyReplay(
            "yours",
            "",
            A.Policy($"{{'name': 'r', 'require': {{'any': [{{{Shared}, 'peer-review': 2}}, {{{Shared}, 'peer-review': 3}}{more}]}}}}")
        );
        Judged(replay, A.Change(), 0);

        (replay.Asked[0].Qualified, replay.Asked[0].Readers).ShouldBe((1, 1));
    }

    [Fact]
    public void Of_ways_within_a_way_the_fewest_are_asked_too()
    {
        var replay = new PolicyReplay(
            "yours",
            "",
            A.Policy("{'name': 'r', 'require': {'any': [{'any': [{'peer-review': 2}, {'peer-review': 3}]}, {'peer-review': 4}]}}")
        );
        Judged(replay, A.Change(), 0);

        (replay.Asked[0].Qualified, replay.Asked[0].Readers).ShouldBe((0, 2));
    }

    [Fact]
    public void A_rule_that_the_facts_cannot_answer_holds_and_catches_nothing()
    {
        var replay = new PolicyReplay(
            "yours",
            "",
            A.Policy("{'name': 'r', 'when': {'likelihood': {'probability': {'over': 0.5}}}, 'require': {'peer-review': 1}}")
        );
        Judged(replay, A.Change(), 0);

        (replay.Asked[0].CannotTell, replay.Asked[0].IsHeld, replay.Asked[0].NeedsNobody).ShouldBe((true, false, false));
        replay.Rules[0].CannotTell.ShouldBe(1);
    }

    [Fact]
    public void Of_fewer_than_five_people_no_share_is_shown_and_of_five_it_is_without_a_name()
    {
        var few = Concentrated([
            ["mara", "sam", "sol", "mia", "uma", "ina", "ada"],
        ]);
        var five = Concentrated([
            ["mara", "sam", "sol", "mia", "kim", "uma", "ina", "ada", "eva"],
        ]);

        few.ShouldBeEmpty();
        five.Single().ShouldBe(new CarriedShare("payments", 1, 30));
    }

    [Fact]
    public void Five_over_the_years_hide_nobody_who_was_one_of_four_at_the_time()
    {
        Concentrated(["mara", "sam", "sol", "mia", "uma", "ina", "ada"], ["mara", "kim", "ben", "tim", "uma", "ina", "ada"]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData(", {'name': 's', 'require': {'peer-review': 1}}", 1)]
    [InlineData(", {'name': 's', 'require': {'peer-review': 2}}", 1)]
    public void A_rule_that_anybody_meets_lifts_nobody_over_the_floor_of_five_whom_another_rule_names(string more, int principals)
    {
        var replay = new PolicyReplay("yours", "", A.Policy("{'name': 'r', 'require': {'sign-offs': {'from': {'at-least': 'principal'}}}}" + more));
        string[] people = ["mara", "sam", "sol", "mia", "kim"];
        var only = A.Change()
            .With(facts => facts with { People = [.. people.Select((id, at) => A.Person(id, at < principals ? "principal" : "mid"))] });
        for (var i = 0; i < 30; i++)
        {
            Judged(replay, only, 0);
        }

        replay.Asked[0].Qualified.ShouldBe(1);
        replay.Concentrated.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{'name': 'r', 'require': {'sign-offs': {'from': {'owns': 'changed-paths'}}}}")]
    [InlineData("{'name': 'r', 'require': {'sign-offs': {'count': 2, 'from': {'at-least': 'senior'}}, 'peer-review': 3}}")]
    [InlineData("{'name': 'r', 'require': {'sign-offs': {'from': {'team': 'empty'}}, 'peer-review': 2}}")]
    public void A_rule_that_stands_alone_takes_the_hours_of_its_policy_and_beside_others_as_many(string rule)
    {
        var alone = new PolicyReplay("yours", "", A.Policy(rule));
        var beside = new PolicyReplay("yours", "", A.Policy(rule + ", {'name': 's', 'require': {'peer-review': 1}}"));
        var changes = new List<ReplayedChange>();
        for (var i = 0; i < 12; i++)
        {
            GivenFacts given = A.Change()
                .Minutes(20 + i)
                .Files(A.File("a/one.cs") with { Owners = [PersonId.Parse("mara")] }, A.File("b/two.cs") with { Owners = [PersonId.Parse("sam")] });
            changes.Add(Judged(alone, given, i));
            Judged(beside, given, i);
        }

        var figures = PolicyFigures.Read(alone, new ReplayedLine(changes, [.. changes.Select(_ => false)], Monday), new Capacity(3));

        figures.SignOffs.ShouldBeGreaterThan(0);
        alone.Rules[0].SignOffs.ShouldBe(alone.Asked.Sum(asked => asked.Qualified + asked.Readers));
        (alone.Rules[0].Minutes / 60).ShouldBe(figures.QualifiedHours + figures.ReaderHours, 1e-9);
        (beside.Rules[0].SignOffs, beside.Rules[0].Minutes).ShouldBe((alone.Rules[0].SignOffs, alone.Rules[0].Minutes));
    }

    /// <summary>Mara alone is in both levels' rules that each at least half of the people, besides her, could meet.</summary>
    private static IReadOnlyList<CarriedShare> Concentrated(params string[][] teams)
    {
        var replay = new PolicyReplay(
            "yours",
            "",
            A.Policy(
                "{'name': 'r', 'require': {'sign-offs': {'from': {'team': 'left'}}}}, {'name': 's', 'require': {'sign-offs': {'from': {'team': 'right'}}}}"
            )
        );
        foreach (var people in teams)
        {
            var only = A.Change()
                .With(facts =>
                    facts with
                    {
                        People = [.. people.Select((id, at) => A.Person(id, "mid") with { Teams = TeamsOf(at, people.Length) })],
                    }
                );
            for (var i = 0; i < 30; i++)
            {
                Judged(replay, only, 0);
            }
        }

        return replay.Concentrated;
    }

    /// <summary>The first is in both teams, the others by halves.</summary>
    private static IReadOnlyList<string> TeamsOf(int at, int count) =>
        at == 0 ? ["left", "right"]
        : at <= count / 2 ? ["left"]
        : ["right"];

    private static ReplayedChange Judged(PolicyReplay replay, GivenFacts given, int week)
    {
        var facts = given.Build();
        var reach = facts.Reach!.Components.Count == 0 ? (Criticality?)null : facts.Reach.Components.Max(component => component.Criticality);
        var change = new ReplayedChange(
            ObjectId.Parse(new string('1', 40)),
            Monday + (week * Week),
            facts.ReviewMinutes!.Expected,
            50,
            reach,
            false,
            "payments"
        );
        replay.Judge(facts, change);
        return change;
    }
}
