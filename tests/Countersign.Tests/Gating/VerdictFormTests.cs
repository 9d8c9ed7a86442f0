// The whole written form of a verdict, the ids of its tree, and the words and simulations around it.
using System.Text;
using Countersign.Gating;
using Countersign.Impact;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Policies;
using Countersign.Provenance;
using Countersign.Tests.Given;

namespace Countersign.Tests.Gating;

public sealed class VerdictFormTests
{
    private const string Any =
        "{'name': 'r', 'when': {'any': [{'labels': 'x'}, {'labels': 'y'}, {'author-level': {'below': 'senior'}}]}, 'require': {'peer-review': 1}}";

    private static readonly VerdictNode s_leaf = new("p", "predicate", "leaf", RuleOutcome.Satisfied, ["seen", "twice"], []);
    private static readonly VerdictNode s_root = new("r", "rule", "root", RuleOutcome.Unsatisfied, [], [s_leaf], "a note");
    private static readonly MissingItem s_missing = new("sign-off", "root", "one", [PersonId.Parse("sam"), PersonId.Parse("sol")], "sign");

    private static string Json(Verdict verdict, Facts facts, Policy policy) => Encoding.UTF8.GetString(VerdictJson.Write(verdict, facts, policy));

    [Fact]
    public void A_refusal_is_written_whole()
    {
        var policy = A.Policy();
        Facts facts = A.Change().Subject(it => it with { ChangeId = "c1", PatchSet = 3, Title = "caf\u00e9 <b>" });
        Json(new Verdict.Refused([s_root], policy.Digest, ["too big"], [s_missing]), facts, policy)
            .ShouldBe(
                $$"""
                {
                  "verdict": "Refused",
                  "change": {
                    "repository": "git:00112233445566778899aabbccddeeff",
                    "change": "c1",
                    "patchSet": 3,
                    "target": "refs/heads/main",
                    "base": "{{A.Object('a')}}",
                    "head": "{{A.Object('c')}}",
                    "result": "{{A.Object('d')}}",
                    "digest": "{{A.Digest("change")}}",
                    "title": "caf{{"\u00e9"}} <b>"
                  },
                  "policy": {
                    "digest": "{{policy.Digest}}",
                    "repository": "{{policy.Digest}}"
                  },
                  "reasons": [
                    "too big"
                  ],
                  "rules": [
                    {
                      "id": "r",
                      "type": "rule",
                      "name": "root",
                      "outcome": "Unsatisfied",
                      "note": "a note",
                      "children": [
                        {
                          "id": "p",
                          "type": "predicate",
                          "name": "leaf",
                          "outcome": "Satisfied",
                          "evidence": [
                            "seen",
                            "twice"
                          ]
                        }
                      ]
                    }
                  ],
                  "missing": [
                    {
                      "id": "sign-off",
                      "rule": "root",
                      "requirement": "one",
                      "who": [
                        "sam",
                        "sol"
                      ],
                      "how": "sign"
                    }
                  ]
                }
                """.ReplaceLineEndings("\n")
            );
    }

    [Fact]
    public void What_is_not_known_is_absent_and_never_null()
    {
        var policy = A.Policy();
        Facts facts = A.Change()
            .Subject(it => it with { ResultTree = null, ChangeDigest = null })
            .With(it => it with { Repository = it.Repository with { Id = "" } });
        Json(new Verdict.Allowed([], policy.Digest), facts, policy)
            .ShouldBe(
                $$"""
                {
                  "verdict": "Allowed",
                  "change": {
                    "target": "refs/heads/main",
                    "base": "{{A.Object('a')}}",
                    "head": "{{A.Object('c')}}",
                    "title": "payments: round once"
                  },
                  "policy": {
                    "digest": "{{policy.Digest}}",
                    "repository": "{{policy.Digest}}"
                  },
                  "rules": [],
                  "missing": []
                }
                """.ReplaceLineEndings("\n")
            );
    }

    [Fact]
    public void A_verdict_is_one_of_four_cases_and_keeps_what_it_was_given()
    {
        Verdict[] all =
        [
            new Verdict.Allowed([s_root], A.Digest("p")),
            new Verdict.Held([s_root], A.Digest("p"), [s_missing]),
            new Verdict.Refused([s_root], A.Digest("p"), ["no"], [s_missing]),
            new Verdict.Faulted([s_root], A.Digest("p"), ["eh"], [s_missing]),
        ];
        all.Select(it => it.Match(_ => "allowed", _ => "held", _ => "refused", _ => "faulted")).ShouldBe(["allowed", "held", "refused", "faulted"]);
        all.Select(it => it.Kind).ShouldBe([VerdictKind.Allowed, VerdictKind.Held, VerdictKind.Refused, VerdictKind.Faulted]);
        all.ShouldAllBe(it => it.Policy == A.Digest("p") && it.Rules.Single() == s_root);
        all.Select(it => $"{string.Join(",", it.Missing.Select(item => item.Id))}|{string.Join(",", it.Reasons)}")
            .ShouldBe(["|", "sign-off|", "sign-off|no", "sign-off|eh"]);
    }

    private static string Drawn(VerdictNode node) =>
        $"{node.Id} {node.Type} {node.Name} {node.Outcome}\n{string.Concat(node.Children.Select(Drawn))}";

