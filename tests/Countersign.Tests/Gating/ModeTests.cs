// Modes, pauses and overrides: what is shown and does not count, and who may put it aside.
using Countersign.Gating;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Policies;
using Countersign.SignOffs;
using Countersign.Tests.Given;

namespace Countersign.Tests.Gating;

public sealed class ModeTests
{
    private const string Rule = "{'name': 'r', 'require': {'peer-review': 1}}";

    private static VerdictNode Node(Verdict verdict) => verdict.Rules.Single(node => node.Name == "r");

    private static Verdict Overridden(Func<DecisionFacts, DecisionFacts> change, string by = "mara", string policy = Rule) =>
        Gate.Decide(A.Change().Decided(by, DecisionKind.Override, it => change(it with { Reason = "outage", Rules = ["r"] })), A.Policy(policy));

    [Theory]
    [InlineData("'observe'", "2027-01-15", VerdictKind.Allowed, "observes")]
    [InlineData("'warn'", "2027-01-15", VerdictKind.Allowed, "warns")]
    [InlineData("'enforce'", "2027-01-15", VerdictKind.Held, null)]
    [InlineData("{'observe-until': '2027-01-16', 'then': 'enforce'}", "2027-01-15", VerdictKind.Allowed, "observes until 2027-01-16, then enforces")]
    [InlineData("{'observe-until': '2027-01-16', 'then': 'enforce'}", "2027-01-16", VerdictKind.Held, null)]
    [InlineData("{'warn-until': '2027-01-16', 'then': 'observe'}", "2027-01-17", VerdictKind.Allowed, "observes")]
    public void A_rule_counts_from_the_day_it_enforces_and_says_so_before(string mode, string day, VerdictKind expected, string? note)
    {
        var verdict = Gate.Decide(A.Change().At($"{day}T00:00:00Z"), A.Policy($"{{'name': 'r', 'mode': {mode}, 'require': {{'peer-review': 1}}}}"));
        verdict.Kind.ShouldBe(expected);
        Node(verdict).Note.ShouldBe(note);
        Node(verdict).Outcome.ShouldBe(RuleOutcome.Unsatisfied);
        verdict.Missing.Count.ShouldBe(expected == VerdictKind.Held ? 1 : 0);
    }

    [Fact]
    public void A_rule_that_only_observes_does_not_keep_otherwise_away() =>
        Gate.Decide(A.Change(), A.PolicyOtherwise("{'case': 'answered'}", "{'name': 'r', 'mode': 'observe', 'require': 'nothing'}"))
            .Kind.ShouldBe(VerdictKind.Held);

    [Theory]
    [InlineData("mara", 2, VerdictKind.Allowed)]
    [InlineData("sam", 2, VerdictKind.Held)]
    [InlineData("mara", 0, VerdictKind.Held)]
    [InlineData("mara", 72, VerdictKind.Allowed)]
    [InlineData("mara", 73, VerdictKind.Held)]
    public void A_rule_is_paused_for_hours_by_its_owner_alone(string by, int hours, VerdictKind expected)
    {
        Facts facts = A.Change().With(it => it with { Pauses = [new PauseFacts("r", PersonId.Parse(by), it.Now.AddHours(hours), "outage")] });
        var verdict = Gate.Decide(facts, A.Policy(Rule));
        verdict.Kind.ShouldBe(expected);
        (Node(verdict).Note is not null).ShouldBe(expected == VerdictKind.Allowed);
    }

    [Fact]
    public void An_override_by_a_person_who_may_lets_the_change_in_and_shows_the_reason()
    {
        var verdict = Overridden(it => it);
        verdict.Kind.ShouldBe(VerdictKind.Allowed);
        Node(verdict).Outcome.ShouldBe(RuleOutcome.Overridden);
        Node(verdict).Note.ShouldBe("overridden by mara: outage");
        Overridden(it => it with { Rules = ["*"] }).Kind.ShouldBe(VerdictKind.Allowed);
    }

    [Fact]
    public void An_override_counts_only_by_right_with_a_reason_for_this_content_and_in_time()
    {
        Overridden(it => it, by: "sam").Kind.ShouldBe(VerdictKind.Held);
        Overridden(it => it with { Reason = " " }).Kind.ShouldBe(VerdictKind.Held);
        Overridden(it => it with { Carries = false }).Kind.ShouldBe(VerdictKind.Held);
        Overridden(it => it with { IsSpent = true }).Kind.ShouldBe(VerdictKind.Held);
        Overridden(it => it with { IsStanding = false }).Kind.ShouldBe(VerdictKind.Held);
        Overridden(it => it with { Void = "forged" }).Kind.ShouldBe(VerdictKind.Held);
        Overridden(it => it with { NotAfter = DateTimeOffset.Parse(A.Now) }).Kind.ShouldBe(VerdictKind.Held);
        Overridden(it => it with { Rules = ["another"] }).Kind.ShouldBe(VerdictKind.Held);
        Overridden(it => it with { Kind = DecisionKind.Approve }).Kind.ShouldBe(VerdictKind.Allowed, "an approval is a peer's reading");
    }

    [Fact]
    public void A_maker_never_overrides() =>
        Gate.Decide(
                A.Change().MadeBy("mara", "principal").Decided("mara", DecisionKind.Override, it => it with { Reason = "x", Rules = ["r"] }),
                A.Policy(Rule)
            )
            .Kind.ShouldBe(VerdictKind.Held);

    [Fact]
    public void An_override_lifts_a_refusal_and_never_a_built_in()
    {
        Overridden(it => it, policy: "{'name': 'r', 'refuse': 'no'}").Kind.ShouldBe(VerdictKind.Allowed);
        GivenFacts All() =>
            A.Change()
                .Decided(
                    "mara",
                    DecisionKind.Override,
                    it => it with { Reason = "outage", Rules = ["*", "facts", "makers", "governance", "merges-cleanly", "policy", "objections"] }
                );
        Gate.Decide(All().With(it => it with { Faults = ["x"] }), A.Policy(Rule)).Kind.ShouldBe(VerdictKind.Faulted);
        Gate.Decide(All().With(it => it with { Makers = [] }), A.Policy(Rule)).Kind.ShouldBe(VerdictKind.Held);
        Gate.Decide(All().With(it => it with { Governance = new GovernanceFacts { StandsAlone = true } }), A.Policy(Rule))
            .Kind.ShouldBe(VerdictKind.Held);
        Gate.Decide(All().Subject(it => it with { Merge = MergeState.Conflict }), A.Policy(Rule)).Kind.ShouldBe(VerdictKind.Held);
        Gate.Decide(All().Asked("sam"), A.Policy(Rule)).Kind.ShouldBe(VerdictKind.Allowed, "a question is not among what no override lifts");
    }
}
