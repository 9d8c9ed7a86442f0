// Claims about the verdict as a whole: how rules add up, and who decides where none applies.
using Countersign.Gating;
using Countersign.Impact;
using Countersign.Policies;
using Countersign.Tests.Given;

namespace Countersign.Tests.Gating;

public sealed class GateTests
{
    private const string Reach =
        "{'name': 'reach', 'when': {'blast-radius': {'reaches': 'high'}}, 'require': {'sign-offs': {'count': 1, 'from': {'above': 'author', 'at-least': 'senior'}}}}";
    private const string Always = "{'name': 'always', 'require': {'peer-review': 1}}";
    private const string Refuses =
        "{'name': 'too big', 'when': {'review-minutes': {'over': 90}}, 'refuse': 'About {review-minutes} minutes in {files} file of {lines} lines.'}";
    private const string Unknowable = "{'name': 'likely', 'when': {'likelihood': {'percentile': {'over': 90}}}, 'require': {'peer-review': 1}}";

    [Fact]
    public void A_change_that_no_rule_asks_anything_of_is_allowed() => Gate.Decide(A.Change(), A.Policy(Reach)).ShouldBeOfType<Verdict.Allowed>();

    [Fact]
    public void A_rule_that_applies_holds_the_change_and_names_who_can_sign_best_placed_first()
    {
        var held = Gate.Decide(A.Change().Reaching(Criticality.High), A.Policy(Reach)).ShouldBeOfType<Verdict.Held>();
        var item = held.Missing.ShouldHaveSingleItem();
        item.Id.ShouldBe("sign-off");
        item.Rule.ShouldBe("reach");
        item.How.ShouldBe("countersign sign");
        item.Who.Select(who => who.Value).ShouldBe(["sam", "sol", "mara"]);
    }

    [Fact]
    public void The_signature_asked_for_lets_the_change_in() =>
        Gate.Decide(A.Change().Reaching(Criticality.High).Signed("sam"), A.Policy(Reach)).Kind.ShouldBe(VerdictKind.Allowed);

    [Fact]
    public void All_rules_that_apply_add_up()
    {
        var facts = A.Change().Reaching(Criticality.High).Signed("jun");
        Gate.Decide(facts, A.Policy(Always)).Kind.ShouldBe(VerdictKind.Allowed);
        Gate.Decide(facts, A.Policy(Always, Reach)).Kind.ShouldBe(VerdictKind.Held);
    }

    [Fact]
    public void A_requirement_that_cannot_be_told_faults_the_verdict_and_never_lets_the_change_in()
    {
        var policy = A.Policy("{'name': 'rolled out', 'require': {'waiting-period': {'hours': 24}}}");

        var verdict = Gate.Decide(A.Change(), policy).ShouldBeOfType<Verdict.Faulted>();

        verdict.Reasons.ShouldHaveSingleItem().ShouldStartWith("rolled out: needs ");
        verdict.Rules.Single(rule => rule.Name == "rolled out").Outcome.ShouldBe(RuleOutcome.Faulted);
    }

    [Fact]
    public void A_refusal_says_its_numbers_and_beats_what_is_missing()
    {
        var verdict = Gate.Decide(A.Change().Minutes(120), A.Policy(Always, Refuses)).ShouldBeOfType<Verdict.Refused>();
        verdict.Reasons.ShouldBe(["About 120 minutes in 1 file of 1 lines."]);
        verdict.Missing.ShouldHaveSingleItem().Id.ShouldBe("peer-review");
    }

    [Fact]
    public void A_rule_that_cannot_be_told_faults_the_verdict_and_says_what_it_needs()
    {
        var verdict = Gate.Decide(A.Change().Minutes(120), A.Policy(Refuses, Unknowable)).ShouldBeOfType<Verdict.Faulted>();
        verdict.Reasons.ShouldHaveSingleItem().ShouldStartWith("likely: needs a likelihood");
    }

    [Fact]
    public void Otherwise_decides_only_where_no_rule_applies()
    {
        var policy = A.PolicyOtherwise("{'peer-review': 1}", Reach);
        Gate.Decide(A.Change(), policy).Missing.ShouldHaveSingleItem().Rule.ShouldBe("otherwise");
        Gate.Decide(A.Change().Reaching(Criticality.High), policy).Missing.ShouldHaveSingleItem().Rule.ShouldBe("reach");
    }

    [Fact]
    public void Every_rule_is_in_the_tree_whether_or_not_it_applies()
    {
        var names = Gate.Decide(A.Change(), A.Policy(Reach, Refuses)).Rules.Where(node => node.Type == "rule").ToList();
        names.Select(node => node.Name).ShouldBe(["reach", "too big", "otherwise"]);
        names.Select(node => node.Outcome).ShouldBe([RuleOutcome.NotApplicable, RuleOutcome.NotApplicable, RuleOutcome.Satisfied]);
    }
}
