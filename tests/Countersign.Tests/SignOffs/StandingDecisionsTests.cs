// Claims about which of a person's acts is their answer.
using System.Text;
using Countersign.People;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Tests.SignOffs;

public sealed class StandingDecisionsTests
{
    private const string Main = "refs/heads/main";

    private static Digest D(string name) => Digest.Of(Encoding.UTF8.GetBytes(name));

    private static DecisionAct Act(string name, DecisionKind kind, string? previous = null, string person = "mara", string target = Main) =>
        new(D(name), PersonId.Parse(person), target, kind, previous is null ? null : D(previous));

    private static void ShouldStand(DecisionAct[] acts, params string[] names)
    {
        var expected = names.Select(D).Order().ToList();
        StandingDecisions.Of(acts).Order().ShouldBe(expected);
        StandingDecisions.Of(acts.Reverse()).Order().ShouldBe(expected);
    }

    [Fact]
    public void One_approval_stands() => ShouldStand([Act("a", DecisionKind.Approve)], "a");

    [Fact]
    public void The_act_that_no_other_names_is_the_answer() =>
        ShouldStand(
            [
                Act("a", DecisionKind.Approve),
                Act("o", DecisionKind.Object, "a"),
                Act("w", DecisionKind.Withdraw, "o"),
                Act("b", DecisionKind.Approve, "w"),
            ],
            "b"
        );

    [Theory]
    [InlineData(DecisionKind.Object, DecisionKind.Withdraw)]
    [InlineData(DecisionKind.Withdraw, DecisionKind.Decline)]
    [InlineData(DecisionKind.Decline, DecisionKind.ApproveWithConditions)]
    [InlineData(DecisionKind.ApproveWithConditions, DecisionKind.Approve)]
    public void In_a_fork_the_stricter_counts(DecisionKind strict, DecisionKind mild) =>
        ShouldStand([Act("root", DecisionKind.Decline), Act("strict", strict, "root"), Act("mild", mild, "root")], "strict");

    [Fact]
    public void An_approval_without_previous_beside_an_older_act_does_not_count()
    {
        ShouldStand([Act("a", DecisionKind.Approve), Act("b", DecisionKind.Approve)]);
        ShouldStand([Act("d", DecisionKind.Decline), Act("b", DecisionKind.ApproveWithConditions)], "d");
        ShouldStand([Act("a", DecisionKind.Approve), Act("w", DecisionKind.Withdraw, "a"), Act("b", DecisionKind.Approve)], "w");
    }

    [Fact]
    public void After_a_fork_the_same_person_can_always_answer_again() =>
        ShouldStand([Act("a", DecisionKind.Approve), Act("b", DecisionKind.Approve), Act("c", DecisionKind.Approve, "a")], "c");

    [Fact]
    public void Equally_strict_acts_both_stand_until_each_is_named()
    {
        var objections = new[] { Act("r", DecisionKind.Decline), Act("o1", DecisionKind.Object, "r"), Act("o2", DecisionKind.Object, "r") };
        ShouldStand(objections, "o1", "o2");
        ShouldStand([.. objections, Act("w1", DecisionKind.Withdraw, "o1")], "o2");
        ShouldStand([.. objections, Act("w1", DecisionKind.Withdraw, "o1"), Act("w2", DecisionKind.Withdraw, "o2")], "w1", "w2");
    }

    [Fact]
    public void Nobody_can_take_back_another_persons_act_and_another_target_is_another_answer()
    {
        ShouldStand([Act("a", DecisionKind.Object), Act("b", DecisionKind.Withdraw, "a", "jon")], "a", "b");
        ShouldStand([Act("a", DecisionKind.Object), Act("b", DecisionKind.Approve, null, target: "refs/heads/next")], "a", "b");
    }

    [Fact]
    public void An_act_that_arrives_twice_is_one_act() => ShouldStand([Act("a", DecisionKind.Approve), Act("a", DecisionKind.Approve)], "a");

    [Fact]
    public void An_override_stands_beside_a_decision_until_the_same_person_names_it()
    {
        ShouldStand([Act("a", DecisionKind.Approve), Act("x", DecisionKind.Override)], "a", "x");
        ShouldStand([Act("x", DecisionKind.Override), Act("w", DecisionKind.Withdraw, "x")], "w");
        ShouldStand([Act("x", DecisionKind.Override), Act("w", DecisionKind.Withdraw, "x", "jon")], "x", "w");
    }

    [Fact]
    public void The_order_of_what_is_read_never_matters_and_a_looser_act_never_beats_a_stricter_one()
    {
        var random = new Random(20261120);
        var kinds = Enum.GetValues<DecisionKind>();
        for (var round = 0; round < 5_000; round++)
        {
            var acts = new List<DecisionAct>();
            for (var i = random.Next(1, 8); i > 0; i--)
            {
                var previous = acts.Count > 0 && random.Next(3) > 0 ? acts[random.Next(acts.Count)].Id : (Digest?)null;
                acts.Add(
                    new DecisionAct(
                        D($"{round} {i}"),
                        PersonId.Parse(random.Next(3) == 0 ? "jon" : "mara"),
                        Main,
                        kinds[random.Next(kinds.Length)],
                        previous
                    )
                );
            }

            var standing = StandingDecisions.Of(acts);
            StandingDecisions.Of(acts.OrderBy(_ => random.Next())).SetEquals(standing).ShouldBeTrue();
            foreach (var own in acts.GroupBy(act => act.Person))
            {
                var named = own.Select(act => act.Previous).ToHashSet();
                var open = own.Where(act => !named.Contains(act.Id) && act.Kind != DecisionKind.Override).ToList();
                var here = open.Where(act => standing.Contains(act.Id)).Select(act => StandingDecisions.Strictness(act.Kind)).Distinct().ToList();
                here.Count.ShouldBeLessThanOrEqualTo(1);
                var blocking = open.Where(act => act.Kind is DecisionKind.Object or DecisionKind.Withdraw or DecisionKind.Decline)
                    .Select(act => StandingDecisions.Strictness(act.Kind))
                    .DefaultIfEmpty()
                    .Max();
                here.DefaultIfEmpty().Single().ShouldBeGreaterThanOrEqualTo(blocking);
            }
        }
    }
}
