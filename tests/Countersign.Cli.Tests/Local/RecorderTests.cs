// The recorder with real Git: an edit reported by a tool's hook becomes a trailer and a record of lines, once, and our reader grades them.
using System.Text.Json;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Local;

public sealed class RecorderTests
{
    private const string Line = "Assisted-by: Claude:claude-opus-4-8";

    [Fact]
    public void What_the_recorder_writes_our_reader_grades_with_tool_model_lines_and_share()
    {
        using var gate = GivenGate.Open();
        var clone = gate.LocalClone("jun");
        gate.Git(clone, "checkout", "-q", "-b", "wait", "--no-track", "origin/main");
        gate.ClaudeEdits(clone, "config/checkout.yml", "  timeout-seconds: 30\n", "  timeout-seconds: 40\n  jitter: 5\n");
        File.AppendAllText(Path.Combine(clone, "config/checkout.yml"), "  by-hand: true\n");
        gate.Git(clone, "commit", "-q", "-a", "-m", "checkout: wait longer");

        gate.Message(clone).ShouldBe($"checkout: wait longer\n\n{Line}");
        gate.TracedLines(clone).ShouldBe("config/checkout.yml 2-3");
        var provenance = gate.FactsOf("jun", "wait").GetProperty("provenance");
        provenance.GetProperty("class").GetString()!.ShouldBe("assisted", StringCompareShould.IgnoreCase);
        Lines(provenance).ShouldBe(["2 Agent RecordedMayBeInferred", "1 Assisted DeclaredInCommit"]);
        var found = provenance.GetProperty("findings").EnumerateArray().Select(finding => finding.ToString()).ToList();
        found.ShouldContain(finding => finding.Contains("trailer") && finding.Contains("\"Claude\"") && finding.Contains("\"claude-opus-4-8\""));
        found.ShouldContain(finding => finding.Contains("recorded 2 of 3 added lines, may be inferred") && finding.Contains("Claude Code"));

        gate.Git(clone, "push", "-q", "origin", "refs/notes/agent-trace");
        gate.Push("jun", "wait:refs/heads/wait").Code.ShouldBe(0);
        gate.Git(gate.Clone("teo"), "fetch", "-q", "origin", "refs/notes/*:refs/notes/*");
        gate.Refresh("teo");
        var theirs = gate.FactsOf("teo", "origin/wait").GetProperty("provenance").GetProperty("findings");
        theirs.EnumerateArray().ShouldContain(finding => finding.ToString().Contains("recorded 2 of 3"));
    }

    [Fact]
    public void An_amended_or_joined_message_that_lost_the_line_is_told_with_the_way_back_and_nothing_is_stopped()
    {
        using var gate = GivenGate.Open();
        var clone = gate.LocalClone("jun");
        gate.Git(clone, "checkout", "-q", "-b", "wait", "--no-track", "origin/main");
        gate.ClaudeEdits(clone, "config/checkout.yml", "  timeout-seconds: 30\n", "  timeout-seconds: 40\n");
        gate.Git(clone, "commit", "-q", "-a", "-m", "checkout: wait longer");

        var kept = gate.Try(clone, "git", "commit", "-q", "--amend", "--no-edit");
        var lost = gate.Try(clone, "git", "commit", "-q", "--amend", "-m", "checkout: reworded");
        gate.Message(clone).ShouldBe("checkout: reworded");
        gate.TracedLines(clone).ShouldBe("config/checkout.yml 2-2");
        var back = gate.Try(clone, "git", "commit", "-q", "--amend", "--no-edit", "--trailer", Line);
        gate.Message(clone).ShouldEndWith(Line);
        gate.Git(clone, "checkout", "-q", "-b", "joined", "--no-track", "origin/main");
        gate.Git(clone, "merge", "-q", "--squash", "wait");
        var joined = gate.Try(clone, "git", "commit", "-q", "-m", "checkout: joined");

        new[] { kept, lost, back, joined }.ShouldAllBe(ran => ran.Code == 0);
        kept.Errors.ShouldNotContain("has lost");
        lost.Errors.ShouldContain($"has lost: {Line}. To keep it: git commit --amend --no-edit --trailer '{Line}'");
        back.Errors.ShouldNotContain("has lost");
        joined.Errors.ShouldContain($"this commit joins others and has lost: {Line}");
    }

