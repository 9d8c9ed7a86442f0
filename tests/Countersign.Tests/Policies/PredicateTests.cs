// One claim, at least, for each predicate; each is asked through its own parser.
using Countersign.Changes;
using Countersign.Impact;
using Countersign.Inputs;
using Countersign.Policies;
using Countersign.Policies.Predicates;
using Countersign.Provenance;
using Countersign.Tests.Given;

namespace Countersign.Tests.Policies;

public sealed class PredicateTests
{
    private static Truth Ask(string name, string written, Facts facts, Reckoning reckoning = Reckoning.SumsForMore)
    {
        var reading = new Reading();
        var predicate = PredicateKinds.All.Single(kind => kind.Name == name).Parse(Written.Of(written), reading);
        reading.Problems.ShouldBeEmpty();
        var answer = predicate!.Ask(facts, new PolicyContext(A.Scale, "rule", 7, reckoning));
        (answer.Evidence.Count + (answer.Parts?.Count ?? 0)).ShouldBeGreaterThan(0);
        return answer.Truth;
    }

    private static readonly Facts Docs = A.Change().Files(A.File("docs/a.md", "docs"));

    [Theory]
    [InlineData("paths", "'src/**'", Truth.Holds)]
    [InlineData("paths", "['lib/**', 'docs/**']", Truth.DoesNotHold)]
    [InlineData("paths", "{'only': 'src/**'}", Truth.Holds)]
    [InlineData("paths", "{'none': 'src/**'}", Truth.DoesNotHold)]
    [InlineData("paths", "{'any': 'src/**', 'except': 'src/a.*'}", Truth.DoesNotHold)]
    [InlineData("paths", "{'none': 'src/**', 'except': 'src/a.*'}", Truth.Holds)]
    [InlineData("paths", "'regex:^src/.[.]cs$'", Truth.Holds)]
    [InlineData("change-kind", "['code', 'ci']", Truth.Holds)]
    [InlineData("change-kind", "{'only': 'docs'}", Truth.DoesNotHold)]
    [InlineData("provenance", "{'at-least': 'advised'}", Truth.DoesNotHold)]
    [InlineData("author", "'jo'", Truth.Holds)]
    [InlineData("author", "'sam'", Truth.DoesNotHold)]
    [InlineData("contributors", "{'only': ['jo', 'sam']}", Truth.Holds)]
    [InlineData("single-maker", "true", Truth.Holds)]
    [InlineData("single-maker", "false", Truth.DoesNotHold)]
    [InlineData("author-level", "{'below': 'mid'}", Truth.Holds)]
    [InlineData("author-level", "{'below': 'junior'}", Truth.DoesNotHold)]
    [InlineData("author-level", "{'at-least': 'mid'}", Truth.DoesNotHold)]
    [InlineData("author-familiarity", "'first-change-here'", Truth.DoesNotHold)]
    [InlineData("requester-of-agent", "{'known': false}", Truth.DoesNotHold)]
    [InlineData("target-branch", "'main'", Truth.Holds)]
    [InlineData("target-branch", "'release/*'", Truth.DoesNotHold)]
    [InlineData("target-branch", "'regex:^ma'", Truth.Holds)]
    [InlineData("target-branch", "'regex:^refs/heads/main$'", Truth.DoesNotHold)]
    [InlineData("source-branch", "'x'", Truth.Faulted)]
    [InlineData("repository", "'git:00112233445566778899aabbccddeeff'", Truth.Holds)]
    [InlineData("size", "{'files': {'at-least': 1}}", Truth.Holds)]
    [InlineData("size", "{'files': {'over': 1}}", Truth.DoesNotHold)]
    [InlineData("size", "{'lines': {'under': 1}}", Truth.DoesNotHold)]
    [InlineData("size", "{'added': {'at-least': 1}}", Truth.Holds)]
    [InlineData("size", "{'deleted': {'over': 0}}", Truth.DoesNotHold)]
    [InlineData("blast-radius", "{'reaches': 'low'}", Truth.DoesNotHold)]
    [InlineData("likelihood", "{'percentile': {'over': 90}}", Truth.Faulted)]
    [InlineData("reversibility", "'reversible'", Truth.Holds)]
    [InlineData("review-minutes", "{'over': 3}", Truth.DoesNotHold)]
    [InlineData("review-minutes", "{'at-least': 3}", Truth.Holds)]
    [InlineData("labels", "'x'", Truth.DoesNotHold)]
    [InlineData("title", "{'starts-with': 'PAYMENTS:'}", Truth.Holds)]
    [InlineData("title", "{'contains': 'hotfix'}", Truth.DoesNotHold)]
    [InlineData("title", "{'matches': '^payments: [a-z ]+$'}", Truth.Holds)]
    [InlineData("commit-signatures", "'good'", Truth.DoesNotHold)]
    [InlineData("commit-signatures", "{'by': ['jo', 'team:core']}", Truth.DoesNotHold)]
    [InlineData("checks", "{'name': 'build', 'conclusion': 'success'}", Truth.DoesNotHold)]
    [InlineData("checks", "{'name': 'build', 'conclusion': 'missing'}", Truth.Holds)]
    [InlineData("checks", "{'name': 'build', 'only': ['success']}", Truth.DoesNotHold)]
    [InlineData("statuses", "{'name': 'build', 'conclusion': 'missing'}", Truth.Holds)]
    [InlineData("workflow-results", "{'name': 'build', 'conclusion': 'failure'}", Truth.DoesNotHold)]
    [InlineData("sarif", "{'errors': {'over': 0}}", Truth.Faulted)]
    [InlineData("coverage", "{'of-changed-lines': {'under': 0.8}}", Truth.Faulted)]
    [InlineData("tests", "'absent'", Truth.Holds)]
    [InlineData("tests", "['weakened', 'deleted']", Truth.DoesNotHold)]
    [InlineData("new-dependency", "true", Truth.DoesNotHold)]
    [InlineData("sensitive-entity", "['authz']", Truth.Faulted)]
    [InlineData("previous-incident", "true", Truth.Faulted)]
    [InlineData("time-window", "{'days': ['fri']}", Truth.Holds)]
    [InlineData("time-window", "{'from': '2027-01-15', 'to': '2027-01-15'}", Truth.Holds)]
    [InlineData("time-window", "{'from': '2027-01-16'}", Truth.DoesNotHold)]
    [InlineData("time-window", "{'to': '2027-01-14'}", Truth.DoesNotHold)]
    [InlineData("time-window", "{'after': '18:00', 'before': '11:00'}", Truth.Holds)]
    [InlineData("time-window", "{'after': '10:00', 'before': '11:00', 'utc-offset': '+01:00'}", Truth.DoesNotHold)]
    [InlineData("time-window", "{'after': '09:00', 'before': '10:00', 'utc-offset': '-01:00'}", Truth.Holds)]
    [InlineData("exact-revert", "true", Truth.DoesNotHold)]
    [InlineData("exact-revert", "false", Truth.Holds)]
    [InlineData("not", "{'exact-revert': true}", Truth.Holds)]
    [InlineData("not", "{'likelihood': {'percentile': {'over': 9}}}", Truth.Faulted)]
    [InlineData("any", "[{'likelihood': {'percentile': {'over': 9}}}, {'exact-revert': false}]", Truth.Holds)]
    [InlineData("any", "[{'likelihood': {'percentile': {'over': 9}}}, {'exact-revert': true}]", Truth.Faulted)]
    [InlineData("any", "[{'labels': 'x'}, {'exact-revert': true}]", Truth.DoesNotHold)]
    [InlineData("all", "[{'likelihood': {'percentile': {'over': 9}}}, {'exact-revert': true}]", Truth.DoesNotHold)]
    [InlineData("all", "[{'likelihood': {'percentile': {'over': 9}}}, {'exact-revert': false}]", Truth.Faulted)]
    [InlineData("all", "[{'author': 'jo'}, {'exact-revert': false}]", Truth.Holds)]
    public void A_predicate_answers_for_an_ordinary_change(string name, string written, Truth expected) =>
        Ask(name, written, A.Change()).ShouldBe(expected);

