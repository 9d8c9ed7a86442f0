// Who may object, and what an override has to be: the edges of both.
using Countersign.Gating;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Policies;
using Countersign.SignOffs;
using Countersign.Tests.Given;

namespace Countersign.Tests.Gating;

public sealed class ObjectorTests
{
    private const string AskSenior = "{'name': 'r', 'require': {'sign-offs': {'from': {'at-least': 'senior'}}}}";
    private const string AskAbove = "{'name': 'r', 'require': {'sign-offs': {'from': {'above': 'author'}}}}";
    private const string AskPeer = "{'name': 'r', 'require': {'peer-review': 1}}";
    private const string AskCase = "{'name': 'r', 'require': {'case': ['why']}}";

    private static bool Could(string who, Facts facts, Policy policy) => Objectors.Could(PersonId.Parse(who), facts, policy);

    private static bool Could(string who, string rule) => Could(who, A.Change(), A.Policy(rule));

    [Fact]
    public void Whoever_a_sign_off_would_admit_may_object()
    {
        Could("sam", AskSenior).ShouldBeTrue();
        Could("mia", AskSenior).ShouldBeFalse();
        Could("mara", AskSenior).ShouldBeTrue("somebody of the highest level always may");
    }

    [Fact]
    public void Where_above_the_author_is_asked_everybody_but_the_lowest_level_could_be_that()
    {
        Could("mia", AskAbove).ShouldBeTrue();
        Could("jun", AskAbove).ShouldBeFalse("nobody is below a junior");
        var one = PolicyDocument.ReadAlone(
            Written.Of(
                $"{{'version': 1, 'owner': 'mara', 'review-by': '2027-02-18', 'levels': ['member'], 'otherwise': 'nothing', 'rules': [{AskAbove}]}}"
            ),
            A.Digest("one")
        );
        var policy = one.Match((it, _) => it, problems => throw new InvalidOperationException(string.Join("\n", problems)));
        Could("jun", A.Change().Person("jun", it => it with { Level = new("member") }), policy)
            .ShouldBeTrue("with one level, equals sign for each other");
    }

    [Fact]
    public void A_peer_may_object_where_a_peer_is_asked_and_only_the_highest_level_where_nobody_is()
    {
        Could("jun", AskPeer).ShouldBeTrue();
        Could("jun", AskCase).ShouldBeFalse();
        Could("mara", AskCase).ShouldBeTrue();
        Could("jun", A.Change(), Policy.Absent).ShouldBeTrue();
        Could("jun", A.Change(), A.PolicyOtherwise("{'sign-offs': {'from': {'at-least': 'senior'}}}"))
            .ShouldBeFalse("what `otherwise` asks counts as well");
    }

    [Fact]
    public void A_rule_more_takes_nobodys_objection_away()
    {
        string[] rules = [AskSenior, AskAbove, AskPeer, AskCase];
        foreach (var who in (string[])["jun", "mia", "sam", "mara", "jo"])
        {
            foreach (var rule in rules)
            {
                var more = rules.Except([rule]).Select(it => A.Policy(rule, it.Replace("'r'", "'s'", StringComparison.Ordinal)));
                more.ShouldAllBe(both => Could(who, A.Change(), both) || !Could(who, rule));
            }
        }
    }

    [Fact]
    public void An_owner_of_a_changed_path_may_object_whatever_the_level() =>
        Could("jun", A.Change().Files(A.File("a.cs") with { Owners = [PersonId.Parse("jun")] }), A.Policy(AskSenior)).ShouldBeTrue();

    [Fact]
    public void Nobody_outside_the_roster_no_bot_and_nobody_without_a_key_objects()
    {
        Could("nobody", AskPeer).ShouldBeFalse();
        Could("sam", A.Change().Person("sam", it => it with { CanSign = false }), A.Policy(AskPeer)).ShouldBeFalse();
        Could("sam", A.Change().Person("sam", it => it with { IsBot = true }), A.Policy(AskPeer)).ShouldBeFalse();
    }

    private static VerdictKind Overridden(Func<DecisionFacts, DecisionFacts> change, Func<GivenFacts, GivenFacts>? facts = null) =>
        Gate.Decide(
            (facts ?? (it => it))(A.Change()).Decided("mara", DecisionKind.Override, it => change(it with { Reason = "outage", Rules = ["r"] })),
            A.Policy(AskPeer)
        ).Kind;

    [Fact]
    public void An_override_is_for_seven_days_at_most_and_ends_on_time()
    {
        var now = DateTimeOffset.Parse(A.Now, System.Globalization.CultureInfo.InvariantCulture);
        Overridden(it => it with { NotAfter = now.AddDays(7) }).ShouldBe(VerdictKind.Allowed);
        Overridden(it => it with { NotAfter = now.AddDays(7).AddSeconds(1) }).ShouldBe(VerdictKind.Held);
        Overridden(it => it with { NotAfter = now.AddSeconds(1) }).ShouldBe(VerdictKind.Allowed);
        Overridden(it => it with { NotAfter = now }).ShouldBe(VerdictKind.Held);
    }

    [Fact]
    public void A_bot_and_a_stranger_override_nothing()
    {
        Overridden(it => it, it => it.Person("mara", person => person with { IsBot = true })).ShouldBe(VerdictKind.Held);
        Overridden(it => it with { Person = PersonId.Parse("nobody") }).ShouldBe(VerdictKind.Held);
    }

    [Fact]
    public void An_override_leaves_a_rule_that_is_met_as_it_is()
    {
        var verdict = Gate.Decide(
            A.Change().Signed("jun").Decided("mara", DecisionKind.Override, it => it with { Reason = "outage", Rules = ["r"] }),
            A.Policy(AskPeer)
        );
        var node = verdict.Rules.Single(it => it.Name == "r");
        (node.Outcome, node.Note).ShouldBe((RuleOutcome.Satisfied, null));
    }

    [Fact]
    public void Of_several_pauses_the_first_to_end_is_shown_and_another_rule_is_not_paused()
    {
        PauseFacts Pause(string rule, int hours) => new(rule, PersonId.Parse("mara"), A.Change().Build().Now.AddHours(hours), "outage");
        var facts = A.Change().With(it => it with { Pauses = [Pause("r", 5), Pause("r", 2), Pause("s", 1)] });
        var verdict = Gate.Decide(facts, A.Policy(AskPeer, "{'name': 't', 'require': {'peer-review': 1}}"));
        verdict.Rules.Single(it => it.Name == "r").Note.ShouldBe("paused by mara until 2027-01-15 12:00Z: outage");
        verdict.Missing.ShouldHaveSingleItem().Rule.ShouldBe("t");
    }
}