    [Fact]
    public void A_line_that_a_commit_beneath_the_tip_lost_is_told_with_a_way_back_to_that_commit()
    {
        using var gate = GivenGate.Open();
        var clone = gate.LocalClone("jun");
        gate.Git(clone, "checkout", "-q", "-b", "deep", "--no-track", "origin/main");
        gate.Commit("jun", "deep", "pages/help/one.md", "one\n", $"help: one\n\n{Line}");
        gate.Commit("jun", "deep", "pages/help/two.md", "two\n", "help: two");
        gate.Git(clone, "checkout", "-q", "deep");

        var told = gate.TryWith(
            new Dictionary<string, string> { ["GIT_SEQUENCE_EDITOR"] = "sed -i 1s/^pick/reword/", ["GIT_EDITOR"] = "sed -i /^Assisted-by/d" },
            clone,
            "git",
            "rebase",
            "-q",
            "-i",
            "origin/main"
        );

        told.Code.ShouldBe(0, told.All);
        var reworded = gate.Git(clone, "rev-parse", "HEAD~1")[..12];
        told.Errors.ShouldContain($"has lost: {Line}. To keep it: git rebase --interactive {reworded}~1, and reword {reworded} with that line");
        told.Errors.ShouldNotContain("commit --amend");
    }

    [Fact]
    public void Where_every_added_line_is_the_tools_the_record_says_agent_and_the_trailer_still_says_assisted()
    {
        using var gate = GivenGate.Open();
        var clone = gate.LocalClone("jun");
        gate.Git(clone, "checkout", "-q", "-b", "all", "--no-track", "origin/main");
        gate.ClaudeEdits(clone, "src/checkout/New.cs", "", "class New\n{\n    int one;\n\n    int two;\n}\n");
        gate.Git(clone, "add", "-A");
        gate.Git(clone, "commit", "-q", "-m", "checkout: something new");

        gate.Message(clone).ShouldEndWith(Line);
        var provenance = gate.FactsOf("jun", "all").GetProperty("provenance");
        provenance.GetProperty("class").GetString()!.ShouldBe("agent", StringCompareShould.IgnoreCase);
        Lines(provenance).ShouldBe(["6 Agent RecordedMayBeInferred"]);
    }

    [Fact]
    public void Nothing_is_written_for_files_that_are_not_in_the_commit_and_once_they_are_only_once()
    {
        using var gate = GivenGate.Open();
        var clone = gate.LocalClone("jun");
        gate.ClaudeEdits(clone, "src/checkout/Later.cs", "", "class Later { }\n");
        gate.Write(clone, "pages/help/mine.md", "by hand\n");
        gate.Git(clone, "add", "pages");
        gate.Git(clone, "commit", "-q", "-m", "help: mine");
        gate.Message(clone).ShouldBe("help: mine");
        gate.Trace(clone).ShouldBeNull();

        gate.Git(clone, "add", "-A");
        gate.Git(clone, "commit", "-q", "-m", "checkout: later");
        gate.Message(clone).ShouldEndWith(Line);
        gate.Git(clone, "commit", "-q", "--amend", "--no-edit");
        gate.Message(clone).ShouldBe($"checkout: later\n\n{Line}");
        gate.TracedLines(clone).ShouldBe("src/checkout/Later.cs 1-1", "an amend keeps the record");

        File.AppendAllText(Path.Combine(clone, "src/checkout/Later.cs"), "// by hand\n");
        gate.Git(clone, "commit", "-q", "-a", "-m", "checkout: a remark");
        gate.Message(clone).ShouldBe("checkout: a remark", "the tool's edits are in the commit before");
    }