    [Fact]
    public void One_result_that_is_not_named_spoils_only()
    {
        var both = A.Change().Evidence("workflow", "test", "success").Evidence("workflow", "test", "failure");

        Ask("workflow-results", "{'name': 'test', 'conclusion': ['success']}", both).ShouldBe(Truth.Holds);
        Ask("workflow-results", "{'name': 'test', 'only': ['success']}", both).ShouldBe(Truth.DoesNotHold);
        Ask("workflow-results", "{'name': 'test', 'only': ['success', 'failure']}", both).ShouldBe(Truth.Holds);
    }

    [Fact]
    public void A_second_maker_and_one_whom_nothing_vouches_for_are_not_a_single_one()
    {
        Ask("single-maker", "true", A.Change().MadeBy(A.Maker("jo", "junior"), A.Maker("sam", "senior"))).ShouldBe(Truth.DoesNotHold);
        Ask("single-maker", "true", A.Change().MadeBy(A.Maker("jo", "junior", authenticated: false))).ShouldBe(Truth.DoesNotHold);
    }

    [Fact]
    public void Every_predicate_is_asked_in_this_file()
    {
        var asked = typeof(PredicateTests)
            .GetMethod(nameof(A_predicate_answers_for_an_ordinary_change))!
            .CustomAttributes.Where(it => it.AttributeType == typeof(InlineDataAttribute))
            .Select(it => ((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)it.ConstructorArguments[0].Value!)[0].Value as string);
        PredicateKinds.Names.Except(asked).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("120000", "120000", false)]
    [InlineData("160000", "160000", false)]
    [InlineData("100644", "100755", false)]
    [InlineData("000000", "100755", false)]
    [InlineData("100644", "100644", true)]
    public void Only_paths_is_false_for_what_a_name_does_not_tell(string oldMode, string newMode, bool isLfs)
    {
        var facts = A.Change().Files(A.File("docs/a.md", "docs") with { OldMode = oldMode, NewMode = newMode, IsLfsPointer = isLfs });
        Ask("paths", "{'only': 'docs/**'}", facts).ShouldBe(Truth.DoesNotHold);
        Ask("change-kind", "{'only': 'docs'}", facts).ShouldBe(Truth.DoesNotHold);
        Ask("paths", "{'only': 'docs/**', 'allow': ['symlinks', 'submodules', 'mode-changes', 'lfs-pointers']}", facts).ShouldBe(Truth.Holds);
    }

