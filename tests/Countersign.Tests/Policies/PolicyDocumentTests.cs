// A policy is read whole, or every problem in it is told at once, with a remedy.
using Countersign.Documents;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Policies;
using Countersign.Policies.Lint;
using Countersign.Policies.Predicates;
using Countersign.Policies.Requirements;
using Countersign.Tests.Given;
using Countersign.Tests.House;

namespace Countersign.Tests.Policies;

public sealed class PolicyDocumentTests
{
    private static IReadOnlyList<Problem> Problems(Node node) =>
        PolicyDocument.ReadAlone(node, A.Digest("p")).Match((_, warnings) => warnings, problems => problems);

    private static IEnumerable<string> CodesOf(params string[] rules) => Problems(A.Document("'nothing'", rules)).Select(problem => problem.Code);

    [Fact]
    public void All_problems_are_told_at_once_with_the_nearest_name()
    {
        var problems = Problems(
            A.Document(
                "'nothing'",
                "{'name': 'a', 'when': {'blast-radios': {}}, 'require': {'sign-of': 1}}",
                "{'name': 'b', 'wen': {}, 'require': {'peer-review': 0}}",
                "{'name': 'b', 'refuse': 'x'}"
            )
        );
        problems
            .Select(problem => problem.Code)
            .ShouldBe(["policy.unknown-predicate", "policy.unknown-requirement", "policy.unknown-key", "policy.bad-number"], ignoreOrder: true);
        problems.Single(problem => problem.Code == "policy.unknown-predicate").Remedy.ShouldBe("did you mean 'blast-radius'?");
        problems.Single(problem => problem.Code == "policy.unknown-requirement").Remedy.ShouldBe("did you mean 'sign-offs'?");
        problems.ShouldAllBe(problem => problem.Line > 0 && problem.Remedy.Length > 0);
    }

    [Theory]
    [InlineData("{}", "policy.missing-key")]
    [InlineData("[]", "policy.bad-shape")]
    [InlineData("'x'", "policy.bad-shape")]
    public void What_is_no_policy_is_refused(string written, string code) =>
        Problems(Written.Of(written)).Select(problem => problem.Code).Distinct().ShouldBe([code]);

    [Theory]
    [InlineData("{'require': {'peer-review': 1}}", "policy.missing-key")]
    [InlineData("{'name': 'r'}", "policy.missing-key")]
    [InlineData("{'name': 'r', 'require': {}}", "policy.bad-shape")]
    [InlineData("{'name': 'r', 'when': {}, 'require': 'nothing'}", "policy.bad-shape")]
    [InlineData("{'name': 'r', 'require': 'nothing', 'refuse': 'x'}", "policy.both")]
    [InlineData("{'name': 'r', 'require': 'nothing', 'mode': 'maybe'}", "policy.unknown-value")]
    [InlineData("{'name': 'r', 'require': 'nothing', 'mode': {'observe-until': '2027-13-01', 'then': 'enforce'}}", "policy.bad-date")]
    [InlineData("{'name': 'r', 'require': 'nothing', 'window': 0}", "policy.bad-number")]
    [InlineData("{'name': 'r', 'when': {'paths': []}, 'require': 'nothing'}", "policy.empty-list")]
    [InlineData("{'name': 'r', 'when': {'paths': 'a[b'}, 'require': 'nothing'}", "policy.bad-pattern")]
    [InlineData("{'name': 'r', 'when': {'change-kind': 'cod'}, 'require': 'nothing'}", "policy.unknown-value")]
    [InlineData("{'name': 'r', 'require': {'case': ['whi']}}", "policy.unknown-value")]
    public void Each_mistake_in_a_rule_has_its_code(string rule, string code) => CodesOf(rule).ShouldContain(code);

    [Fact]
    public void A_rule_name_stands_once() =>
        CodesOf("{'name': 'r', 'refuse': 'x'}", "{'name': 'r', 'refuse': 'y'}").ShouldBe(["policy.duplicate-rule"]);

    [Fact]
    public void A_repository_redefines_no_levels_shadows_no_rule_and_extends_no_override()
    {
        var organisation = A.Part(A.Document("'nothing'", "{'name': 'r', 'refuse': 'x'}"), PolicySource.Organisation) with
        {
            MayOverride = [PersonId.Parse("mara")],
        };
        var repository = A.Part(A.Document("'nothing'", "{'name': 'r', 'require': 'nothing'}"), PolicySource.Repository) with
        {
            Levels = [new("senior")],
            MayOverride = [PersonId.Parse("jo")],
        };
        Policy
            .Join(organisation, repository)
            .Match((_, _) => [], problems => problems.Select(it => it.Code))
            .ShouldBe(["policy.levels-redefined", "policy.shadowed-rule", "policy.override-extended"]);
    }

