// `policy import` proposes, reports by line, overwrites nothing, and what it proposes is what the program reads.
using System.Text.Json;
using Countersign.Adapters.Documents;
using Countersign.Cli.Tests.Given;
using Countersign.Policies;
using Countersign.Policies.Imports;

namespace Countersign.Cli.Tests.Rules;

public sealed class PolicyImportTests
{
    private const string Bot = """
        policy:
          approval:
            - or: [docs only, "senior: sign-off"]
            - build
          disapproval:
            requires: { teams: ["harbour/seniors"] }
            if: { has_labels: ["do not merge"] }
        approval_rules:
          - name: docs only
            if: { only_changed_files: { paths: ["^docs/"] } }
          - name: "senior: sign-off"
            if: { file_not_deleted: { paths: ["x"] } }
            options: { allow_contributor: true, invalidate_on_push: true, methods: { comments: ["👍"] } }
            requires: { count: 1, teams: ["harbour/seniors"], users: ["Mara"] }
          - name: build
            requires: { conditions: { has_status: { statuses: ["build"] } } }

        """;

    [Fact]
    public void A_CODEOWNERS_where_both_forges_look_is_asked_about_and_a_wrong_word_points_to_the_help_of_the_inner_verb()
    {
        using var gate = GivenGate.Open();
        gate.Write(gate.Clone("jun"), "CODEOWNERS", "[Docs][2] @docs-team\n/docs/\n");

        gate.Run("jun", "policy", "import", "CODEOWNERS").Errors.ShouldContain("GitHub and GitLab both read a CODEOWNERS at this place");
        gate.Run("jun", "policy", "import", "x", "--kind", "nonsense").Errors.ShouldContain("See `countersign policy import --help`.");
    }

    [Fact]
    public void A_policy_and_its_report_say_what_became_of_each_line()
    {
        using var gate = GivenGate.Open();
        gate.Write(gate.Clone("jun"), ".policy.yml", Bot);

        var import = gate.Run("jun", "policy", "import", ".policy.yml");

        import.Code.ShouldBe(ExitCode.Held, import.All);
        import.Output.ShouldContain("# .policy.yml:9: docs only");
        import.Output.ShouldContain("refuse: 'The imported policy disapproves where has_labels holds.'");
        import.All.ShouldContain("'allow_contributor' would let people approve what they made");
        import.All.ShouldContain("'file_not_deleted' has no counterpart");
        import.All.ShouldContain("team harbour/seniors: github team harbour/seniors");
        YamlReader
            .Read(System.Text.Encoding.UTF8.GetBytes(import.Output), "the proposal")
            .Match((node, _) => PolicyDocument.ReadAlone(node, default).Match((policy, _) => policy.Rules.Count(), _ => 0), _ => 0)
            .ShouldBeGreaterThan(4);
    }

    [Fact]
    public void Nothing_is_overwritten_without_being_told_to()
    {
        using var gate = GivenGate.Open();
        var clone = gate.Clone("jun");
        gate.Write(clone, ".github/CODEOWNERS", "* @mara\n");
        var before = File.ReadAllText(Path.Combine(clone, ".countersign/policy.yml"));

        var refused = gate.Run("jun", "policy", "import", ".github/CODEOWNERS", "--out", ".countersign/policy.yml");
        var dry = gate.Run("jun", "policy", "import", ".github/CODEOWNERS", "--out", ".countersign/policy.yml", "--dry-run");

        refused.Code.ShouldBe(ExitCode.Usage);
        dry.Code.ShouldBe(ExitCode.Allowed, dry.All);
        dry.Output.ShouldBeEmpty();
        File.ReadAllText(Path.Combine(clone, ".countersign/policy.yml")).ShouldBe(before);

        gate.Run("jun", "policy", "import", ".github/CODEOWNERS", "--out", ".countersign/policy.yml", "--force").Code.ShouldBe(ExitCode.Allowed);
        File.ReadAllText(Path.Combine(clone, ".countersign/policy.yml")).ShouldContain(".github/CODEOWNERS:1: * @mara");
        gate.Run("jun", "policy", "lint").Code.ShouldBe(ExitCode.Allowed);
    }

