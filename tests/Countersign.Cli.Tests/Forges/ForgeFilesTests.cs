// The files that a forge reads, held by their structure: no words of a change in shell, least permissions, pinned actions, the base's workflow.
using Countersign.Adapters.Documents;
using Countersign.Cli.Tests.Given;
using Countersign.Documents;

namespace Countersign.Cli.Tests.Forges;

public sealed class ForgeFilesTests
{
    public static TheoryData<string> Files =>
        ["action.yml", ".github/workflows/countersign.yml", "ci/github/countersign.yml", "ci/gitlab/countersign.gitlab-ci.yml"];

    [Theory]
    [MemberData(nameof(Files))]
    public void No_line_of_shell_has_an_expression_in_it_and_every_action_is_pinned_to_a_whole_commit(string path)
    {
        foreach (var (key, text) in Scalars(Read(path), ""))
        {
            if (key is "run" or "script" or "before_script" or "after_script")
            {
                text.ShouldNotContain("${{");
                text.ShouldNotContain("eval ");
            }

            if (key == "uses")
            {
                // OWNER and COMMIT are for whoever takes it over; a tag or a branch would be somebody else's to move.
                text.ShouldMatch("@(COMMIT|[0-9a-f]{40})$");
                text.ShouldNotContain("checkout");
            }
        }
    }

    [Theory]
    [InlineData(".github/workflows/countersign.yml")]
    [InlineData("ci/github/countersign.yml")]
    public void A_workflow_gives_its_job_the_least_that_a_verdict_takes(string path)
    {
        var file = (Node.Mapping)Read(path);
        var job = (Node.Mapping)((Node.Mapping)file["jobs"]!)["judge"]!;

        ((Node.Mapping)file["permissions"]!).Entries.ShouldBeEmpty();
        ((Node.Mapping)job["permissions"]!)
            .Entries.Select(entry => $"{entry.Key}: {((Node.Scalar)entry.Value).Text}")
            .ShouldBe(["contents: read", "pull-requests: read", "checks: write"]);
    }

    [Fact]
    public void The_workflow_is_started_by_events_that_run_the_file_of_the_default_branch()
    {
        var on = (Node.Mapping)((Node.Mapping)Read("ci/github/countersign.yml"))["on"]!;

        on.Entries.Select(entry => entry.Key).ShouldBe(["pull_request_target", "merge_group", "push", "delete", "schedule", "workflow_dispatch"]);
        ((Node.Sequence)((Node.Mapping)on["push"]!)["branches"]!).Items.ShouldHaveSingleItem().ShouldBeOfType<Node.Scalar>().Text.ShouldBe("main");
        File.ReadAllText(Path.Combine(GivenGate.Top(), "ci/github/countersign.yml")).ShouldContain("startsWith(github.event.ref, 'countersign/')");
    }

    [Fact]
    public void Init_writes_the_forge_file_and_the_workflow_once_and_a_dry_run_writes_nothing()
    {
        using var gate = GivenGate.Open();
        var clone = gate.Clone("mara");

        var dry = gate.Run("mara", "init", "--forge", "github:github.com:4711", "--dry-run");
        gate.Git(clone, "status", "--porcelain").ShouldBeEmpty();
        var wrote = gate.Run("mara", "init", "--forge", "github:github.com:4711");
        var again = gate.Run("mara", "init", "--forge", "github:github.com:4711");
        var wrong = gate.Run("mara", "init", "--forge", "github.com/harbour/shop");

        dry.Output.ShouldContain("Nothing was written");
        wrote.Output.ShouldContain("required_status_checks");
        gate.Git(clone, "status", "--porcelain", "-uall").Split('\n').ShouldBe(["?? .countersign/forge.yml", "?? .github/workflows/countersign.yml"]);
        var example = File.ReadAllLines(Path.Combine(GivenGate.Top(), "ci/github/countersign.yml"));
        File.ReadAllLines(Path.Combine(clone, ".github/workflows/countersign.yml")).Skip(1).ShouldBe(example.Skip(1));
        again.Code.ShouldBe(ExitCode.Usage);
        again.All.ShouldContain("never overwrites");
        wrong.All.ShouldContain("no repository id");
        gate.Git(clone, "add", "-A");
        gate.Git(clone, "commit", "-q", "-m", "rules: the forge");
        gate.Run("mara", "policy", "lint").All.ShouldNotContain("forge.yml");
    }

    private static Node Read(string path) =>
        YamlReader
            .Read(File.ReadAllBytes(Path.Combine(GivenGate.Top(), path)), path)
            .Match((node, _) => node, problems => throw new InvalidOperationException(problems[0].ToString()));

    private static IEnumerable<(string Key, string Text)> Scalars(Node node, string key) =>
        node switch
        {
            Node.Scalar scalar => [(key, scalar.Text)],
            Node.Sequence list => list.Items.SelectMany(item => Scalars(item, key)),
            Node.Mapping mapping => mapping.Entries.SelectMany(entry => Scalars(entry.Value, entry.Key)),
            _ => [],
        };
}
