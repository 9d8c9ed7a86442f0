// One claim, at least, for each requirement besides sign-offs, each with what is missing when it is not met.
using Countersign.Gating;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Policies;
using Countersign.Provenance;
using Countersign.Tests.Given;

namespace Countersign.Tests.Policies;

public sealed class RequirementTests
{
    private static Verdict Decide(string require, GivenFacts facts) => Gate.Decide(facts, A.Policy($"{{'name': 'r', 'require': {require}}}"));

    private static void Met(string require, GivenFacts facts) => Decide(require, facts).Kind.ShouldBe(VerdictKind.Allowed);

    private static MissingItem Lacks(string require, GivenFacts facts) =>
        Decide(require, facts).ShouldBeOfType<Verdict.Held>().Missing.ShouldHaveSingleItem();

    [Fact]
    public void Nothing_asks_for_nothing() => Met("'nothing'", A.Change());

    [Fact]
    public void A_peer_is_any_other_person()
    {
        Met("{'peer-review': 1}", A.Change().Signed("jun"));
        var item = Lacks("{'peer-review': 2}", A.Change().Signed("jun"));
        (item.Id, item.Requirement).ShouldBe(("peer-review", "2 other readers"));
        item.Who.ShouldNotContain(PersonId.Parse("jun"));
    }

    [Fact]
    public void A_case_names_the_sections_that_are_still_open()
    {
        Met("{'case': 'answered'}", A.Change().Cased("why", "breaks", "checked", "not-understood", "rollback"));
        var item = Lacks("{'case': ['asked', 'alternatives']}", A.Change().Cased("asked"));
        (item.Id, item.How).ShouldBe(("case", "countersign case --alternatives '...'"));
        item.Who.ShouldBe([PersonId.Parse("jo")]);
    }

    [Fact]
    public void A_case_by_somebody_else_is_not_the_authors() =>
        Lacks("{'case': 'why'}", A.Change().Cased("why").With(it => it with { Case = it.Case! with { SignedBy = PersonId.Parse("sam") } }))
            .Id.ShouldBe("case");

    [Fact]
    public void A_case_for_an_earlier_content_is_asked_again_until_its_author_or_a_reader_takes_it_for_this_one()
    {
        static GivenFacts Older() => A.Change().Cased("why").With(it => it with { Case = it.Case! with { IsForOlderPatchSet = true } });

        var item = Lacks("{'case': 'why'}", Older());
        Met("{'case': 'why'}", Older().Signed("sam"));
        Lacks("{'case': 'why'}", Older().Signed("jo")).Id.ShouldBe("case");
        Lacks("{'case': 'why'}", Older().Signed("sam", it => it with { Carries = false })).Id.ShouldBe("case");

        (item.Id, item.How).ShouldBe(("case", "countersign case"));
        item.Who.ShouldBe([PersonId.Parse("jo")]);
    }

    [Theory]
    [InlineData("{'rollback': 'stated'}", "rollback")]
    [InlineData("{'rollout': 'canary'}", "rollout")]
    [InlineData("{'rollout': 'plan'}", "rollout")]
    public void Rollback_and_rollout_are_sections_of_the_case(string require, string section)
    {
        Met(require, A.Change().Cased(section));
        Lacks(require, A.Change().Cased("why")).Id.ShouldBe(section);
        Lacks(require, A.Change()).Id.ShouldBe(section);
    }

    [Fact]
    public void Questions_answered_asks_for_an_answer_to_every_one()
    {
        Met("{'questions': 'answered'}", A.Change().Asked("sam", blocking: false, answered: true));
        Met("{'questions': 'answered'}", A.Change().Asked("sam", blocking: false, closed: true));
        Lacks("{'questions': 'answered'}", A.Change().Asked("sam", blocking: false)).Id.ShouldBe("answer");
    }

    [Fact]
    public void Conditions_met_names_each_that_is_not()
    {
        Met("{'conditions': 'met'}", A.Change().Condition("sam", met: true));
        Decide("{'conditions': 'met'}", A.Change().Condition("mara")).Missing.ShouldHaveSingleItem().Rule.ShouldBe("conditions");
    }

    [Fact]
    public void A_check_counts_with_its_conclusion_and_for_this_content()
    {
        const string Build = "{'evidence': [{'check': 'build', 'conclusion': 'success'}]}";
        Met(Build, A.Change().Evidence("check", "build", "success"));
        Met(Build, A.Change().Evidence("check", "build", "failure").Evidence("check", "build", "success"));
        Lacks(Build, A.Change().Evidence("check", "build", "failure")).Id.ShouldBe("evidence");
        Lacks(Build, A.Change().Evidence("check", "other", "success")).How.ShouldContain("--check build --conclusion success");
        Lacks(Build, A.Change().Evidence("check", "build", "success", it => it with { IsForThisContent = false })).Id.ShouldBe("evidence");
        Lacks(Build, A.Change().Evidence("sarif", "build", "success")).Id.ShouldBe("evidence");
    }