    [Fact]
    public void What_the_name_of_a_file_does_not_say_is_asked()
    {
        using var gate = GivenGate.Open();
        var clone = gate.Clone("jun");
        gate.Write(clone, "CODEOWNERS", "[Docs]\n* @mara\n");
        gate.Write(clone, "pkg/OWNERS", "approvers: [mara]\n");

        gate.Run("jun", "policy", "import", "CODEOWNERS").Code.ShouldBe(ExitCode.Usage);
        gate.Run("jun", "policy", "import", "CODEOWNERS", "--kind", "gitlab").Output.ShouldContain("Docs: owners of * sign");
        gate.Run("jun", "policy", "import", "pkg/OWNERS").Output.ShouldContain("approvers of pkg sign");
        gate.Run("jun", "policy", "import", "nowhere/OWNERS").Code.ShouldBe(ExitCode.Usage);
        gate.Run("jun", "policy", "import", "pkg/OWNERS", "--owner", "No Body").Code.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void A_broken_file_is_told_line_by_line_and_proposes_nothing()
    {
        using var gate = GivenGate.Open();
        gate.Write(gate.Clone("jun"), ".policy.yml", "policy:\n  approval: [nobody knows it]\napproval_rules: 3\n");

        var import = gate.Run("jun", "policy", "import", ".policy.yml");

        import.Code.ShouldBe(ExitCode.Refused);
        import.Output.ShouldContain(".policy.yml:2: error: there is no rule 'nobody knows it'");
        import.Output.ShouldNotContain("version: 1");
    }

    [Fact]
    public void Programs_get_the_policy_the_notes_and_the_names_as_one_object()
    {
        using var gate = GivenGate.Open();
        gate.Write(gate.Clone("jun"), "CODEOWNERS", "* @mara @ghost\n");

        var import = gate.Run("jun", "policy", "import", "CODEOWNERS", "--json");

        using var json = JsonDocument.Parse(import.Output);
        json.RootElement.GetProperty("policy").GetString()!.ShouldContain("owners of * sign");
        json.RootElement.GetProperty("needs")
            .EnumerateArray()
            .Single(need => need.GetProperty("name").GetString() == "ghost")
            .GetProperty("known")
            .GetBoolean()
            .ShouldBeFalse();
    }

    /// <summary>What one reads is what the other wrote, whatever stands in it.</summary>
    [Fact]
    public void The_text_of_a_proposal_is_the_policy_that_was_decided_with()
    {
        var read = YamlReader.Read(System.Text.Encoding.UTF8.GetBytes(Bot), ".policy.yml").ShouldBeOfType<Documents.Parsed<Documents.Node>.Good>();
        var options = new ImportOptions(
            People.PersonId.Parse("mara"),
            [new("junior"), new("senior")],
            new DateOnly(2027, 2, 18),
            People.Roster.Empty
        );
        var imported = PolicyImport.FromPolicyBot(read.Value, ".policy.yml", options).ShouldBeOfType<Documents.Parsed<ImportedPolicy>.Good>().Value;
        var again = YamlReader
            .Read(System.Text.Encoding.UTF8.GetBytes(imported.Text), "again")
            .ShouldBeOfType<Documents.Parsed<Documents.Node>.Good>();

        Plain(again.Value).ShouldBe(Plain(imported.Document));
    }

    private static string Plain(Documents.Node node) =>
        node switch
        {
            Documents.Node.Mapping it => $"{{{string.Join(",", it.Entries.Select(entry => $"{entry.Key}:{Plain(entry.Value)}"))}}}",
            Documents.Node.Sequence it => $"[{string.Join(",", it.Items.Select(Plain))}]",
            Documents.Node.Scalar it => it.Text,
            _ => "",
        };
}
