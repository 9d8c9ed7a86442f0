// A change told in a few words becomes whole facts, and a case says in words where the policy does not do as it claims.
using Countersign.Documents;
using Countersign.Gating;
using Countersign.Impact;
using Countersign.Inputs;
using Countersign.Policies;
using Countersign.Provenance;
using Countersign.SignOffs;
using Countersign.Tests.Given;

namespace Countersign.Tests.Gating;

public sealed class PolicyCasesTests
{
    private static readonly Policy s_policy = A.Policy("{'name': 'r', 'require': {'sign-offs': {'from': {'at-least': 'senior'}}}}");

    private static Parsed<IReadOnlyList<PolicyCase>> Read(string json) => PolicyCases.Read(Written.Of(json), s_policy);

    private static PolicyCase Case(string fields) =>
        Read($"{{'cases': [{{'name': 'n', 'expect': 'Held'{fields}}}]}}")
            .Match((cases, _) => cases, problems => throw new InvalidOperationException(string.Join("\n", problems)))
            .Single();

    private static Facts Given(string fields) => Case($", 'given': {{{fields}}}").Given;

    private static IEnumerable<string> Problems(string json) =>
        Read(json).Match((_, _) => [], problems => problems.Select(it => $"{it.Line} {it.Code}: {it.Message}; {it.Remedy}"));

