// Claims about `countersign split`: what it proposes, what it makes, and what it leaves alone.
using System.Globalization;
using System.Text;
using System.Text.Json;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Writing;

public sealed class SplitTests
{
    private const string Small = """
        version: 1
        owner: mara
        review-by: 2099-01-01
        levels: [junior, mid, senior, principal]
        otherwise: nothing
        rules:
          - name: one sitting at most
            when: { review-minutes: { over: 60 } }
            refuse: "About {review-minutes} minutes of reading: cut it."

        """;

    [Fact]
    public void Without_a_policy_at_the_target_the_starter_policy_stands_in_and_the_check_stays_closed()
    {
        using var gate = GivenGate.Unruled(history: true);
        gate.Commit(
            "jun",
            "large",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["docs/a.md"] = GivenGate.Lines(900),
                ["src/a.cs"] = GivenGate.Lines(400),
                ["lib/b.cs"] = GivenGate.Lines(400),
            }
        );

        var plan = gate.Run("jun", "split", "--head", "large");
        var json = Json(gate.Run("jun", "split", "--head", "large", "--json"));

        plan.Flat().ShouldContain("main has no policy yet: the verdicts are as policies/starter.yml would say.");
        json.GetProperty("verdictsAs").GetString().ShouldBe("policies/starter.yml");
        json.GetProperty("parts").EnumerateArray().ShouldAllBe(part => !part.GetProperty("reasons").GetRawText().Contains("no policy"));
        var held = json.GetProperty("parts").EnumerateArray().Where(part => part.GetProperty("verdict").GetString() == "Held").ToList();
        held.ShouldNotBeEmpty();
        held.ShouldAllBe(part => part.GetProperty("missing").EnumerateArray().All(item => IsOf(item, part.GetProperty("branch").GetString()!)));
        gate.Run("jun", "check", "large").Code.ShouldBe(ExitCode.Refused);
    }

    /// <summary>Whoever follows the command acts on the part, and not on the change that it was cut from.</summary>
    private static bool IsOf(JsonElement missing, string branch) =>
        missing.GetProperty("how").GetString()!.Split(' ') is not ["countersign", "propose" or "case" or "sign", .. var rest]
        || rest.Contains(branch);

    [Fact]
    public void A_refused_change_becomes_a_series_whose_parts_are_let_in_and_whose_sum_is_its_tree()
    {
        using var gate = GivenGate.Open(Small);
        var head = Large(gate);
        var folder = gate.Clone("jun");
        gate.Check("jun", "large").GetProperty("verdict").GetString().ShouldBe("Refused");
        gate.Write(folder, "config/untracked.yml", "mine: 1\n");
        var (status, refs) = (gate.Git(folder, "status", "--porcelain"), gate.Git(folder, "for-each-ref"));

        var proposed = Json(gate.Run("jun", "split", "--head", "large", "--json"));

        proposed.GetProperty("needsCut").GetBoolean().ShouldBeTrue();
        proposed.GetProperty("parts").EnumerateArray().ShouldAllBe(part => part.GetProperty("verdict").GetString() == "Allowed");
        gate.Git(folder, "for-each-ref").ShouldBe(refs);

        var made = gate.Run("jun", "split", "--head", "large", "--apply");

        made.Code.ShouldBe(0, made.All);
        var count = proposed.GetProperty("parts").GetArrayLength();
        made.Output.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"large-split-{count} has exactly the tree of large"));
        made.Output.ShouldContain("Undo: git branch -D large-split-1 ");
        gate.Git(folder, "rev-parse", $"large-split-{count}^{{tree}}").ShouldBe(gate.Git(folder, "rev-parse", head + "^{tree}"));
        gate.Git(
                folder,
                "log",
                "-1",
                "--format=%an %(trailers:key=Assisted-by,valueonly)%(trailers:key=Countersign-Series,valueonly)",
                "large-split-2"
            )
            .ShouldBe("Jun Claude Code\nlarge");
        (gate.Git(folder, "status", "--porcelain"), gate.Git(folder, "rev-parse", "HEAD")).ShouldBe((status, head));
        for (var i = 1; i <= count; i++)
        {
            gate.Push("jun", $"large-split-{i}:main").Code.ShouldBe(0);
        }

        gate.Git(gate.Bare, "rev-parse", "main^{tree}").ShouldBe(gate.Git(folder, "rev-parse", head + "^{tree}"));
    }

    [Fact]
    public void A_series_is_judged_on_a_target_that_moved_on()
    {
        using var gate = GivenGate.Open(Small);
        Large(gate);
        gate.Commit("moss", "beside", "pages/help/beside.md", "beside\n");
        gate.Push("moss", "beside:main").Code.ShouldBe(0);
        gate.Git(gate.Clone("jun"), "fetch", "-q");

        var parts = Json(gate.Run("jun", "split", "--head", "large", "--json")).GetProperty("parts").EnumerateArray().ToList();

        parts.Count.ShouldBeGreaterThan(1);
        parts.ShouldAllBe(part => part.GetProperty("verdict").GetString() == "Allowed");
    }

    [Fact]
    public void Branches_that_stand_elsewhere_are_not_moved_unless_forced_and_never_where_somebody_works()
    {
        using var gate = GivenGate.Open(Small);
        Large(gate);
        var folder = gate.Clone("jun");
        gate.Git(folder, "branch", "large-split-2", "main");

        var refused = gate.Run("jun", "split", "--head", "large", "--apply");

        refused.Code.ShouldBe(ExitCode.Usage);
        refused.All.ShouldContain("large-split-2 stand elsewhere already");
        gate.Git(folder, "for-each-ref", "refs/heads/large-split-1").ShouldBeEmpty();

        gate.Git(folder, "worktree", "add", "-q", gate.Path_("beside"), "large-split-2");
        gate.Run("jun", "split", "--head", "large", "--apply", "--force").All.ShouldContain("large-split-2 is checked out");
        gate.Git(folder, "worktree", "remove", gate.Path_("beside"));

        gate.Run("jun", "split", "--head", "large", "--apply", "--force").Code.ShouldBe(0);
        gate.Run("jun", "split", "--head", "large", "--apply").Output.ShouldContain("They stood already");
        gate.Run("jun", "split", "--head", "large", "--apply", "--name", "bad..name").Code.ShouldNotBe(0);
        gate.Git(folder, "branch", "--list", "bad*").ShouldBeEmpty();
    }

    [Fact]
    public void A_change_that_moves_a_folder_takes_in_a_series_what_it_takes_at_the_gate()
    {
        using var gate = GivenGate.Open(
            Small,
            started: Enumerable
                .Range(0, 11)
                .ToDictionary(
                    i => $"src/old/F{i}.cs",
                    i => GivenGate.Lines(300, line => string.Create(CultureInfo.InvariantCulture, $"line {line} of {i}")),
                    StringComparer.Ordinal
                )
        );
        var folder = gate.Clone("jun");
        gate.Git(folder, "checkout", "-q", "-b", "moves", "origin/main");
        gate.Git(folder, "mv", "src/old", "src/new");
        gate.GitAs("jun", folder, "commit", "-q", "-m", "everything stands elsewhere");

        var facts = gate.FactsOf("jun", "moves").GetProperty("reviewMinutes");
        var split = Json(gate.Run("jun", "split", "--head", "moves", "--minutes", "50", "--json"));

        facts.GetProperty("moved").GetInt32().ShouldBe(3_300);
        foreach (var end in new[] { "low", "high" })
        {
            split.GetProperty("minutes").GetProperty(end).GetDouble().ShouldBe(facts.GetProperty(end).GetDouble(), 0.5);
        }

        split.GetProperty("parts").EnumerateArray().ShouldAllBe(part => part.GetProperty("verdict").GetString() == "Allowed");
        split.GetProperty("parts").GetArrayLength().ShouldBe(2);
    }

    [Theory]
    [InlineData("rebase")]
    [InlineData("bisect")]
    public void A_branch_that_is_being_rebased_or_bisected_is_not_moved_by_force(string what)
    {
        using var gate = GivenGate.Open(Small);
        Large(gate);
        var folder = gate.Clone("jun");
        gate.Git(folder, "checkout", "-q", "-b", "large-split-2", "origin/main");
        gate.Write(folder, "docs/a.md", "one\n");
        gate.Git(folder, "add", "-A");
        gate.GitAs("jun", folder, "commit", "-q", "-m", "work");
        var before = gate.Git(folder, "rev-parse", "large-split-2");
        if (what == "rebase")
        {
            gate.Try(folder, "git", "rebase", "-q", "--exec", "false", "HEAD~1").Code.ShouldNotBe(0);
        }
        else
        {
            gate.Git(folder, "bisect", "start");
            gate.Git(folder, "checkout", "-q", "--detach");
        }

        var forced = gate.Run("jun", "split", "--head", "large", "--apply", "--force");

        forced.Code.ShouldBe(ExitCode.Usage, forced.All);
        forced.All.ShouldContain("large-split-2 is checked out, or being rebased or bisected");
        gate.Git(folder, "rev-parse", "large-split-2").ShouldBe(before);
    }

    [Fact]
    public void A_branch_that_was_moved_by_force_is_put_back_by_the_command_that_is_printed()
    {
        using var gate = GivenGate.Open(Small);
        Large(gate);
        var folder = gate.Clone("jun");
        gate.Git(folder, "branch", "large-split-2", "origin/main");
        var before = gate.Git(folder, "for-each-ref", "refs/heads");

        var forced = gate.Run("jun", "split", "--head", "large", "--apply", "--force");

        forced.Output.ShouldNotContain("They stood already");
        var undo = forced.Output.Split('\n').Single(line => line.StartsWith("Undo: ", StringComparison.Ordinal))["Undo: ".Length..];
        undo.ShouldStartWith($"git branch -f large-split-2 {gate.Git(folder, "rev-parse", "origin/main")} && git branch -D large-split-1 ");
        gate.Try(folder, "sh", "-c", undo).Code.ShouldBe(0);
        gate.Git(folder, "for-each-ref", "refs/heads").ShouldBe(before);
    }

    [Theory]
    [InlineData("-x")]
    [InlineData("a b")]
    [InlineData("bad..name")]
    public void A_name_that_git_s_own_commands_would_not_take_is_refused_in_words(string name)
    {
        using var gate = GivenGate.Open(Small);
        Large(gate);

        var refused = gate.Run("jun", "split", "--head", "large", "--apply", $"--name={name}");

        refused.Code.ShouldBe(ExitCode.Usage, refused.All);
        refused.All.ShouldContain($"{name}-split-1 is no name that Git takes for a branch");
        gate.Git(gate.Clone("jun"), "for-each-ref", "refs/heads/*-split-*").ShouldBeEmpty();
    }

    [Fact]
    public void A_small_change_is_told_that_it_needs_no_cut()
    {
        using var gate = GivenGate.Open(Small);
        gate.Commit("jun", "small", "pages/help/page.md", "one\n");

        var split = gate.Run("jun", "split", "--head", "small", "--apply");

        split.Code.ShouldBe(0);
        split.Output.ShouldContain("small needs no cut");
        gate.Git(gate.Clone("jun"), "branch", "--list", "small-*").ShouldBeEmpty();
        Json(gate.Run("jun", "split", "--head", "small", "--json")).GetProperty("needsCut").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void One_run_of_five_thousand_lines_is_said_to_be_nothing_that_can_be_cut_here()
    {
        using var gate = GivenGate.Open(Small);
        gate.Commit("jun", "huge", "src/invoices/Huge.cs", GivenGate.Lines(5_000));

        gate.Run("jun", "split", "--head", "huge").Output.ShouldContain("huge cannot be cut here: one run of 5,000 lines in one file");
        Json(gate.Run("jun", "split", "--head", "huge", "--json"))
            .GetProperty("cannotCut")
            .GetString()
            .ShouldNotBeNull()
            .ShouldStartWith("one run of");

        gate.Commit("jun", "huge", "pages/help/long.md", GivenGate.Lines(300));
        var split = gate.Run("jun", "split", "--head", "huge");
        split.Code.ShouldBe(ExitCode.Refused);
        split.Output.ShouldContain("cannot be cut further here");
    }

    [Fact]
    public void Hostile_names_of_paths_and_branches_are_shown_harmless_and_survive()
    {
        using var gate = GivenGate.Open(Small);
        gate.Commit(
            "jun",
            "$(touch)x'",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["src/\u001b[31mred/a\nb.cs"] = GivenGate.Lines(240),
                ["-rf/--force"] = GivenGate.Lines(239),
                ["src/‮/%41.cs"] = GivenGate.Lines(238),
            },
            "odd: \u001b[31mtitle"
        );

        var made = gate.Run("jun", "split", "--head", "$(touch)x'", "--apply");

        made.Code.ShouldBe(0, made.All);
        made.Output.ShouldNotContain("\u001b");
        made.Output.ShouldNotContain("‮");
        made.Output.ShouldContain("git branch -D '$(touch)x'\\''-split-1'");
        var folder = gate.Clone("jun");
        gate.Git(folder, "rev-parse", "$(touch)x'-split-3^{tree}").ShouldBe(gate.Git(folder, "rev-parse", "$(touch)x'^{tree}"));
        Json(gate.Run("jun", "split", "--head", "$(touch)x'", "--json")).GetProperty("parts").GetArrayLength().ShouldBe(3);
    }

    [Theory]
    [InlineData("--minutes", "5")]
    [InlineData("--minutes", "NaN")]
    [InlineData("--force")]
    [InlineData("--base", "nowhere")]
    [InlineData("--head", "nowhere")]
    public void Bad_options_are_answered_in_words(params string[] options)
    {
        using var gate = GivenGate.Open(Small);
        gate.Commit("jun", "small", "pages/help/page.md", "one\n");

        gate.Run("jun", ["split", .. options]).Code.ShouldBe(ExitCode.Usage);
    }

    private static string Large(GivenGate gate) =>
        gate.Commit(
            "jun",
            "large",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["src/invoices/Tax.cs"] = GivenGate.Lines(250),
                ["src/invoices/Rounding.cs"] = GivenGate.Lines(250) + "class Rounding { }\n",
                ["pages/help/tax.md"] = "See Rounding.\n" + GivenGate.Lines(250),
                ["config/tax.yml"] = GivenGate.Lines(200),
            },
            "tax: everything at once\n\nAssisted-by: Claude Code\n"
        );

    private static JsonElement Json(Ran ran)
    {
        using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(ran.Output));
        return document.RootElement.Clone();
    }
}
