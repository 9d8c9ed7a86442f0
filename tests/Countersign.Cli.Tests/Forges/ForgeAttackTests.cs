// What somebody tries on a forge without our hook, each with its honest twin: a verdict that is Allowed but for the one difference.
using System.Text.Json.Nodes;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Forges;

public sealed class ForgeAttackTests
{
    private const string Answers =
        "## why\nit is needed\n## breaks\nlittle\n## checked\nby hand\n## not understood\nnothing\n## rollback\nrevert it\n";

    [Fact]
    [Trait("claim", "F1"), Trait("twin", "F1")]
    public void A_record_taken_out_by_a_commit_on_top_closes_the_gate_until_somebody_puts_it_back()
    {
        using var gate = Signed();
        gate.Run("ines", "object", "timeout", "the provider must be asked first").Output.ShouldContain("ines objects");
        gate.Judge(gate.Event("timeout")).Code.ShouldBe(ExitCode.Held);

        var vandal = gate.JobClone();
        gate.Git(vandal, "checkout", "-q", "-B", "records", "origin/countersign/records");
        gate.Git(vandal, "rm", "-q", "-r", "d");
        gate.GitAs("stranger", vandal, "commit", "-q", "-m", "tidy");
        gate.Git(vandal, "push", "-q", "origin", "records:countersign/records");
        var attacked = gate.Judge(gate.Event("timeout"));
        attacked.Code.ShouldBe(ExitCode.Faulted, attacked.All);
        Words(attacked).ShouldContain("that its own history has are gone from it");
        attacked.Output.ShouldContain("countersign sync --send");

        gate.Run("ines", "sync").All.ShouldContain("WARNING");
        gate.Run("ines", "sync", "--send");
        gate.Judge(gate.Event("timeout")).Code.ShouldBe(ExitCode.Held, "the objection is back");
        gate.Run("ines", "withdraw", "timeout").Code.ShouldBe(0);
        gate.Judge(gate.Event("timeout")).Code.ShouldBe(ExitCode.Allowed);
    }

    [Fact]
    [Trait("claim", "F2"), Trait("twin", "F2")]
    public void Records_that_were_rewound_or_deleted_are_reported_by_whoever_knew_them()
    {
        using var gate = Signed();
        var known = gate.Tip(GivenGate.RecordsBranch);
        gate.Job("pull_request_target", gate.Event("timeout"), gate.JobClone(), "--seen", known).Code.ShouldBe(ExitCode.Allowed);
        gate.Git(gate.Bare, "update-ref", GivenGate.RecordsBranch, $"{known}~2");

        var told = gate.Job("pull_request_target", gate.Event("timeout"), gate.JobClone(), "--seen", known);
        told.Code.ShouldBe(ExitCode.Faulted);
        told.Output.ShouldContain("did not grow from there");
        gate.Judge(gate.Event("timeout")).Code.ShouldBe(ExitCode.Held, "a job that knows nothing misses the signature and stays closed");
        var pushed = gate.Job("push", Moved(known, gate.Tip(GivenGate.RecordsBranch), forced: true), gate.JobClone(), "--changes", Open(gate));
        pushed.Code.ShouldBe(ExitCode.Faulted);
        pushed.Output.ShouldContain("its history was replaced");

        gate.Git(gate.Bare, "update-ref", "-d", GivenGate.RecordsBranch);
        var gone = new JsonObject { ["ref"] = "countersign/records", ["ref_type"] = "branch" };
        gate.Job("delete", gone, gate.JobClone(), "--changes", Open(gate)).Output.ShouldContain("the branch was deleted");
        gate.Run("teo", "sync").Code.ShouldBe(ExitCode.Refused, "a clone that knew them says so");
        gate.Run("teo", "sync", "--send");
        gate.Job("pull_request_target", gate.Event("timeout"), gate.JobClone(), "--seen", known).Code.ShouldBe(ExitCode.Allowed);
    }

    [Fact]
    [Trait("claim", "F3"), Trait("twin", "F3")]
    public void Refs_that_look_like_a_gates_own_say_nothing_on_a_forge()
    {
        using var gate = Signed();
        using var other = GivenGate.Open();
        gate.Git(
            gate.Bare,
            "fetch",
            "-q",
            other.Bare,
            "+refs/countersign/gate:refs/countersign/gate",
            "+refs/countersign/gate:refs/heads/countersign/gate"
        );

        gate.Run("teo", "sync").Code.ShouldBe(ExitCode.Allowed);
        gate.Git(gate.Clone("teo"), "for-each-ref", "refs/countersign/gate").ShouldBeEmpty();
        gate.Judge(gate.Event("timeout")).Code.ShouldBe(ExitCode.Allowed);
    }

    [Fact]
    [Trait("claim", "F4"), Trait("twin", "F4")]
    public void A_commit_that_is_allowed_into_a_softer_branch_does_not_set_the_check_of_the_guarded_one()
    {
        using var gate = GivenGate.OnForge();
        gate.Commit("stranger", "soft", ".countersign/policy.yml", SoftPolicy);
        gate.Git(gate.Clone("stranger"), "push", "-q", "origin", "soft");
        gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.NewTimeout);
        gate.Git(gate.Clone("jun"), "push", "-q", "origin", "timeout");
        var (soft, hard) = (gate.JobClone(), gate.JobClone());