    private static List<string> Lint(RosterView roster, params string[] rules) =>
        [.. PolicyLint.Check(A.Policy(rules), roster, DateTimeOffset.Parse(A.Now)).Select(problem => problem.Code)];

    private static RosterView Roster(params PersonFacts[] more) =>
        new([A.Person("mara", "principal"), A.Person("pia", "principal"), A.Person("sam", "senior"), .. more], ["helper-bot"]);

    [Theory]
    [InlineData("'when': {'author-level': {'below': 'staff'}}, 'require': 'nothing'", "policy.unknown-level")]
    [InlineData("'require': {'sign-offs': {'from': {'person': ['nobody', 'mara']}}}", "policy.unknown-person")]
    [InlineData("'require': {'sign-offs': {'from': {'team': 'ghosts'}}}", "policy.unknown-team")]
    [InlineData("'when': {'author': 'team:ghosts'}, 'require': 'nothing'", "policy.unknown-team")]
    [InlineData("'when': {'size': {'lines': {'over': 9}}}, 'require': {'peer-review': 1}", "policy.missing-window")]
    [InlineData("'when': {'not': {'review-minutes': {'under': 9}}}, 'require': {'peer-review': 1}", "policy.missing-window")]
    [InlineData("'when': {'not': {'provenance': {'is': 'automation'}}}, 'require': {'peer-review': 1}", "policy.exempts-bot")]
    [InlineData("'when': {'not': {'author': 'helper-bot'}}, 'require': {'peer-review': 1}", "policy.exempts-bot")]
    [InlineData("'when': {'not': {'labels': 'hotfix'}}, 'require': {'peer-review': 1}", "policy.author-can-exempt")]
    [InlineData("'require': {'peer-review': 3}", "policy.nobody-can-meet")]
    [InlineData("'require': {'sign-offs': {'count': 2, 'from': {'at-least': 'principal'}}}", "policy.only-the-author-can-meet")]
    public void Lint_names_what_cannot_work_or_works_too_well(string rule, string code) =>
        Lint(Roster(), $"{{'name': 'r', {rule}}}").ShouldContain(code);

    [Theory]
    [InlineData("'when': {'size': {'lines': {'over': 9}}}, 'refuse': 'too long'")]
    [InlineData("'window': 7, 'when': {'size': {'lines': {'over': 9}}}, 'require': {'peer-review': 1}")]
    [InlineData("'when': {'author': ['helper-bot']}, 'require': {'peer-review': 1}")]
    [InlineData("'require': {'any': [{'peer-review': 3}, {'peer-review': 1, 'case': 'answered'}]}")]
    public void Lint_is_silent_about_what_works(string rule) => Lint(Roster(), $"{{'name': 'r', {rule}}}").ShouldBeEmpty();

    [Fact]
    public void Lint_warns_where_one_person_alone_could_sign_the_governance_files() =>
        Lint(new RosterView([A.Person("mara", "principal")], [])).ShouldBe(["policy.governance-unreachable"]);

    [Fact]
    public void The_schema_for_editors_is_what_the_parser_reads() => Approved.ShouldHold("specs/policy.schema.json", PolicySchema.Write());

    [Fact]
    public void The_list_of_terms_has_a_row_for_each_predicate_and_requirement() =>
        Approved.ShouldHold(
            "specs/policy-terms.md",
            $"# Every predicate and requirement\n\nWritten by a test from the parsers; the model and the syntax are in `policy.md`.\n\n"
                + $"## Predicates: does the rule apply?\n\n{Table(PredicateKinds.All.Select(it => (it.Name, it.Says, it.ChangedBy)))}\n"
                + $"## Requirements: what must be true to enter?\n\n{Table(RequirementKinds.All.Select(it => (it.Name, it.Says, it.ChangedBy)).Append(("nothing", "nothing is asked; lifts nothing that another rule asks", Happening.None)))}"
        );

    private static string Table(IEnumerable<(string Name, string Says, Happening ChangedBy)> kinds) =>
        "| key | says | what can change it |\n|---|---|---|\n"
        + string.Concat(
            kinds.Select(it =>
                $"| `{it.Name}` | {it.Says} | {(it.ChangedBy == Happening.None ? "what stands inside" : $"{it.ChangedBy}".ToLowerInvariant())} |\n"
            )
        );
}