    [Theory]
    [InlineData("help: it\n\nCo-Authored-By: Claude Opus 4.8 <noreply@anthropic.com>")]
    [InlineData("help: it\n\n🤖 Generated with [Claude Code](https://claude.com/claude-code)\n\nSigned-off-by: Jun <jun@harbour.example>")]
    [InlineData("help: it\n\nAssisted-by: claude:CLAUDE-opus-4-8")]
    public void A_tool_that_signed_in_its_own_way_gets_no_second_line(string message)
    {
        using var gate = GivenGate.Open();
        var clone = gate.LocalClone("jun");
        gate.ClaudeEdits(clone, "pages/help/it.md", "", "it\n");
        gate.Git(clone, "add", "-A");
        gate.Git(clone, "commit", "-q", "-m", message);

        gate.Message(clone).ShouldBe(message);
        gate.TracedLines(clone).ShouldBe("pages/help/it.md 1-1");
    }

    [Fact]
    public void In_the_editor_the_line_stands_under_room_for_a_subject_and_whoever_takes_it_out_has_the_word()
    {
        using var gate = GivenGate.Open();
        var clone = gate.LocalClone("jun");
        gate.ClaudeEdits(clone, "pages/help/it.md", "", "it\n");
        gate.Git(clone, "add", "-A");

        var empty = gate.CommitWithEditor(clone, "true", "-v");
        var subject = gate.CommitWithEditor(clone, "sed -i 1s/^/help:it/ \"$1\"", "-v");
        subject.Code.ShouldBe(0, subject.All);
        gate.Message(clone).ShouldBe($"help:it\n\n{Line}");

        gate.ClaudeEdits(clone, "pages/help/it.md", "it\n", "it is\n");
        gate.CommitWithEditor(clone, "echo taken-out > \"$1\"", "-a").Code.ShouldBe(0);

        empty.Code.ShouldBe(1);
        empty.Errors.ShouldContain("empty commit message");
        gate.Message(clone).ShouldBe("taken-out");
        gate.TracedLines(clone).ShouldBe("pages/help/it.md 1-1", "what the hook saw stays on record");
    }

    [Fact]
    public void A_template_that_nobody_touched_is_still_no_message()
    {
        using var gate = GivenGate.Open();
        var clone = gate.LocalClone("jun");
        File.WriteAllText(gate.Path_("template"), "place: behaviour\n\n# why?\n");
        gate.Git(clone, "config", "commit.template", gate.Path_("template"));
        gate.ClaudeEdits(clone, "pages/help/it.md", "", "it\n");
        gate.Git(clone, "add", "-A");

        gate.CommitWithEditor(clone, "true").Code.ShouldBe(1);
        gate.CommitWithEditor(clone, "sed -i s/place/help/ \"$1\"").Code.ShouldBe(0);

        gate.Message(clone).ShouldBe($"help: behaviour\n\n{Line}");
    }

    [Fact]
    public void Windows_line_ends_another_comment_sign_and_trailers_that_are_there_come_out_right()
    {
        using var gate = GivenGate.Open();
        var clone = gate.LocalClone("jun");
        gate.Git(clone, "config", "core.commentChar", ";");
        gate.ClaudeEdits(clone, "pages/help/it.md", "", "it\r\nand more\r\n");
        gate.Git(clone, "add", "-A");
        gate.Git(clone, "commit", "-q", "-m", "help: it\r\n\r\n# not a remark\r\n\r\nSigned-off-by: Jun <jun@harbour.example>\r\n");

        gate.Message(clone)
            .Replace("\r", "", StringComparison.Ordinal)
            .ShouldBe($"help: it\n\n# not a remark\n\nSigned-off-by: Jun <jun@harbour.example>\n{Line}");
        gate.TracedLines(clone).ShouldBe("pages/help/it.md 1-2");

        gate.ClaudeEdits(clone, "pages/help/it.md", "it\r\n", "it is\r\n");
        gate.CommitWithEditor(clone, "sed -i 1s/^/help:more/ \"$1\"", "-a", "-v").Code.ShouldBe(0);
        gate.Message(clone).ShouldBe($"help:more\n\n{Line}");
    }

