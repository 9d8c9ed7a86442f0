// Claims about tools' records of whole commits: found where trailers point, no more certain than they are, never in the way.
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Tests.Given;
using Countersign.Provenance;

namespace Countersign.Adapters.Tests.Git;

public sealed class CommitRecordReaderTests : IDisposable
{
    private readonly GivenRepository _given = GivenRepository.Create();

    public void Dispose() => _given.Dispose();

    [Fact]
    public void A_checkpoint_that_a_trailer_names_says_which_agent_it_was_and_the_tools_own_estimate()
    {
        var commit = Commit("fix\n\nEntire-Checkpoint: a3b2c4d5e6f7\n");
        Checkpoint(
            "a3/b2c4d5e6f7/0",
            """{"agent":"Claude Code","prompt":"keep me out","initial_attribution":{"agent_lines":146,"human_added":54,"total_lines_changed":200}}"""
        );

        var finding = Read().ShouldHaveSingleItem();

        (finding.Signal, finding.Tool, finding.Class, finding.Certainty).ShouldBe(("record", "Claude Code", AssistanceClass.Assisted, 1));
        finding.Raw.ShouldBe("Entire recorded 146 of 200 lines, by the tool's own estimate");
        finding.Source.ShouldStartWith($"{commit} entire/checkpoints/v1 ");
    }

    [Theory]
    [InlineData("""{"agent":17}""")]
    [InlineData("{\"agent\":\"")]
    [InlineData("[]")]
    [InlineData("")]
    public void A_checkpoint_that_cannot_be_read_leaves_the_trailer_as_it_is(string metadata)
    {
        Commit("fix\n\nEntire-Checkpoint: a3b2c4d5e6f7\n");
        Checkpoint("a3/b2c4d5e6f7", metadata);

        Read().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Entire-Checkpoint: ../../../etc/x")]
    [InlineData("Entire-Checkpoint: A3B2C4D5E6F7")]
    [InlineData("Entire-Checkpoint: a3b2c4d5e6f7a")]
    [InlineData("a3b2c4d5e6f7")]
    public void What_is_no_id_of_a_checkpoint_is_not_looked_for(string line)
    {
        Commit($"fix\n\n{line}\n");
        Checkpoint("a3/b2c4d5e6f7", """{"agent":"Claude Code"}""");

        Read().ShouldBeEmpty();
    }

    [Fact]
    public void A_note_of_a_whole_commit_counts_its_edits_and_keeps_no_prompt()
    {
        var commit = Commit("fix");
        _given.Git(
            "notes",
            "--ref=agentdiff",
            "add",
            "-m",
            """{"agentdiff_version":"0.1.0","total_changes":3,"provenance":"agent","prompts":["secret plan"],"files":{"a.cs":{"edits":3,"reasoning":["why"]}}}""",
            commit
        );

        var finding = Read().ShouldHaveSingleItem();

        finding.Raw.ShouldBe("agentdiff 0.1.0 recorded 3 edits by an agent");
        finding.Certainty.ShouldBe(1);
    }

    [Fact]
    public void A_ref_that_holds_something_else_costs_no_answer()
    {
        Commit("fix\n\nEntire-Checkpoint: a3b2c4d5e6f7\n");
        var blob = _given.Git("hash-object", "-w", "a.cs").Trim();
        _given.Git("update-ref", "refs/notes/agentdiff", blob);
        _given.Git("update-ref", "refs/remotes/origin/entire/checkpoints/v1", "HEAD");

        Read().ShouldBeEmpty();
    }

    private string Commit(string message)
    {
        _given.Write("a.cs", "one\n");
        _given.Git("add", "-A");
        _given.Git("commit", "-q", "-m", message);
        return _given.Git("rev-parse", "HEAD").Trim();
    }

    /// <summary>On the branch where the tool keeps them, and the work tree as it was.</summary>
    private void Checkpoint(string folder, string metadata)
    {
        _given.Git("checkout", "-q", "--orphan", "entire/checkpoints/v1");
        _given.Write($"{folder}/metadata.json", metadata);
        _given.Git("add", "-A");
        _given.Git("commit", "-q", "-m", "checkpoint");
        _given.Git("checkout", "-q", "main");
    }

    private List<AssistanceFinding> Read()
    {
        var repository = GitRepository.Open(new GitProgram(), _given.Folder);
        using var room = repository.OpenCleanRoom();
        var commits = room.Commits([repository.ResolveCommit("HEAD")!.Value], []).ToList();
        var declared = commits.SelectMany(commit =>
            SignalReader.Read(new CommitClaim(commit.Id.Hex, "Ann", "ann@example.org", "Ann", "ann@example.org", commit.Message))
        );
        return
        [
            .. new CommitRecordReader(new ToolRecords(room, ToolRecords.RefsIn(repository))).Read(
                [.. commits.Select(commit => new Lineage(commit.Id, commit.Parents))],
                declared
            ),
        ];
    }
}