    [Fact]
    public void A_file_moved_out_of_a_folder_still_touches_that_folder()
    {
        var facts = A.Change().Files(A.File("docs/a.md", "docs") with { RenamedFrom = RepoPath.Of("src/a.cs") });
        Ask("paths", "'src/**'", facts).ShouldBe(Truth.Holds);
        Ask("paths", "{'only': 'docs/**'}", facts).ShouldBe(Truth.DoesNotHold);
    }

    [Fact]
    public void Zero_files_is_neither_any_nor_only()
    {
        Facts facts = A.Change().Files();
        Ask("paths", "{'only': '**'}", facts).ShouldBe(Truth.DoesNotHold);
        Ask("paths", "'**'", facts).ShouldBe(Truth.DoesNotHold);
        Ask("paths", "{'none': '**'}", facts).ShouldBe(Truth.Holds);
    }

    [Theory]
    [InlineData(AssistanceClass.None, Truth.DoesNotHold)]
    [InlineData(AssistanceClass.Advised, Truth.DoesNotHold)]
    [InlineData(AssistanceClass.Assisted, Truth.Holds)]
    [InlineData(AssistanceClass.Agent, Truth.Holds)]
    [InlineData(AssistanceClass.Tool, Truth.DoesNotHold)]
    [InlineData(AssistanceClass.Automation, Truth.DoesNotHold)]
    [InlineData(AssistanceClass.Unknown, Truth.Holds)]
    public void Provenance_is_a_scale_and_unknown_counts_as_assisted(AssistanceClass found, Truth expected)
    {
        Ask("provenance", "{'at-least': 'assisted'}", A.Change().Assisted(found)).ShouldBe(expected);
        Ask("provenance", "{'at-least': 'assisted', 'unknown-counts-as': 'none'}", A.Change().Assisted(AssistanceClass.Unknown))
            .ShouldBe(Truth.DoesNotHold);
        Ask("provenance", "{'is': ['tool', 'automation']}", A.Change().Assisted(found))
            .ShouldBe(found is AssistanceClass.Tool or AssistanceClass.Automation ? Truth.Holds : Truth.DoesNotHold);
    }