    [Fact]
    public void A_merge_and_a_rebase_get_no_line_for_edits_from_before_and_the_record_follows_the_commits()
    {
        using var gate = GivenGate.Open();
        var clone = gate.LocalClone("jun");
        gate.Git(clone, "checkout", "-q", "-b", "side", "--no-track", "origin/main");
        gate.ClaudeEdits(clone, "src/checkout/Basket.cs", "// line 20\n", "// line 20\nvar added = 1;\n");
        gate.Git(clone, "commit", "-q", "-a", "-m", "basket: added");
        gate.Git(clone, "checkout", "-q", "-b", "other", "--no-track", "origin/main");
        gate.Write(clone, "src/checkout/Basket.cs", "// a new first line\n" + File.ReadAllText(Path.Combine(clone, "src/checkout/Basket.cs")));
        gate.Git(clone, "commit", "-q", "-a", "-m", "basket: by hand");
        gate.ClaudeEdits(clone, "src/invoices/Draft.cs", "", "not committed\n");
        gate.Git(clone, "merge", "-q", "--no-ff", "-m", "both", "side");
        gate.Message(clone).ShouldBe("both");
        gate.Trace(clone).ShouldBeNull();

        gate.Git(clone, "checkout", "-q", "side");
        gate.Git(clone, "rebase", "-q", "other^1");
        gate.Message(clone).ShouldBe($"basket: added\n\n{Line}");
        gate.TracedLines(clone).ShouldBe("src/checkout/Basket.cs 22-22", "one line further down now");
    }

    [Fact]
    public void Commits_that_become_one_keep_both_their_records_and_a_squash_says_what_they_said()
    {
        using var gate = GivenGate.Open();
        var clone = gate.LocalClone("jun");
        gate.Git(clone, "checkout", "-q", "-b", "two", "--no-track", "origin/main");
        gate.ClaudeEdits(clone, "src/a.cs", "", "first = 1\n");
        gate.Git(clone, "add", "-A");
        gate.Git(clone, "commit", "-q", "-m", "one");
        gate.ClaudeEdits(clone, "src/a.cs", "", "second = 2\n");
        gate.Git(clone, "commit", "-q", "-a", "-m", "two");
        gate.TryWith(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["GIT_SEQUENCE_EDITOR"] = "sed -i '2s/^pick/squash/'",
                    ["GIT_EDITOR"] = "true",
                },
                clone,
                "git",
                "rebase",
                "-q",
                "-i",
                "origin/main"
            )
            .Code.ShouldBe(0);

        gate.Git(clone, "rev-list", "--count", "origin/main..HEAD").ShouldBe("1");
        gate.TracedLines(clone).ShouldBe("src/a.cs 1-2");
        gate.Message(clone).Split('\n').Count(line => line == Line).ShouldBeInRange(1, 2);

