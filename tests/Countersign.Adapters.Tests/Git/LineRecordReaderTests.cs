// Claims about tools' records of lines in a repository: found wherever they lie, held against what the commits really added.
using System.Text;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Lines;
using Countersign.Adapters.Git.Records;
using Countersign.Adapters.Tests.Given;
using Countersign.Changes;
using Countersign.People;
using Countersign.Provenance;

namespace Countersign.Adapters.Tests.Git;

public sealed class LineRecordReaderTests : IDisposable
{
    private const string Meta =
        """{"schema_version":"authorship/3.0.0","git_ai_version":"VERSION","base_commit_sha":"COMMIT","prompts":{},"sessions":{"s_1":{"agent_id":{"tool":"claude","id":"x","model":"opus"}}}}""";

    private readonly GivenRepository _given = GivenRepository.Create();

    public void Dispose() => _given.Dispose();

    private string Commit(string path, string content)
    {
        _given.Write(path, content);
        _given.Git("add", "-A");
        _given.Git("commit", "-q", "-m", "change");
        return _given.Git("rev-parse", "HEAD").Trim();
    }

    private void Note(string commit, string lines, string version = "1.5.0", string reference = "ai") =>
        _given.Git(
            "notes",
            $"--ref={reference}",
            "add",
            "-f",
            "-m",
            $"{lines}\n---\n{Meta.Replace("VERSION", version, StringComparison.Ordinal).Replace("COMMIT", commit, StringComparison.Ordinal)}",
            commit
        );

    private RecordedEvidence Read(string? source = null)
    {
        var repository = GitRepository.Open(new GitProgram(), _given.Folder);
        using var room = repository.OpenCleanRoom();
        var head = repository.ResolveCommit("HEAD")!.Value;
        var lineage = room.Commits([head], []).Select(commit => new Lineage(commit.Id, commit.Parents)).ToList();
        return new LineRecordReader(
            new ToolRecords(room, ToolRecords.RefsIn(repository)),
            new AddedLines(room),
            Roster.Empty,
            DateTimeOffset.UnixEpoch
        ).Read(lineage, source, [head]);
    }

    private string Fed(string input, params string[] arguments) =>
        Encoding.UTF8.GetString(_given.Start(arguments, Encoding.UTF8.GetBytes(input))).Trim();

    private static string Say(AssistanceFinding finding) => $"{finding.Tool}/{finding.Model} {finding.Class} {finding.Certainty}: {finding.Raw}";

    [Fact]
    public void A_note_counts_for_the_lines_that_its_commit_added_and_names_its_blob()
    {
        Commit("a.cs", "one\ntwo\nthree\n");
        var second = Commit("a.cs", "one\ntwo\nthree\nfour\nfive\nsix\n");
        Note(second, "a.cs\n  s_1::t_1 2-5\n  h_9 6");

        var read = Read();

        read.Findings.Select(Say).ShouldBe(["claude/opus Assisted 3: git-ai authorship/3.0.0 (1.5.0) recorded 2 of 3 added lines"]);
        var blob = _given.Git("notes", "--ref=ai", "list", second).Trim();
        read.Findings[0].Source.ShouldBe($"{second} refs/notes/ai {blob}");
        read.Shares.ShouldHaveSingleItem().Value.ShouldBe(new(Added: 3, Agent: 2, ClaimedHuman: 1, MayBeInferred: false));
        read.Oddities.ShouldBeEmpty();
    }

    [Fact]
    public void Where_every_added_line_is_the_agents_it_is_the_agents_change_and_a_version_that_infers_is_named()
    {
        Note(Commit("dir/b c.cs", "one\ntwo\n"), "\"dir/b c.cs\"\n  s_1::t_1 1-2", version: "1.6.22");

        Read().Findings.Select(Say).ShouldBe(["claude/opus Agent 3: git-ai authorship/3.0.0 (1.6.22) recorded 2 of 2 added lines, may be inferred"]);
    }

    [Fact]
    public void A_note_about_lines_that_its_commit_did_not_add_is_a_hint_alone()
    {
        Note(Commit("a.cs", "one\n"), "a.cs\n  s_1::t_1 7-9\nother.cs\n  s_1::t_1 1");

        var finding = Read().Findings.ShouldHaveSingleItem();
        finding.Certainty.ShouldBe(0);
        finding.Raw.ShouldContain("did not add");
    }