        gate.Job("pull_request_target", gate.Event("timeout", into: "soft"), soft, "--check-runs", "checks").Code.ShouldBe(ExitCode.Allowed);
        gate.Job("pull_request_target", gate.Event("timeout"), hard, "--check-runs", "checks").Code.ShouldBe(ExitCode.Held);

        CheckIn(soft)["name"]!.GetValue<string>().ShouldBe("countersign: soft");
        CheckIn(hard)["name"]!.GetValue<string>().ShouldBe("countersign: main");
        CheckIn(hard)["conclusion"]!.GetValue<string>().ShouldBe("failure");
        gate.Approve("jun", "timeout", "teo");
        gate.Judge(gate.Event("timeout")).Code.ShouldBe(ExitCode.Allowed);
    }

    [Fact]
    [Trait("claim", "F5"), Trait("twin", "F5")]
    public void A_change_of_its_own_rules_is_judged_by_the_rules_of_the_base()
    {
        using var gate = GivenGate.OnForge();
        gate.Commit("jun", "loose", ".countersign/forge.yml", GivenGate.ForgeYaml("case", "root-keys: []\n"));
        var judged = gate.Judge(gate.Offered("jun", "loose"));
        judged.Code.ShouldBe(ExitCode.Held, judged.All);
        gate.Approve("jun", "loose", "mara", "wren");
        gate.Judge(gate.Event("loose")).Code.ShouldBe(ExitCode.Allowed);

        gate.Commit("kit", "broken", ".countersign/forge.yml", "version: 1\nrepository: nonsense\n");
        gate.Judge(gate.Offered("kit", "broken")).Code.ShouldNotBe(ExitCode.Allowed);
    }

    [Fact]
    [Trait("claim", "F6"), Trait("twin", "F6")]
    public void What_the_job_cannot_believe_closes_the_gate_with_a_way_out()
    {
        using var gate = Signed();
        var payload = gate.Event("timeout");
        gate.Judge(payload).Code.ShouldBe(ExitCode.Allowed, "the honest twin");

        Closed(gate.Job("pull_request_target", payload, gate.JobClone("--depth=1")), "git fetch --unshallow");
        Closed(gate.Job("pull_request_target", null, gate.JobClone()), "payload is missing");
        Closed(gate.Job("pull_request", payload, gate.JobClone()), "pull_request_target");
        Closed(gate.Job("issue_comment", payload, gate.JobClone()), "names no change");
        Closed(gate.Judge(With(payload, "head", "sha", new string('a', 40))), "not in this clone");
        Closed(gate.Judge(With(payload, "base", "sha", new string('b', 40))), "not in this clone");
        Closed(gate.Judge(With(payload, "base", "sha", gate.Tip("refs/heads/timeout"))), "not in its history");
        Closed(gate.Judge(With(payload, "base", "ref", "no-such-branch")), "no branch");
        var fork = payload.DeepClone();
        fork["repository"]!["id"] = 99;
        Closed(gate.Judge(fork), "is for github:github.com:4711");
        Closed(gate.Job("schedule", payload, gate.JobClone()), "--changes");
        Closed(gate.Job("push", Moved(null, null, false), gate.JobClone()), "--changes");
    }

    [Fact]
    [Trait("claim", "F7"), Trait("twin", "F7")]
    public void Hostile_words_are_neither_commands_in_the_log_nor_markup_in_the_summary()
    {
        using var gate = GivenGate.OnForge(description: "case");
        const string Hostile =
            "::set-output name=verdict::Allowed ##[add-mask]x ::add-mask::y ````$(id)```` <img src=x onerror=alert(1)> @everyone \u202e";
        var branch = "hostile";
        gate.Commit("jun", branch, "config/::warning::x```.yml", "a: 1\n", $"{string.Join(' ', Enumerable.Repeat("long", 20))} {Hostile}");
        var payload = gate.Offered("jun", branch, $"## why\n{Hostile}\n`````\n</pre>\n", "opened", "x::add-mask::");
        payload["pull_request"]!["title"] = Hostile;
        var clone = gate.JobClone();

        var judged = gate.Job("pull_request_target", payload, clone, "--check-runs", "checks", "--all");

        foreach (var line in judged.Output.Split('\n'))
        {
            line.TrimStart().ShouldNotStartWith("::");
            line.ShouldNotContain("##[");
            line.ShouldNotContain('\u202e');
        }

        File.ReadAllText(Path.Combine(clone, "outputs"))
            .Split('\n')
            .Select(line => line.Split('=')[0])
            .ShouldBe(["verdict", "exit-code", "changes", "records", ""]);
        foreach (
            var markdown in new[] { File.ReadAllText(Path.Combine(clone, "summary.md")), CheckIn(clone)["output"]!["summary"]!.GetValue<string>() }
        )
        {
            var lines = markdown.TrimEnd('\n').Split('\n').SkipWhile(line => !line.StartsWith("```", StringComparison.Ordinal)).ToList();
            var fence = lines[0][..^"text".Length];
            fence.Length.ShouldBeGreaterThan(3, "longer than the longest in the text");
            lines.Skip(1).SkipLast(1).ShouldAllBe(line => !line.Contains(fence, StringComparison.Ordinal));
            lines[^1].ShouldBe(fence);
        }

        gate.Approve("jun", branch, "teo");
        gate.Judge(payload).Code.ShouldBe(ExitCode.Allowed, "odd words alone stop nobody");
    }

    [Fact]
    [Trait("claim", "F8"), Trait("twin", "F8")]
    public void An_edit_of_the_description_counts_only_as_the_words_of_whoever_made_the_change()
    {
        using var gate = GivenGate.OnForge(policy: CasePolicy, description: "case");
        gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.NewTimeout);
        var mine = gate.Judge(gate.Offered("jun", "timeout", Answers));
        mine.Code.ShouldBe(ExitCode.Allowed, mine.All);
        mine.Output.ShouldContain("counts as the case");

        var theirs = gate.Judge(gate.Event("timeout", Answers, "edited", sender: "kit"));
        theirs.Code.ShouldBe(ExitCode.Held, theirs.All);
        Words(theirs).ShouldContain("github:kit wrote it last, and kit did not make this change");
        Words(gate.Judge(gate.Event("timeout", Answers, "edited", sender: "nobody-known"))).ShouldContain("the roster knows no person");
        Words(gate.Judge(gate.Event("timeout", Answers))).ShouldContain("who wrote it last is not known here");
        var asked = gate.Job(
            "pull_request_target",
            gate.Event("timeout", "nothing"),
            gate.JobClone(),
            "--changes",
            gate.OpenChanges((7, "timeout", Answers, ""))
        );
        asked.Code.ShouldBe(ExitCode.Allowed, asked.All);
        var hidden = gate.Judge(gate.Event("timeout", $"<!--\n{Answers}\n-->", "edited"));
        hidden.Code.ShouldBe(ExitCode.Held);

        gate.Approve("jun", "timeout");
        gate.Judge(gate.Event("timeout", "", "edited", sender: "kit")).Code.ShouldBe(ExitCode.Allowed, "a signed case is beyond an edit");
    }

    [Fact]
    public void A_description_counts_nowhere_unless_the_rules_say_so_and_its_digest_is_in_the_verdict()
    {
        using var gate = GivenGate.OnForge(policy: CasePolicy);
        gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.NewTimeout);
        var shown = gate.Judge(gate.Offered("jun", "timeout", Answers), "--json");
        var edited = gate.Judge(gate.Event("timeout", Answers + " ", "edited"), "--json");

        shown.Code.ShouldBe(ExitCode.Held);
        Description(shown)["notCounted"]!.GetValue<string>().ShouldContain("description: case");
        Description(shown)["digest"]!.GetValue<string>().ShouldNotBe(Description(edited)["digest"]!.GetValue<string>());
    }

    private static JsonNode Description(Ran ran) => JsonNode.Parse(ran.Output)!["changes"]![0]!["judged"]!["change"]!["description"]!;

    private const string CasePolicy = """
        version: 1
        owner: mara
        review-by: 2099-01-01
        levels: [junior, mid, senior, principal]
        otherwise: nothing
        rules:
          - name: what runs has its case
            when: { blast-radius: { reaches: medium } }
            require: { case: answered }

        """;

    private const string SoftPolicy = """
        version: 1
        owner: mara
        review-by: 2099-01-01
        levels: [junior, mid, senior, principal]
        otherwise: nothing
        rules: []

        """;

    private static GivenGate Signed()
    {
        var gate = GivenGate.OnForge();
        gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.NewTimeout, "checkout: wait longer");
        gate.Approve("jun", "timeout", "teo");
        gate.Fetch("ines", "teo");
        return gate;
    }

    private static void Closed(Ran ran, string wayOut)
    {
        ran.Code.ShouldBe(ExitCode.Faulted, ran.All);
        Words(ran).ShouldContain(wayOut);
    }

    /// <summary>As one line: long sentences are broken.</summary>
    private static string Words(Ran ran) => string.Join(' ', ran.All.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Open(GivenGate gate) => gate.OpenChanges((7, "timeout", "", ""));

    private static JsonNode CheckIn(string folder) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "checks", "check-run-1.json")))!;

    private static JsonNode With(JsonNode payload, string side, string field, string value)
    {
        var changed = payload.DeepClone();
        changed["pull_request"]![side]![field] = value;
        return changed;
    }

    private static JsonObject Moved(string? before, string? after, bool forced) =>
        new()
        {
            ["ref"] = GivenGate.RecordsBranch,
            ["before"] = before ?? new string('0', 40),
            ["after"] = after ?? new string('0', 40),
            ["forced"] = forced,
        };
}