    [Fact]
    public void Whoever_nothing_vouches_for_counts_as_the_lowest_level()
    {
        Ask("author-level", "{'below': 'mid'}", A.Change().MadeBy(A.Maker("sam", "senior", authenticated: false))).ShouldBe(Truth.Holds);
        Ask("author-level", "{'below': 'mid'}", A.Change().MadeBy(A.Maker("sam", "senior"))).ShouldBe(Truth.DoesNotHold);
        Ask("author-level", "{'below': 'mid'}", A.Change().MadeBy(A.Maker("sam", "senior"), A.Maker("jun", "junior"))).ShouldBe(Truth.Holds);
        Ask("author-level", "{'below': 'mid'}", A.Change().MadeBy(A.Agent("a tool"))).ShouldBe(Truth.Holds);
        Ask("contributors", "{'only': 'sam'}", A.Change().MadeBy(A.Maker("sam", "senior", authenticated: false))).ShouldBe(Truth.DoesNotHold);
    }

    [Fact]
    public void A_tag_named_like_the_branch_is_another_target() =>
        Ask("target-branch", "'main'", A.Change().Subject(it => it with { TargetRef = "refs/tags/main" })).ShouldBe(Truth.DoesNotHold);

    [Theory]
    [InlineData(Criticality.Low, "medium", Truth.DoesNotHold)]
    [InlineData(Criticality.Medium, "medium", Truth.Holds)]
    [InlineData(Criticality.Critical, "medium", Truth.Holds)]
    public void Reaches_means_that_or_worse(Criticality reached, string asked, Truth expected) =>
        Ask("blast-radius", $"{{'reaches': '{asked}'}}", A.Change().Reaching(reached)).ShouldBe(expected);

    [Fact]
    public void Unmapped_files_count_as_medium_and_unknown_coverage_raises_by_one()
    {
        Facts unmapped = A.Change().Reach(it => it with { Unmapped = [RepoPath.Of("x")] });
        Ask("blast-radius", "{'reaches': 'medium'}", unmapped).ShouldBe(Truth.Holds);
        Ask("blast-radius", "{'reaches': 'high'}", unmapped).ShouldBe(Truth.DoesNotHold);
        Ask("blast-radius", "{'reaches': 'medium', 'unmapped-counts-as': 'low'}", unmapped).ShouldBe(Truth.DoesNotHold);
        Facts unknown = A.Change().Reaching(Criticality.Medium).Reach(it => it with { UnknownCoverage = "graph too old" });
        Ask("blast-radius", "{'reaches': 'high'}", unknown).ShouldBe(Truth.Holds);
        Ask("blast-radius", "{'reaches': 'critical'}", unknown).ShouldBe(Truth.DoesNotHold);
        Ask("blast-radius", "{'unknown-coverage': true}", unknown).ShouldBe(Truth.Holds);
        Ask("blast-radius", "{'components': {'over': 1}}", unknown).ShouldBe(Truth.DoesNotHold);
        Ask("blast-radius", "{'reaches': 'low'}", A.Change().With(it => it with { Reach = null })).ShouldBe(Truth.Faulted);
    }

    [Fact]
    public void A_limit_under_which_less_is_asked_counts_what_landed_lately_and_a_refusal_does_not()
    {
        Facts slice = A.Change().Landed(days: 7, changes: 3, lines: 90, minutes: 30);
        Ask("size", "{'effective-lines': {'over': 50}}", slice).ShouldBe(Truth.Holds);
        Ask("size", "{'effective-lines': {'over': 50}}", slice, Reckoning.ChangeAlone).ShouldBe(Truth.DoesNotHold);
        Ask("size", "{'effective-lines': {'under': 50}}", slice).ShouldBe(Truth.Holds);
        Ask("not", "{'size': {'effective-lines': {'under': 50}}}", slice).ShouldBe(Truth.Holds);
        Ask("not", "{'size': {'effective-lines': {'under': 50}}}", slice, Reckoning.ChangeAlone).ShouldBe(Truth.DoesNotHold);
        Ask("review-minutes", "{'over': 20}", slice).ShouldBe(Truth.Holds);
        Ask("size", "{'effective-lines': {'over': 50}}", A.Change().With(it => it with { History = null })).ShouldBe(Truth.Faulted);
        Ask("size", "{'effective-lines': {'over': 0}}", A.Change().With(it => it with { History = null })).ShouldBe(Truth.Holds);
        Ask("size", "{'effective-lines': {'over': 50}}", A.Change().Landed(days: 3, changes: 1, lines: 90)).ShouldBe(Truth.Faulted);
    }