    [Fact]
    public void Static_analysis_and_coverage_are_numbers_with_a_limit()
    {
        GivenFacts With(string type, string name, double value) =>
            A.Change()
                .Evidence(
                    type,
                    "x",
                    "done",
                    it =>
                        it with
                        {
                            Numbers = new Dictionary<string, double> { [name] = value, ["coverable"] = 10 },
                        }
                );
        Met("{'evidence': {'sarif': {'errors': 1}}}", With("sarif", "errors", 1));
        Lacks("{'evidence': {'sarif': {'errors': 1}}}", With("sarif", "errors", 2));
        Lacks("{'evidence': {'sarif': {'warnings': 0}}}", With("sarif", "warnings", 1));
        Lacks("{'evidence': {'sarif': {'errors': 0}}}", A.Change()).How.ShouldContain("--sarif");
        Met("{'evidence': {'coverage': {'of-changed-lines': 0.8}}}", With("coverage", "covered", 8));
        Lacks("{'evidence': {'coverage': {'of-changed-lines': 0.8}}}", With("coverage", "covered", 7));
        Lacks("{'evidence': {'coverage': {'of-changed-lines': 0.8}}}", A.Change()).How.ShouldContain("--coverage");
    }

    [Fact]
    public void Tests_come_not_only_from_the_tool_that_wrote_the_code()
    {
        const string Others = "{'evidence': [{'tests': {'not-only-by': 'same-tool'}}]}";
        GivenFacts By(params string[] writers) =>
            A.Change().Assisted(AssistanceClass.Assisted, "tool-a").Evidence("tests", "tests", "done", it => it with { Names = writers });
        Met(Others, A.Change());
        Lacks(Others, A.Change().Assisted(AssistanceClass.Assisted, "tool-a"));
        Lacks(Others, By("tool-a"));
        Lacks(Others, By("Tool-A"));
        Met(Others, By("tool-b"));
        Met(Others, By("tool-a", "person"));
        Lacks(Others, A.Change().Assisted(AssistanceClass.Unknown).Evidence("tests", "tests", "done", it => it with { Names = ["tool-b"] }));
    }

    [Theory]
    [InlineData(24, VerdictKind.Allowed)]
    [InlineData(23, VerdictKind.Held)]
    public void A_waiting_period_counts_from_when_the_gate_first_saw_the_content(int hours, VerdictKind expected) =>
        Decide(
            "{'waiting-period': {'hours': 24}}",
            A.Change().With(it => it with { Subject = it.Subject with { FirstSeen = it.Now.AddHours(-hours) } })
        )
            .Kind.ShouldBe(expected);

    [Fact]
    public void A_waiting_period_without_a_beginning_cannot_be_told() =>
        Decide("{'waiting-period': {'hours': 24}}", A.Change()).Kind.ShouldBe(VerdictKind.Faulted);

    [Fact]
    public void One_whole_way_of_several_is_enough_even_where_another_cannot_be_told()
    {
        const string Ways = "{'any': [{'peer-review': 2, 'rollback': 'stated'}, {'waiting-period': {'hours': 24}}]}";
        Met(Ways, A.Change().Signed("sam").Signed("sol").Cased("rollback"));
        Decide(Ways, A.Change().Signed("sam").Signed("sol")).Missing.ShouldHaveSingleItem().Requirement.ShouldBe("a stated way back");
        Decide("{'any': [{'waiting-period': {'hours': 1}}, {'waiting-period': {'hours': 2}}]}", A.Change()).Kind.ShouldBe(VerdictKind.Faulted);
    }

    [Fact]
    public void Facts_that_leave_out_their_lists_read_as_empty_lists_or_not_at_all()
    {
        const string Least = """
            { "now": "2027-01-15T10:00:00Z", "repository": { "id": "", "objectFormat": "sha1", "gitVersion": "" }, "provenance": { "class": "None", "basis": "declared" },
              "subject": { "targetRef": "refs/heads/main", "base": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "baseTree": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "head": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } }
            """;
        var kind = FactsJson
            .Read(System.Text.Encoding.UTF8.GetBytes(Least))
            .Match((facts, _) => Gate.Decide(facts, A.Policy()).Kind, _ => VerdictKind.Faulted);
        kind.ShouldNotBe(VerdictKind.Allowed);
    }
}
