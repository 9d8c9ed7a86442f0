// `policy` says everything at once, runs the cases, and shows what declaring "no tool" would save somebody.
using System.Text.Json;
using Countersign.Cli.Tests.Given;
using Countersign.Policies;

namespace Countersign.Cli.Tests.Rules;

public sealed class PolicyVerbTests
{
    private const string Broken = """
        version: 1
        owner: nobody-here
        review-by: 2020-01-01
        levels: [junior, mid, senior, principal]
        otherwise: nothing
        rules:
          - name: two readers
            when: { blast-radios: { reaches: high } }
            require: { peer-review: 1 }
          - name: signed
            when: { paths: { any: ["src/**"] } }
            require: { sign-off: { count: 1 } }

        """;

    [Fact]
    public void A_rule_about_probability_is_warned_of_while_there_is_no_model_and_a_broken_list_of_incidents_is_named()
    {
        using var gate = GivenGate.Open();
        var clone = gate.Clone("jun");
        const string rule =
            "rules:\n  - name: likely to be mended\n    when: { likelihood: { PLACE: { over: 0.5 } } }\n    require: { peer-review: 1 }\n";
        string Lint(string place)
        {
            var rules = rule.Replace("PLACE", place, StringComparison.Ordinal);
            gate.Write(clone, ".countersign/policy.yml", GivenGate.PracticePolicy.Replace("rules:\n", rules, StringComparison.Ordinal));
            return gate.Run("jun", "policy", "lint").Flat();
        }

        Lint("probability").ShouldContain("'likely to be mended' asks for a probability, and there is no fitted model");
        Lint("percentile").ShouldNotContain("fitted model");
        gate.Write(clone, ".countersign/incidents.yml", "version: 7\nincidents: []\n");
        Lint("percentile").ShouldContain(".countersign/incidents.yml:1: error:");
    }

    [Fact]
    public void Lint_says_every_problem_at_once_with_its_line_code_and_remedy()
    {
        using var gate = GivenGate.Open();
        gate.Write(gate.Clone("jun"), ".countersign/policy.yml", Broken);

        var lint = gate.Run("jun", "policy", "lint");

        lint.Code.ShouldBe(ExitCode.Refused);
        lint.Output.ShouldContain(".countersign/policy.yml:8: error:");
        lint.Output.ShouldContain("did you mean 'blast-radius'?");
        lint.Output.ShouldContain(".countersign/policy.yml:12: error:");
        lint.Output.ShouldContain("did you mean 'sign-offs'?");
        lint.Output.ShouldContain("2 errors");
    }

    [Fact]
    public void Lint_warns_of_owners_in_codeowners_whom_nobody_in_the_roster_is()
    {
        using var gate = GivenGate.Open();
        const string Owners = "* @harbour/payments teo@harbour.example\n/config/ @departed @harbour/plattform\n/pages/ mara@elsewhere.example\n";
        gate.Write(gate.Clone("jun"), ".github/CODEOWNERS", Owners);

        var here = gate.Run("jun", "policy", "lint");
        var roster = gate.Run("jun", "roster", "lint");
        gate.Git(gate.Clone("jun"), "checkout", "-q", "-b", "owners");
        gate.Commit("jun", "owners", ".github/CODEOWNERS", Owners);
        var committed = gate.Run("jun", "policy", "lint", "--base", "owners");

        foreach (var lint in new[] { here, roster, committed })
        {
            lint.Code.ShouldBe(0, lint.All);
            lint.Output.ShouldContain(".github/CODEOWNERS:2: warning: nobody in the roster is '@departed'");
            lint.Output.ShouldContain("nobody in the roster is '@harbour/plattform'");
            lint.Output.ShouldContain(".github/CODEOWNERS:3: warning: nobody in the roster is 'mara@elsewhere.example'");
            lint.Output.ShouldContain("3 warnings");
        }
    }

