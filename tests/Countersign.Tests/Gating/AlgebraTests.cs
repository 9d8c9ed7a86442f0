// How rules combine, over made-up policies and changes: order, addition, joining, and what every verdict says.
using Countersign.Gating;
using Countersign.Impact;
using Countersign.Inputs;
using Countersign.Policies;
using Countersign.Provenance;
using Countersign.SignOffs;
using Countersign.Tests.Given;
using FsCheck;
using FsCheck.Fluent;

namespace Countersign.Tests.Gating;

public sealed class AlgebraTests
{
    private static readonly string[] Pool =
    [
        "'when': {'blast-radius': {'reaches': 'medium'}}, 'require': {'sign-offs': {'from': {'above': 'author'}}}",
        "'when': {'author-level': {'below': 'senior'}}, 'require': {'peer-review': 1}",
        "'when': {'provenance': {'at-least': 'assisted'}}, 'require': {'case': 'answered', 'rollback': 'stated'}",
        "'when': {'likelihood': {'percentile': {'over': 50}}}, 'require': {'peer-review': 2}",
        "'when': {'review-minutes': {'over': 20}}, 'refuse': 'too long'",
        "'when': {'not': {'exact-revert': true}}, 'require': {'evidence': {'check': 'build'}}",
        "'require': {'any': [{'peer-review': 2}, {'sign-offs': {'from': {'at-least': 'senior'}}}]}",
        "'when': {'paths': 'src/**'}, 'require': {'sign-offs': {'count': 2, 'independent': true}, 'questions': 'answered', 'conditions': 'met'}",
        "'mode': 'observe', 'require': {'peer-review': 3}",
        "'when': {'change-kind': 'code'}, 'require': 'nothing'",
    ];

    private static readonly Gen<int[]> Rules = Gen.Choose(0, Pool.Length - 1)
        .ArrayOf()
        .Where(it => it.Length <= 6)
        .Select(it => it.Distinct().ToArray());

    private static readonly Gen<Facts> Changes =
        from reach in Gen.Elements(Enum.GetValues<Criticality>())
        from assistance in Gen.Elements(Enum.GetValues<AssistanceClass>())
        from minutes in Gen.Choose(1, 40)
        from signers in Gen.Elements("mara", "sam", "sol", "mia", "jo").ArrayOf()
        from kind in Gen.Elements(DecisionKind.Approve, DecisionKind.Object, DecisionKind.ApproveWithConditions)
        from level in Gen.Elements("junior", "mid", "senior", "principal")
        from extras in Gen.Choose(0, 31)
        select Build(reach, assistance, minutes, signers, kind, level, extras);

    private static Facts Build(
        Criticality reach,
        AssistanceClass assistance,
        int minutes,
        string[] signers,
        DecisionKind kind,
        string level,
        int extras
    )
    {
        var given = signers
            .Distinct()
            .Aggregate(
                A.Change().MadeBy("jo", level).Reaching(reach).Assisted(assistance).Minutes(minutes),
                (it, signer) => it.Decided(signer, kind)
            );
        given = (extras & 1) == 0 ? given : given.Cased("why", "breaks", "checked", "not-understood", "rollback");
        given = (extras & 2) == 0 ? given : given.Evidence("check", "build", "success");
        given = (extras & 4) == 0 ? given : given.Asked("sam");
        given = (extras & 8) == 0 ? given : given.Condition("mia");
        return (extras & 16) == 0 ? given : given.With(it => it with { Likelihood = new LikelihoodFacts(60, null, "test") });
    }

    private static string Named(int rule) => $"{{'name': 'rule {rule}', {Pool[rule]}}}";

    private static Policy PolicyOf(IEnumerable<int> rules) => A.Policy([.. rules.Select(Named)]);

    private static void Holds(Func<int[], Facts, bool> claim) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Rules.ToArbitrary(), Changes.ToArbitrary(), claim));

    [Fact]
    public void The_order_of_rules_never_matters() =>
        Holds((rules, facts) => Gate.Decide(facts, PolicyOf(rules)).Kind == Gate.Decide(facts, PolicyOf(rules.Reverse())).Kind);

    [Fact]
    public void Adding_a_rule_never_makes_the_verdict_better() =>
        Holds(
            (rules, facts) =>
                Enumerable
                    .Range(0, Pool.Length)
                    .Except(rules)
                    .All(more => Gate.Decide(facts, PolicyOf([.. rules, more])).Kind >= Gate.Decide(facts, PolicyOf(rules)).Kind)
        );

    [Fact]
    public void Every_held_verdict_names_something_missing_and_how_to_give_it() =>
        Holds(
            (rules, facts) =>
                Gate.Decide(facts, PolicyOf(rules)) is not Verdict.Held held
                || (held.Missing.Count > 0 && held.Missing.All(item => item.How.Length > 0))
        );

    [Fact]
    public void Nobody_who_made_the_change_is_ever_asked_to_sign_it() =>
        Holds(
            (rules, facts) =>
                Gate.Decide(facts, PolicyOf(rules))
                    .Missing.Where(item => item.Id is "sign-off" or "peer-review")
                    .All(item => !item.Who.Any(facts.IsMaker))
        );

    [Fact]
    public void More_evidence_of_AI_never_makes_the_verdict_better() =>
        Holds(
            (rules, facts) =>
            {
                var policy = PolicyOf(rules);
                AssistanceClass[] scale = [AssistanceClass.None, AssistanceClass.Advised, AssistanceClass.Assisted, AssistanceClass.Agent];
                var kinds = scale.Select(it => Gate.Decide(facts.WithProvenance(it), policy).Kind).ToList();
                return kinds.SequenceEqual(kinds.Order());
            }
        );

    [Fact]
    public void Joining_an_organisation_gives_the_worse_of_the_two_verdicts() =>
        Holds(
            (rules, facts) =>
            {
                var organisation = A.Part(
                    A.Document("{'peer-review': 1}", [.. rules.Take(rules.Length / 2).Select(Named)]),
                    PolicySource.Organisation
                );
                var repository = A.Part(A.Document("'nothing'", [.. rules.Skip(rules.Length / 2).Select(Named)]), PolicySource.Repository);
                var joined = Policy.Join(organisation, repository).Match((it, _) => it, _ => throw new InvalidOperationException());
                var worse = new[] { organisation, repository }.Max(part => Gate.Decide(facts, Policy.Of(part)).Kind);
                return Gate.Decide(facts, joined).Kind == worse;
            }
        );

    [Fact]
    public void The_same_facts_give_the_same_bytes_also_after_a_journey_through_JSON() =>
        Holds(
            (rules, facts) =>
            {
                var policy = PolicyOf(rules);
                var again = FactsJson
                    .Read(FactsJson.Write(facts))
                    .Match((it, _) => it, problems => throw new InvalidOperationException(string.Join("\n", problems)));
                return VerdictJson
                        .Write(Gate.Decide(facts, policy), facts, policy)
                        .SequenceEqual(VerdictJson.Write(Gate.Decide(again, policy), again, policy))
                    && FactsJson.Write(again).SequenceEqual(FactsJson.Write(facts));
            }
        );
}