    [Fact]
    public void Every_node_of_the_tree_has_a_stable_id_and_equal_names_are_numbered()
    {
        var rule = Gate.Decide(A.Change(), A.Policy(Any)).Rules.Single(it => it.Name == "r");
        Drawn(rule)
            .ShouldBe(
                "rule:r rule r Unsatisfied\n"
                    + "rule:r/when/any predicate any Satisfied\n"
                    + "rule:r/when/any/labels[0] predicate labels Unsatisfied\n"
                    + "rule:r/when/any/labels[1] predicate labels Unsatisfied\n"
                    + "rule:r/when/any/author-level predicate author-level Satisfied\n"
                    + "rule:r/require/peer-review requirement a peer's review Unsatisfied\n".Replace(
                        "a peer's review",
                        rule.Children[^1].Name,
                        StringComparison.Ordinal
                    )
            );
        rule.Children[^1].Name.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_refusal_is_a_node_of_its_own_and_a_fault_is_seen_in_the_tree()
    {
        const string Refuse = "{'name': 'r', 'when': {'author-level': {'below': 'senior'}}, 'refuse': 'no'}";
        var refusal = Gate.Decide(A.Change(), A.Policy(Refuse)).Rules.Single(it => it.Name == "r").Children[^1];
        (refusal.Id, refusal.Type, refusal.Name, refusal.Outcome).ShouldBe(("rule:r/refuse", "refusal", "no", RuleOutcome.Unsatisfied));
        const string Unknowable = "{'name': 'r', 'when': {'not': {'likelihood': {'percentile': {'over': 90}}}}, 'require': {'peer-review': 1}}";
        var verdict = Gate.Decide(A.Change(), A.Policy(Unknowable)).ShouldBeOfType<Verdict.Faulted>();
        verdict.Reasons.ShouldHaveSingleItem().ShouldStartWith("r: needs a likelihood");
        var rule = verdict.Rules.Single(it => it.Name == "r");
        (rule.Outcome, rule.Children.Single().Outcome).ShouldBe((RuleOutcome.Faulted, RuleOutcome.Faulted));
    }

    [Fact]
    public void A_rule_of_the_organisation_says_so_in_its_id() =>
        A.Part(A.Document("'nothing'", "{'name': 'r', 'require': 'nothing'}"), PolicySource.Organisation).Rules[0].Id.ShouldBe("organisation/rule:r");

    [Fact]
    public void The_numbers_of_a_change_stand_in_the_words_of_a_refusal()
    {
        const string Says = "{review-minutes}|{files}|{lines}|{effective-lines}";
        Facts facts = A.Change()
            .Minutes(12.4)
            .Files(
                A.File("a") with
                {
                    Added = 3,
                    Deleted = 4,
                    EffectiveLines = 1.6,
                },
                A.File("b") with
                {
                    Added = 1,
                    Deleted = 0,
                    EffectiveLines = 2,
                }
            );
        Words.Fill(Says, facts).ShouldBe("10|2|8|4");
        Words.Fill(Says, facts with { ReviewMinutes = null }).ShouldBe("an unknown number of|2|8|4");
    }

    [Fact]
    public void As_if_changes_one_thing_and_leaves_the_rest()
    {
        Facts facts = A.Change()
            .MadeBy(A.Maker("jo", "junior", authenticated: false), A.Agent("a tool"))
            .Reaching(Criticality.Low)
            .Assisted(AssistanceClass.Agent, "a-tool");
        var declared = facts.WithProvenance(AssistanceClass.Assisted).Provenance;
        (declared.Class, declared.Basis, declared.Findings.Count).ShouldBe((AssistanceClass.Assisted, "declared", 0));
        facts.WithProvenance(AssistanceClass.Unknown).Provenance.Basis.ShouldBe("unknown");
        var senior = facts.WithAuthorLevel(new("senior"));
        (senior.Makers[0].Level!.Value.Value, senior.Makers[0].IsAuthenticated, senior.Makers[1].Level).ShouldBe(("senior", true, null));
        senior.People.Select(it => it.Level!.Value.Value).ShouldBe(["principal", "senior", "senior", "mid", "junior", "senior"]);
        var reach = facts.WithReach(Criticality.High, "forward-only").Reach!;
        (reach.Source, reach.Reversibility).ShouldBe(("simulation", "forward-only"));
        var component = reach.Components.ShouldHaveSingleItem();
        (component.Name, component.Criticality, component.Distance, component.Path.Single()).ShouldBe(
            ("simulated", Criticality.High, 0, "simulated")
        );
        facts.WithReach(null, "reversible").Reach!.Components.ShouldBeEmpty();
    }

    [Fact]
    public void The_table_names_a_refusal_and_what_cannot_be_told_and_leaves_out_what_does_not_apply()
    {
        var policy = A.PolicyOtherwise(
            "{'peer-review': 1}",
            "{'name': 'no', 'when': {'author-level': {'below': 'mid'}}, 'refuse': 'no'}",
            "{'name': 'eh', 'when': {'likelihood': {'percentile': {'over': 90}}, 'author-level': {'below': 'senior'}}, 'require': {'peer-review': 1}}"
        );
        PolicyTable.Asks(policy, A.Change()).ShouldBe(["refused: no", "cannot be told: eh"]);
        PolicyTable.Asks(policy, A.Change().MadeBy("mia", "mid")).ShouldBe(["cannot be told: eh"]);
        PolicyTable.Asks(policy, A.Change().MadeBy("sam", "senior")).ShouldBe([policy.Parts[0].Otherwise[0].Says]);
    }
}