    [Fact]
    public void Lint_compares_the_policy_with_the_people_and_the_catalog_beside_it()
    {
        using var gate = GivenGate.Open();
        var clone = gate.Clone("jun");
        gate.Write(
            clone,
            ".countersign/policy.yml",
            GivenGate
                .PracticePolicy.Replace("owner: mara", "owner: maara", StringComparison.Ordinal)
                .Replace("2099-01-01", "2020-01-01", StringComparison.Ordinal)
        );
        gate.Write(
            clone,
            ".countersign/catalog.yml",
            GivenGate.PracticeCatalog.Replace("owner: platform", "owner: plattform", StringComparison.Ordinal)
        );

        using var lint = JsonDocument.Parse(gate.Run("jun", "policy", "lint", "--json").Output);

        var codes = lint.RootElement.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("code").GetString()).ToList();
        codes.ShouldContain("policy.unknown-person");
        codes.ShouldContain("policy.review-due");
        codes.ShouldContain("catalog.unknown-owner");
        lint.RootElement.GetProperty("errors").GetInt32().ShouldBe(2);
    }

    [Fact]
    public void The_rules_that_decide_today_can_be_linted_without_touching_the_work_tree()
    {
        using var gate = GivenGate.Open();
        gate.Write(gate.Clone("jun"), ".countersign/policy.yml", Broken);

        gate.Run("jun", "policy", "lint", "--base", "main").Code.ShouldBe(0);
        gate.Run("jun", "policy", "lint").Code.ShouldBe(ExitCode.Refused);
        gate.Run("jun", "policy", "lint", "nothing.yml").Code.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void Files_with_a_byte_order_mark_and_carriage_returns_are_read_like_any_other()
    {
        using var gate = GivenGate.Open();
        foreach (var file in new[] { "policy", "roster", "catalog" })
        {
            var path = $".countersign/{file}.yml";
            gate.Write(gate.Clone("jun"), path, "\uFEFF" + File.ReadAllText(Path.Combine(gate.Clone("jun"), path)).ReplaceLineEndings("\r\n"));
        }

        var lint = gate.Run("jun", "policy", "lint");

        lint.Code.ShouldBe(0, lint.All);
    }

    [Fact]
    public void Cases_beside_the_policy_are_run_and_the_one_that_differs_is_named_with_its_line()
    {
        using var gate = GivenGate.Open();
        gate.Write(
            gate.Clone("jun"),
            ".countersign/policy.cases.yml",
            "cases:\n  - { name: low is free, given: { level: junior, reaches: low }, expect: Allowed }\n  - { name: high is free, given: { level: junior, reaches: high }, expect: Allowed }\n"
        );

        var test = gate.Run("jun", "policy", "test");
        using var json = JsonDocument.Parse(gate.Run("jun", "policy", "test", "--json").Output);

        test.Code.ShouldBe(ExitCode.Refused);
        test.Output.ShouldContain("✓ low is free");
        test.Output.ShouldContain("✗ high is free  (.countersign/policy.cases.yml:3)");
        test.Output.ShouldContain("verdict: expected Allowed, got Held");
        json.RootElement.GetProperty("failed").GetInt32().ShouldBe(1);
    }

    [Fact]
    public void The_table_prints_what_is_lost_when_provenance_is_declared_as_none()
    {
        using var gate = GivenGate.Open();
        gate.Write(
            gate.Clone("jun"),
            "as-reported.yml",
            """
            version: 1
            owner: mara
            review-by: 2099-01-01
            levels: [junior, senior]
            otherwise: nothing
            rules:
              - name: assisted work by juniors
                when: { provenance: { at-least: assisted, unknown-counts-as: assisted }, author-level: { below: senior } }
                require: { sign-offs: { count: 1, from: { above: author, at-least: senior } } }
            """
        );

        var table = gate.Run("jun", "policy", "table", "as-reported.yml");
        using var json = JsonDocument.Parse(gate.Run("jun", "policy", "table", "as-reported.yml", "--json").Output);

        table.Code.ShouldBe(0, table.All);
        table.Output.ShouldContain("lost if declared none  1 sign-off above the author, at least senior");
        table.Output.ShouldContain("100 combinations, 3 different answers");
        json.RootElement.GetProperty("rows").GetArrayLength().ShouldBe(100);
    }

    [Fact]
    public void The_schema_printed_is_the_one_that_the_parser_is_held_to()
    {
        using var gate = GivenGate.Open();

        gate.Run("jun", "policy", "schema").Output.ShouldBe(PolicySchema.Write());
    }
}