    [Fact]
    public void Evidence_counts_only_for_this_very_content()
    {
        Facts facts = A.Change()
            .Evidence("check", "build", "success")
            .Evidence("sarif", "scan", "done", it => it with { Numbers = new Dictionary<string, double> { ["errors"] = 2 } });
        Ask("checks", "{'name': 'build', 'conclusion': 'success'}", facts).ShouldBe(Truth.Holds);
        Ask("sarif", "{'errors': {'over': 1}}", facts).ShouldBe(Truth.Holds);
        var elsewhere = facts with { Evidence = [.. facts.Evidence.Select(it => it with { IsForThisContent = false })] };
        Ask("checks", "{'name': 'build', 'conclusion': 'success'}", elsewhere).ShouldBe(Truth.DoesNotHold);
        Ask("sarif", "{'errors': {'over': 1}}", elsewhere).ShouldBe(Truth.Faulted);
    }

    [Fact]
    public void A_scan_names_what_it_found()
    {
        Facts scanned = A.Change().Evidence("check", "sensitive-entity", "found", it => it with { Names = ["authz"] });
        Ask("sensitive-entity", "['authz', 'schema']", scanned).ShouldBe(Truth.Holds);
        Ask("sensitive-entity", "['schema']", scanned).ShouldBe(Truth.DoesNotHold);
        Ask("new-dependency", "true", A.Change().Files(A.File("go.mod", "dependency"))).ShouldBe(Truth.Faulted);
    }

    [Fact]
    public void Coverage_is_a_share_and_nothing_to_cover_is_covered()
    {
        Facts With(double covered, double coverable) =>
            A.Change()
                .Evidence(
                    "coverage",
                    "c",
                    "done",
                    it =>
                        it with
                        {
                            Numbers = new Dictionary<string, double> { ["covered"] = covered, ["coverable"] = coverable },
                        }
                );
        Ask("coverage", "{'of-changed-lines': {'under': 0.8}}", With(7, 10)).ShouldBe(Truth.Holds);
        Ask("coverage", "{'of-changed-lines': {'under': 0.8}}", With(8, 10)).ShouldBe(Truth.DoesNotHold);
        Ask("coverage", "{'of-changed-lines': {'under': 0.8}}", With(0, 0)).ShouldBe(Truth.DoesNotHold);
    }

    [Fact]
    public void A_scan_adds_to_the_list_of_incidents_and_takes_nothing_away()
    {
        var here = new IncidentFacts(2, 0, null) { Here = ["2026-03-refunds"] };
        Asked(here, null).ShouldBe(Truth.Holds);
        Asked(here, []).ShouldBe(Truth.Holds);
        Asked(new IncidentFacts(2, 1, null), null).ShouldBe(Truth.DoesNotHold);
        Asked(new IncidentFacts(2, 1, null), ["elsewhere"]).ShouldBe(Truth.Holds);
        Asked(new IncidentFacts(0, 0, "it is broken"), null).ShouldBe(Truth.Faulted);
        Asked(new IncidentFacts(0, 0, "it is broken"), []).ShouldBe(Truth.Faulted, "a scan that found nothing hides no broken list");
        Asked(new IncidentFacts(0, 0, "it is broken"), ["elsewhere"]).ShouldBe(Truth.Holds);
        Asked(null, []).ShouldBe(Truth.DoesNotHold);

        static Truth Asked(IncidentFacts? list, string[]? scanned)
        {
            var change = scanned is null ? A.Change() : A.Change().Evidence("check", "previous-incident", "done", it => it with { Names = scanned });
            return Ask("previous-incident", "true", change.With(facts => facts with { Incidents = list }));
        }
    }

    [Fact]
    public void A_deleted_test_file_is_seen_without_any_evidence()
    {
        Facts deleted = A.Change().Files(A.File("t/a.cs", "test") with { NewMode = "000000" });
        Ask("tests", "'deleted'", deleted).ShouldBe(Truth.Holds);
        Ask("tests", "'weakened'", deleted).ShouldBe(Truth.Faulted);
        Ask("tests", "'absent'", Docs).ShouldBe(Truth.DoesNotHold);
    }
}