    [Fact]
    public void A_note_that_was_copied_from_another_commit_counts_and_is_remarked()
    {
        var first = Commit("a.cs", "one\n");
        Note(first, "b.cs\n  s_1::t_1 1");
        Commit("c.cs", "one\n");
        var copy = Commit("b.cs", "one\n");
        _given.Git("notes", "--ref=ai", "copy", first, copy);

        var read = Read();

        read.Findings.Select(finding => (finding.Source[..40], finding.Certainty)).ShouldBe([(copy, 3), (first, 0)], ignoreOrder: true);
        read.Oddities.ShouldHaveSingleItem()
            .ShouldBe($"{read.Findings.Single(finding => finding.Certainty == 3).Source}: names another commit than the one it lies beside: {first}");
    }

    [Fact]
    public void Notes_are_found_in_folders_of_any_depth()
    {
        var commit = Commit("a.cs", "one\n");
        var blob = Fed("a.cs\n  s_1::t_1 1\n---\n" + Meta, "hash-object", "-w", "--stdin");
        var leaf = Fed($"100644 blob {blob}\t{commit[4..]}\n", "mktree");
        var middle = Fed($"040000 tree {leaf}\t{commit[2..4]}\n", "mktree");
        var root = Fed($"040000 tree {middle}\t{commit[..2]}\n", "mktree");
        _given.Git(["update-ref", "refs/notes/ai", _given.Git("commit-tree", root, "-m", "notes").Trim()]);

        Read().Findings.ShouldHaveSingleItem().Certainty.ShouldBe(3);
    }

    [Fact]
    public void A_trace_of_the_commit_counts_and_one_written_at_its_parent_is_a_hint()
    {
        string Trace(string revision) =>
            $$"""{"version":"0.1.0","vcs":{"type":"git","revision":"{{revision}}"},"tool":{"name":"cursor"},"files":[{"path":"a.cs","conversations":[{"contributor":{"type":"ai","model_id":"m"},"ranges":[{"start_line":2,"end_line":2}]}]}]}""";
        var first = Commit("a.cs", "one\n");
        var second = Commit("a.cs", "one\ntwo\n");
        var blob = Fed(Trace(first) + "\n" + Trace(second) + "\n", "hash-object", "-w", "--stdin");
        var tree = Fed($"100644 blob {blob}\ttraces.jsonl\n", "mktree");
        _given.Git(["update-ref", "refs/agentdiff/traces/feature%2Fx", _given.Git("commit-tree", tree, "-m", "t").Trim()]);

        Read("refs/heads/other").Findings.ShouldBeEmpty();
        var read = Read("refs/heads/feature/x");

        read.Findings.Select(finding => finding.Certainty).Order().ToList().ShouldBe([0, 0, 3], "the first commit has one that does not match it");
        read.Findings.Single(finding => finding.Certainty == 3).Source.ShouldStartWith(second);
    }

    [Theory]
    [InlineData("refs/agentdiff/traces/feature%2Fx")]
    [InlineData("refs/agentdiff/traces/feature/x")]
    public void A_trace_that_is_kept_is_found_by_its_branch_when_its_ref_is_gone(string reference)
    {
        var commit = Commit("a.cs", "one\n");
        var trace =
            $$$"""{"version":"0.1.0","vcs":{"type":"git","revision":"{{{commit}}}"},"tool":{"name":"cursor"},"files":[{"path":"a.cs","conversations":[{"contributor":{"type":"ai"},"ranges":[{"start_line":1,"end_line":1}]}]}]}""";
        var blob = ObjectId.Parse(Fed(trace, "hash-object", "-w", "--stdin"));
        var place = KeptNotes.PlaceOf(KeptNotes.FolderOf(reference, KeptNotes.TraceFile)!.Value, blob);
        var repository = GitRepository.Open(new GitProgram(), _given.Folder);
        using (var writer = new GitObjectsWriter(repository))
        {
            var gate = new Identity("gate", "gate@localhost", 0);
            var kept = writer.Commit(null, [new NewFile(place, null) { Stored = blob }], new NewCommit([], "kept", gate, gate));
            _given.Git("update-ref", RecordRefs.Notes, kept.Id.Hex);
        }

        Read("refs/heads/other").Findings.ShouldBeEmpty();
        Read("refs/heads/feature/x").Findings.ShouldHaveSingleItem().Certainty.ShouldBe(3);
    }

    [Fact]
    public void What_stands_in_the_way_of_reading_is_named_and_takes_no_answer_away()
    {
        Note(Commit("a.cs", "one\n"), "a.cs\n  s_1::t_1 1");
        _given.Git("update-ref", "refs/notes/whogitit", Fed("no notes", "hash-object", "-w", "--stdin"));
        _given.Git("notes", "--ref=agent-trace", "add", "-m", "no json", "HEAD");

        var read = Read();

        read.Findings.ShouldHaveSingleItem();
        read.Oddities.ShouldHaveSingleItem().ShouldStartWith("refs/notes/whogitit: ");
    }