    [Fact]
    public void A_change_of_which_nothing_is_said_is_an_ordinary_one()
    {
        var facts = Given("");
        facts.Now.ShouldBe(new DateTimeOffset(2027, 2, 17, 0, 0, 0, TimeSpan.Zero));
        facts.Repository.ShouldBe(new RepositoryFacts("git:00000000000000000000000000000000", "sha1", "case"));
        (facts.Subject.TargetRef, facts.Subject.ExactRevertOf, facts.Subject.ChangeDigest).ShouldBe(("refs/heads/main", null, A.Digest("change")));
        facts.Subject.Labels.ShouldBeEmpty();
        var file = facts.Files.ShouldHaveSingleItem();
        (file.Path.Text, file.OldMode, file.NewMode, file.Added, file.EffectiveLines).ShouldBe(("src/main.cs", "100644", "100644", 1, 1d));
        file.Kinds.ShouldBe(["code"]);
        file.Owners.Count.ShouldBe(9, "everybody owns every path");
        var maker = facts.Makers.ShouldHaveSingleItem();
        (maker.Id!.Value.Value, maker.Claim, maker.IsAuthenticated, maker.Level!.Value.Value).ShouldBe(("author", "author", true, "junior"));
        maker.Roles.ShouldBe(["author"]);
        facts.Accountable!.Value.Value.ShouldBe("author");
        (facts.Provenance.Class, facts.Provenance.Basis).ShouldBe((AssistanceClass.Unknown, "unknown"));
        facts.Provenance.Findings.ShouldBeEmpty();
        (facts.Reach!.Source, facts.Reach.Reversibility).ShouldBe(("case", "reversible"));
        facts.Reach.Components.ShouldBeEmpty();
        facts.Reach.Unmapped.ShouldBeEmpty();
        facts.ReviewMinutes.ShouldBe(new ReviewMinutesFacts(1, 2, 3, 1, 1, "case"));
        facts
            .People.Select(it => it.Id.Value)
            .ShouldBe(["junior", "junior-2", "mid", "mid-2", "senior", "senior-2", "principal", "principal-2", "author"]);
        facts.People.ShouldAllBe(it => it.CanSign && it.KeyKinds.Single() == "file");
        (facts.Case, facts.History!.FirstChangeHere).ShouldBe((null, false));
        facts.History.Sums.ShouldBeEmpty();
        facts.Decisions.ShouldBeEmpty();
        facts.Evidence.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_said_of_the_change_itself_is_taken_as_said()
    {
        var facts = Given(
            "'level': 'mid', 'target': 'release', 'labels': ['a', 'b'], 'reverts': true, 'now': '2027-03-04', 'files': ['a', 'b'], 'lines': 40, 'kinds': ['docs'], 'minutes': 12.5, 'owned': false"
        );
        (facts.Makers[0].Level!.Value.Value, facts.People[^1].Level!.Value.Value).ShouldBe(("mid", "mid"));
        (facts.Subject.TargetRef, facts.Subject.ExactRevertOf is not null).ShouldBe(("refs/heads/release", true));
        facts.Subject.Labels.ShouldBe(["a", "b"]);
        facts.Now.ShouldBe(new DateTimeOffset(2027, 3, 4, 12, 0, 0, TimeSpan.Zero));
        facts.Files.Select(it => (it.Path.Text, it.Added, it.EffectiveLines)).ShouldBe([("a", 20, 20d), ("b", 20, 20d)]);
        facts.Files.ShouldAllBe(it => it.Kinds.Single() == "docs" && it.Owners.Count == 0);
        facts.ReviewMinutes.ShouldBe(new ReviewMinutesFacts(12.5, 12.5, 12.5, 0, 2, "case"));
        Given("'reverts': false, 'owned': true").Files[0].Owners.Count.ShouldBe(9);
        Given("'reverts': false").Subject.ExactRevertOf.ShouldBeNull();
        Given("'files': ['a', 'b'], 'lines': 5").Files[0].EffectiveLines.ShouldBe(2.5);
    }

    [Theory]
    [InlineData("none", AssistanceClass.None, "declared", 0)]
    [InlineData("advised", AssistanceClass.Advised, "declared", 1)]
    [InlineData("assisted", AssistanceClass.Assisted, "declared", 1)]
    [InlineData("agent", AssistanceClass.Agent, "declared", 1)]
    [InlineData("unknown", AssistanceClass.Unknown, "unknown", 0)]
    public void A_provenance_brings_its_own_finding(string word, AssistanceClass expected, string basis, int findings)
    {
        var provenance = Given($"'provenance': '{word}'").Provenance;
        (provenance.Class, provenance.Basis, provenance.Findings.Count).ShouldBe((expected, basis, findings));
        provenance.Findings.ShouldAllBe(it => it == new AssistanceFinding("case", "a-tool", null, expected, 3, "", ""));
    }

    [Theory]
    [InlineData("low", Criticality.Low)]
    [InlineData("medium", Criticality.Medium)]
    [InlineData("high", Criticality.High)]
    [InlineData("critical", Criticality.Critical)]
    public void What_it_reaches_is_one_component_of_that_criticality(string word, Criticality expected)
    {
        var component = Given($"'reaches': '{word}'").Reach!.Components.ShouldHaveSingleItem();
        (component.Name, component.Criticality, component.Distance, component.Path.Single()).ShouldBe(("service", expected, 0, "service"));
    }

    [Fact]
    public void It_can_reach_nothing_or_what_nobody_mapped_and_go_forward_only()
    {
        Given("'reaches': 'nothing'").Reach!.Components.ShouldBeEmpty();
        Given("'reaches': 'nothing'").Reach!.Unmapped.ShouldBeEmpty();
        Given("'reaches': 'unmapped'").Reach!.Unmapped.Single().Text.ShouldBe("src/main.cs");
        Given("'reversibility': 'forward-only'").Reach!.Reversibility.ShouldBe("forward-only");
        Given("'reversibility': 'reversible'").Reach!.Reversibility.ShouldBe("reversible");
    }

    [Fact]
    public void History_case_and_evidence_are_as_said()
    {
        var facts = Given("'first-change-here': true, 'landed': 400, 'case': ['why', 'rollback'], 'checks': ['build'], 'tests-by': ['a-tool']");
        facts.History!.FirstChangeHere.ShouldBeTrue();
        facts.History.Sums.ShouldBe([new WindowSum(Rule.MostWindow, 1, 1, 400, 100)]);
        facts.Case!.Answered.ShouldBe(["why", "rollback"]);
        (facts.Case.Statement, facts.Case.SignedBy.Value).ShouldBe((A.Digest("case"), "author"));
        facts
            .Evidence.Select(it => (it.Type, it.Name, it.Conclusion, it.Bot, it.IsForThisContent, string.Join(",", it.Names), it.Statement))
            .ShouldBe([
                ("check", "build", "success", "ci", true, "", A.Digest("check build")),
                ("tests", "tests", "success", "ci", true, "a-tool", A.Digest("tests tests")),
            ]);
    }

    [Theory]
    [InlineData("senior", Assurance.ReadInFull)]
    [InlineData("senior: read-in-full", Assurance.ReadInFull)]
    [InlineData("senior: read-risky-parts", Assurance.ReadRiskyParts)]
    [InlineData("senior : relied-on-evidence", Assurance.ReliedOnEvidence)]
    [InlineData("senior: forge-approval", Assurance.ForgeApproval)]
    public void A_signature_is_a_level_and_how_it_was_read(string text, Assurance expected)
    {
        var decision = Given($"'signed': ['{text}']").Decisions.ShouldHaveSingleItem();
        (decision.Person.Value, decision.Kind, decision.Assurance, decision.Statement).ShouldBe(
            ("senior", DecisionKind.Approve, expected, A.Digest($"signed by {text}"))
        );
        (decision.LevelAtSigning!.Value.Value, decision.LevelNow!.Value.Value).ShouldBe(("senior", "senior"));
        (decision.IsStanding, decision.Carries, decision.Reaches, decision.IsStrict).ShouldBe((true, true, true, true));
    }

    [Fact]
    public void Unknown_words_are_named_with_their_line_and_a_way_out()
    {
        Problems("{'cases': [{'name': 'n', 'expect': 'Held', 'given': {'signed': ['seniro']}}]}")
            .ShouldBe(["1 cases.unknown-signer: unknown signer 'seniro'; did you mean 'senior'?"]);
        Problems("{'cases': [{'name': 'n', 'expect': 'Held', 'given': {'signed': ['senior: read']}}]}")
            .ShouldHaveSingleItem()
            .ShouldContain("unknown signer 'senior: read'");
        Problems("{'cases': [{'name': 'n', 'expect': 'Held', 'given': {'levels': 'mid'}}]}")
            .ShouldBe(["1 policy.unknown-key: unknown key 'levels' in given; did you mean 'level'?"]);
        Problems("{'cases': [{'name': 'n', 'expect': 'Held', 'given': []}]}")
            .ShouldHaveSingleItem()
            .ShouldContain("given is a list, not a mapping; write { level: ... }");
        Problems("{'cases': [{'nam': 'n', 'expect': 'held'}]}")
            .ShouldBe([
                "1 policy.unknown-key: unknown key 'nam' in a case; did you mean 'name'?",
                "1 policy.missing-key: a case has no 'name'; say what the case claims",
                "1 policy.unknown-value: unknown value 'held' for a case: expect; did you mean 'Held'?",
            ]);
        Problems("{'cases': [{'name': 'n'}]}").ShouldBe(["1 policy.missing-key: a case has no 'expect'; write Allowed, Held, Refused or Faulted"]);
        Problems("{}").ShouldBe(["1 policy.missing-key: the cases has no 'cases'; write cases: [...]"]);
        Problems("{'cases': 'x'}").ShouldHaveSingleItem().ShouldContain("a case is a value, not a mapping; write { name: ... }");
        Problems("[]").ShouldHaveSingleItem().ShouldContain("the cases is a list, not a mapping");
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        foreach (
            var wrong in new[]
            {
                "'minutes': -1",
                "'minutes': 10001",
                "'lines': -1",
                "'lines': 1000001",
                "'lines': 1.5",
                "'landed': -1",
                "'landed': 1000001",
                "'reaches': 'far'",
                "'provenance': 'robot'",
                "'reversibility': 'no'",
                "'level': 'boss'",
                "'now': 'today'",
            }
        )
        {
            Problems($"{{'cases': [{{'name': 'n', 'expect': 'Held', 'given': {{{wrong}}}}}]}}").ShouldNotBeEmpty(wrong);
        }

        (
            Given("'minutes': 10000, 'lines': 1000000, 'landed': 1000000").Files[0].Added,
            Given("'minutes': 0, 'lines': 0, 'landed': 0").Files[0].Added
        ).ShouldBe((1_000_000, 0));
    }

    [Fact]
    public void A_case_says_what_differs_in_words()
    {
        Case("").Judge(s_policy).ShouldBeEmpty();
        Case(", 'missing': ['sign-off'], 'rules': ['r']").Judge(s_policy).ShouldBeEmpty();
        Case(", 'missing': [], 'rules': []").Judge(s_policy).ShouldBe(["missing: expected none, got sign-off", "rules: expected none, got r"]);
        Case(", 'given': {'signed': ['senior']}, 'missing': ['sign-off', 'case'], 'rules': ['s', 'r']")
            .Judge(s_policy)
            .ShouldBe(["verdict: expected Held, got Allowed", "missing: expected sign-off, case, got none", "rules: expected s, r, got r"]);
    }

    [Fact]
    public void A_case_names_rules_and_missing_items_in_any_order_once_each()
    {
        var policy = A.Policy(
            "{'name': 'b', 'require': {'peer-review': 1}}",
            "{'name': 'a', 'require': {'sign-offs': {'from': {'at-least': 'senior'}}}}",
            "{'name': 'c', 'require': {'sign-offs': {'from': {'at-least': 'mid'}}}}",
            "{'name': 'd', 'when': {'author-level': {'at-least': 'senior'}}, 'require': {'peer-review': 1}}"
        );
        Case(", 'missing': ['sign-off', 'peer-review'], 'rules': ['c', 'a', 'b']").Judge(policy).ShouldBeEmpty();
    }

    [Fact]
    public void One_case_may_stand_without_a_list_and_keeps_its_name_and_line()
    {
        var alone = Read("{'cases': {'name': 'alone', 'expect': 'Allowed'}}").Match((cases, _) => cases, _ => []).ShouldHaveSingleItem();
        (alone.Name, alone.Line, alone.Expect, alone.Missing, alone.Rules).ShouldBe(("alone", 1, VerdictKind.Allowed, null, null));
        var cases = Read("{'cases': [{'name': 'a', 'expect': 'Held'}, {'name': 'b', 'expect': 'Refused'}]}").Match((it, _) => it, _ => []);
        cases.Select(it => (it.Name, it.Line)).ShouldBe([("a", 1), ("b", 2)]);
    }
}