        gate.Git(clone, "checkout", "-q", "-b", "flat", "--no-track", "origin/main");
        gate.Git(clone, "merge", "-q", "--squash", "two");
        gate.CommitWithEditor(clone, "true").Code.ShouldBe(0);
        gate.Message(clone).ShouldContain(Line);
    }

    [Fact]
    public void A_second_work_tree_a_path_with_blanks_a_line_break_and_letters_of_any_kind_are_no_trouble()
    {
        using var gate = GivenGate.Open();
        gate.LocalClone("jun");
        var tree = gate.Path_("another tree, ümläut");
        gate.Git(gate.Clone("jun"), "worktree", "add", "-q", "-b", "there", tree, "origin/main");
        const string Odd = "src/a file\nof \"mine\" ü.cs";
        gate.ClaudeEdits(tree, Odd, "", "odd = 1\n");
        gate.ClaudeEdits(tree, "src/plain.cs", "", "plain = 1\n");
        gate.Git(tree, "add", "-A");
        gate.Git(tree, "commit", "-q", "-m", "odd");

        gate.Message(tree).ShouldEndWith(Line);
        gate.TracedLines(tree).ShouldBe($"{Odd} 1-1; src/plain.cs 1-1");
        gate.RunIn(gate.Clone("jun"), ["local", "status"]).Output.ShouldContain("no edits since");
    }

    [Fact]
    public void A_first_commit_ever_and_one_of_some_files_only_are_recorded()
    {
        using var gate = GivenGate.Open();
        var folder = gate.Path_("fresh");
        gate.Git(gate.Path_("."), "init", "-q", "-b", "main", folder);
        gate.Git(folder, "config", "user.name", "Jun");
        gate.Git(folder, "config", "user.email", "jun@harbour.example");
        gate.RunIn(folder, ["local", "install", "--program", GivenGate.Program]).Code.ShouldBe(0);
        gate.ClaudeEdits(folder, "a.cs", "", "a\n");
        gate.ClaudeEdits(folder, "b.cs", "", "b\n", model: null);
        gate.Git(folder, "add", "-A");
        gate.Git(folder, "commit", "-q", "-m", "only b", "b.cs");
        gate.Message(folder).ShouldBe($"only b\n\n{Line}", "the session's model was named once");
        gate.TracedLines(folder).ShouldBe("b.cs 1-1");

        gate.Git(folder, "commit", "-q", "-m", "and a");
        gate.TracedLines(folder).ShouldBe("a.cs 1-1");
    }

    [Fact]
    public void Nothing_that_was_asked_or_written_is_kept_and_the_work_tree_stays_clean()
    {
        using var gate = GivenGate.Open();
        var clone = gate.LocalClone("jun");
        gate.ClaudeEdits(clone, "src/a.cs", "", "a very telling line\n");

        var kept = string.Concat(Directory.GetFiles(Path.Combine(clone, ".git", "countersign")).Select(File.ReadAllText));
        kept.ShouldContain("src/a.cs");
        kept.ShouldNotContain("telling");
        kept.ShouldNotContain("secret");
        gate.Git(clone, "status", "--porcelain").ShouldBe("?? src/a.cs");
        gate.RunIn(clone, ["local", "status"]).Output.ShouldContain("src/a.cs: Claude Code, claude-opus-4-8, 1 edit, 1 lines");
        gate.RunIn(clone, ["local", "forget"]).Code.ShouldBe(0);
        gate.Git(clone, "add", "-A");
        gate.Git(clone, "commit", "-q", "-m", "forgotten");
        gate.Message(clone).ShouldBe("forgotten");
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{\"tool_name\":7,\"tool_input\":[1,2],\"cwd\":{},\"model\":[]}")]
    [InlineData("{\"tool_name\":\"Edit\",\"tool_input\":{\"file_path\":\"/nowhere/at/all.cs\",\"new_string\":\"x\"}}")]
    [InlineData("{\"tool_name\":\"Edit\",\"tool_input\":{\"file_path\":\"\\ud800.cs\",\"new_string\":\"x\"}}")]
    [InlineData("{\"tool_name\":\"Edit\",\"tool_input\":{\"file_path\":\"a\\u0000b.cs\",\"new_string\":\"x\"}}")]
    [InlineData("{\"tool_name\":\"apply_patch\",\"tool_input\":\"*** Begin Patch\\n*** Update File: ../../../etc/passwd\\n+x\"}")]
    public void Whatever_a_hook_sends_the_tool_goes_on_and_standard_output_is_empty(string payload)
    {
        using var gate = GivenGate.Open();
        var clone = gate.Clone("jun");

        var said = gate.Hooked(clone, "claude", payload, "--from-a-newer-version");

        said.Code.ShouldBe(0);
        said.Output.ShouldBe("");
        gate.Hooked(clone, "a-tool-of-tomorrow", payload).Code.ShouldBe(0);
    }

    private static List<string> Lines(JsonElement provenance) =>
        [
            .. provenance
                .GetProperty("lines")
                .EnumerateArray()
                .Select(share => $"{share.GetProperty("lines")} {share.GetProperty("class")} {share.GetProperty("basis")}"),
        ];
}