    [Fact]
    public void A_note_too_large_to_read_is_evidence_of_assistance_and_hides_no_other_note()
    {
        var commit = Commit("a.cs", "one\n");
        _given.Write("../flood", new byte[70 << 20]);
        var blob = _given.Git("hash-object", "-w", Path.Combine(_given.Folder, "../flood")).Trim();
        File.Delete(Path.Combine(_given.Folder, "../flood"));
        _given.Git("update-ref", "refs/notes/ai", _given.Git("commit-tree", Fed($"100644 blob {blob}\t{commit}\n", "mktree"), "-m", "notes").Trim());
        Read().Findings.ShouldHaveSingleItem().Class.ShouldBe(AssistanceClass.Assisted, "whatever it says, nobody has read it");
        Read().Findings[0].Certainty.ShouldBe(1);
        _given.Git(
            "notes",
            "--ref=agent-trace",
            "add",
            "-m",
            $$"""{"version":"0.1.0","vcs":{"type":"git","revision":"{{commit}}"},"tool":{"name":"cursor"},"files":[{"path":"a.cs","conversations":[{"contributor":{"type":"ai"},"ranges":[{"start_line":1,"end_line":1}]}]}]}""",
            commit
        );

        var read = Read();

        read.Findings.Select(finding => (finding.Tool, finding.Certainty)).ShouldBe([("cursor", 3), ("not named", 1)]);
    }

    [Fact]
    public void However_many_records_stand_before_it_in_a_trace_a_commits_own_is_found()
    {
        var commit = Commit("a.cs", "one\n");
        var other =
            """{"version":"0.1.0","vcs":{"type":"git","revision":"REVISION"},"tool":{"name":"cursor"},"files":[{"path":"a.cs","conversations":[{"contributor":{"type":"ai"},"ranges":[{"start_line":1,"end_line":1}]}]}]}""";
        var lines =
            string.Concat(Enumerable.Repeat("{\"files\":[]}\n", 110_000)) + other.Replace("REVISION", commit, StringComparison.Ordinal) + "\n";
        var tree = Fed($"100644 blob {Fed(lines, "hash-object", "-w", "--stdin")}\ttraces.jsonl\n", "mktree");
        _given.Git("update-ref", "refs/agentdiff/meta", _given.Git("commit-tree", tree, "-m", "t").Trim());

        Read().Findings.ShouldHaveSingleItem().Certainty.ShouldBe(3);
    }

    [Fact]
    public void Lines_that_look_like_the_diffs_own_signs_and_odd_names_are_counted_right()
    {
        Commit("a.txt", "x\n");
        var id = Commit("tab\there \"q\" ü.txt", "+++ b/other\n@@ -1 +1 @@\nlast without end");
        _given.Write("a.txt", "x\n--- a/no\n+++ b/no\n");
        _given.Git("commit", "-q", "-a", "--amend", "-m", "both");
        var repository = GitRepository.Open(new GitProgram(), _given.Folder);
        using var room = repository.OpenCleanRoom();
        var head = repository.ResolveCommit("HEAD")!.Value;

        var added = new AddedLines(room).Of([head]).FilesOf(head);

        id.ShouldNotBe(head.Hex);
        added.Keys.Order().Select(path => path.Text).ShouldBe(["a.txt", "tab\there \"q\" ü.txt"]);
        added[RepoPath.Of("a.txt")].ShouldBe([new(2, 3)]);
        added[RepoPath.Of("tab\there \"q\" ü.txt")].ShouldBe([new(1, 3)]);
    }

    [Fact]
    public void A_last_line_without_a_line_break_that_looks_like_the_name_of_a_file_takes_no_lines_from_that_file()
    {
        _given.Write("z.txt", "old");
        Commit("a.cs", "one\n");
        _given.Write("z.txt", "++ b/a.cs");
        var commit = Commit("a.cs", "one\ntwo\n");
        Note(commit, "a.cs\n  s_1::t_1 2");

        Read().Findings.ShouldHaveSingleItem().Certainty.ShouldBe(3);
    }

    [Fact]
    public void A_path_with_a_per_cent_sign_is_the_path_that_the_record_names()
    {
        Note(Commit("docs/100%.md", "one\n"), "docs/100%.md\n  s_1::t_1 1");

        Read().Findings.ShouldHaveSingleItem().Certainty.ShouldBe(3);
    }

    [Fact]
    public void A_line_of_many_megabytes_is_counted_and_passed_over()
    {
        _given.Write("dump.json", new string('x', 70 << 20) + "\n");
        Note(Commit("a.cs", "one\n"), "a.cs\n  s_1::t_1 1");

        Read().Findings.ShouldHaveSingleItem().Raw.ShouldContain("1 of 2 added lines");
    }
}
