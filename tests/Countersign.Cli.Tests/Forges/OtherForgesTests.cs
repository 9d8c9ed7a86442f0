// The same verdict by other doors: GitLab's variables, any other CI, a merge queue's group, and the verbs that look for offered changes.
using System.Text.Json.Nodes;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Forges;

public sealed class OtherForgesTests : IDisposable
{
    private readonly GivenGate _gate = GivenGate.OnForge(
        forge: GivenGate.ForgeYaml().Replace("github:github.com", "gitlab:gitlab.example", StringComparison.Ordinal)
    );

    public OtherForgesTests()
    {
        _gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.NewTimeout, "checkout: wait longer");
        _gate.Git(_gate.Clone("jun"), "push", "-q", "origin", "timeout");
    }

    public void Dispose() => _gate.Dispose();

    [Fact]
    public void A_merge_request_and_any_other_CI_are_judged_like_a_pull_request()
    {
        GitLab().Code.ShouldBe(ExitCode.Held);
        ByHand("timeout").Code.ShouldBe(ExitCode.Held);

        _gate.Approve("jun", "timeout", "teo");

        GitLab().Code.ShouldBe(ExitCode.Allowed);
        ByHand("timeout").Code.ShouldBe(ExitCode.Allowed);
        GitLab(project: "8").Code.ShouldBe(ExitCode.Faulted, "another project's pipeline");
        _gate.RunAround(_gate.JobClone(), ["judge"], new Dictionary<string, string>()).Code.ShouldBe(ExitCode.Usage);
        _gate.RunAround(_gate.JobClone(), ["judge", "--base", "main"], new Dictionary<string, string>()).Code.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void The_script_judges_for_any_CI_with_nothing_but_an_address()
    {
        var script = Path.Combine(GivenGate.Top(), "ci", "judge");
        Ran Judge() =>
            _gate.Try(
                _gate.Path_("start"),
                "env",
                [
                    $"COUNTERSIGN_REMOTE=file://{_gate.Bare}",
                    $"COUNTERSIGN_PROGRAM={GivenGate.Program}",
                    script,
                    "--base",
                    "main",
                    "--head",
                    "origin/timeout",
                ]
            );

        var held = Judge();
        held.Code.ShouldBe(ExitCode.Held, held.All);
        _gate.Approve("jun", "timeout", "teo");
        Judge().Code.ShouldBe(ExitCode.Allowed);
    }

    [Fact]
    [Trait("claim", "F9"), Trait("twin", "F9")]
    public void A_queues_group_is_judged_as_what_would_land_whole_or_step_by_step()
    {
        _gate.Approve("jun", "timeout", "teo");
        _gate.Commit("kit", "invoice", "src/invoices/Invoice.cs", GivenGate.Lines(41));
        _gate.Git(_gate.Clone("kit"), "push", "-q", "origin", "invoice");
        var first = Group("queue-1", "main", "timeout");
        var both = Group("queue-2", "queue-1", "invoice");

        Queued(first).Code.ShouldBe(ExitCode.Allowed, "each step has what it needs");
        Queued(both).Code.ShouldBe(ExitCode.Held, "nobody signed the second");
        Queued(_gate.Tip("refs/heads/timeout")).Code.ShouldBe(ExitCode.Allowed, "a fast-forward of what was signed");
        var evil = Group("queue-3", "main", "timeout", meddle: "config/other.yml");
        Queued(evil).Code.ShouldBe(ExitCode.Held, "the group holds content that nobody signed");
    }

    [Fact]
    public void Offered_changes_are_listed_and_found_by_their_id_where_no_hook_keeps_heads()
    {
        _gate.Run("jun", "propose", "timeout");
        var reader = _gate.Fetched("teo");
        _gate.RunIn(reader, ["sync"]);

        var listed = _gate.RunIn(reader, ["list"]);
        var id = listed.Output.Split(' ')[0];
        listed.Output.ShouldContain("checkout: wait longer");
        _gate.RunIn(reader, ["show", id]).Output.ShouldContain("patch set 1");
        _gate.Approve("jun", "timeout", "teo");
        _gate.ForgeMerges("timeout");
        _gate.Fetch("teo");
        _gate.RunIn(reader, ["list"]).Output.ShouldContain("Nothing waits");
    }

    [Fact]
    public void What_a_forge_rebased_into_several_steps_is_found_as_the_one_change_that_was_signed()
    {
        _gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.NewTimeout + "  more: 1\n", "checkout: and more");
        _gate.Approve("jun", "timeout", "teo");
        _gate.Git(_gate.Clone("jun"), "push", "-q", "origin", "timeout:main");
        _gate.Commit("stranger", "past", "config/checkout.yml", "checkout: {}\n", "past the rules");
        _gate.Git(_gate.Clone("stranger"), "push", "-q", "origin", "past:main");

        var audit = _gate.RunIn(_gate.FreshClone("kit"), ["audit"]);

        audit.Code.ShouldBe(ExitCode.Refused, audit.All);
        audit.Output.ShouldContain("1 signed");
        audit.Output.ShouldContain("1 unsigned");
    }

    private Ran GitLab(string project = "4711") =>
        _gate.RunAround(
            _gate.JobClone(),
            ["judge"],
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["GITLAB_CI"] = "true",
                ["CI_PIPELINE_SOURCE"] = "merge_request_event",
                ["CI_SERVER_HOST"] = "gitlab.example",
                ["CI_PROJECT_ID"] = project,
                ["CI_MERGE_REQUEST_PROJECT_ID"] = project,
                ["CI_MERGE_REQUEST_SOURCE_PROJECT_ID"] = project,
                ["CI_MERGE_REQUEST_IID"] = "3",
                ["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"] = "main",
                ["CI_MERGE_REQUEST_TITLE"] = "a title",
                ["CI_COMMIT_SHA"] = _gate.Tip("refs/heads/timeout"),
            }
        );

    private Ran ByHand(string branch) =>
        _gate.RunAround(_gate.JobClone(), ["judge", "--base", "main", "--head", $"origin/{branch}"], new Dictionary<string, string>());

    private Ran Queued(string head) =>
        _gate.Job(
            "merge_group",
            new JsonObject
            {
                ["action"] = "checks_requested",
                ["merge_group"] = new JsonObject
                {
                    ["base_ref"] = "refs/heads/main",
                    ["base_sha"] = _gate.Tip(),
                    ["head_sha"] = head,
                },
            },
            _gate.JobClone()
        );

    /// <summary>A branch as the queue makes it: a merge on top of what stands before it.</summary>
    private string Group(string name, string onto, string branch, string? meddle = null)
    {
        var folder = _gate.JobClone();
        _gate.Git(folder, "checkout", "-q", "-B", name, $"origin/{onto}");
        _gate.GitAs("stranger", folder, "merge", "-q", "--no-ff", "--no-commit", $"origin/{branch}");
        if (meddle is not null)
        {
            _gate.Write(folder, meddle, "a: 1\n");
            _gate.Git(folder, "add", "-A");
        }

        _gate.Git(folder, "-c", "user.name=Forge", "-c", "user.email=noreply@forge.example", "commit", "-q", "-m", $"Merge {branch}");
        _gate.Git(folder, "push", "-q", "origin", name);
        return _gate.Git(folder, "rev-parse", "HEAD");
    }
}
