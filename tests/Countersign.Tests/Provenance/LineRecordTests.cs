// Claims about Agent Trace records and whogitit notes: what they say, what they do not, and that nothing hostile breaks their readers.
using System.Text;
using Countersign.Provenance.LineRecords;
using Countersign.Tests.Documents;

namespace Countersign.Tests.Provenance;

public sealed class LineRecordTests
{
    private const string Trace =
        """{"version":"0.1.0","id":"6f1c2d3e-0000-4000-8000-000000000001","timestamp":"2026-05-01T10:00:00Z","vcs":{"type":"git","revision":"00ff"},"tool":{"name":"cursor","version":"3.1"},"files":[{"path":"src/A.cs","conversations":[{"contributor":{"type":"ai","model_id":"openai/gpt-5.5"},"ranges":[{"start_line":10,"end_line":25,"content_hash":"murmur3:9f2e8a1b"},{"start_line":30,"end_line":30,"contributor":{"type":"human"}}]}]},{"path":".shell-history","conversations":[{"contributor":{"type":"ai"},"ranges":[{"start_line":1,"end_line":1}]}]}]}""";

    private const string Whogitit =
        """{"version":3,"session":{"session_id":"s","model":{"id":"claude-opus","provider":"anthropic"}},"prompts":[{"text":"a secret"}],"files":[{"path":"a.rs","lines":[{"line_number":1,"content":"x","source":{"type":"AI","edit_id":"e"}},{"line_number":2,"content":"y","source":{"type":"AIModified"}},{"line_number":3,"content":"z","source":{"type":"Human"}},{"line_number":4,"content":"w","source":{"type":"Original"}}]}]}""";

    [Fact]
    public void A_trace_names_the_model_the_lines_and_the_revision_it_was_written_at()
    {
        var record = AgentTrace.Read(Bytes(Trace), out var unreadable).ShouldHaveSingleItem();

        unreadable.ShouldBe(0);
        record.Claims.Select(Say).ShouldBe(["src/A.cs Agent cursor/openai/gpt-5.5 10-25", "src/A.cs ClaimedHuman cursor/ 30-30"]);
        record.Commit.ShouldBe("00ff");
        record.MayBeInferred.ShouldBeTrue();
        record.Oddities.ShouldBeEmpty();
    }

    [Fact]
    public void A_file_of_traces_is_read_line_by_line_and_what_is_none_is_counted()
    {
        var file = $"{Trace}\r\n\nnot json\n[]\n{{\"version\":\"1.0\",\"files\":[]}}\n{Trace}";

        var records = AgentTrace.Read(Bytes(file), out var unreadable);

        records.Count.ShouldBe(3);
        unreadable.ShouldBe(2);
        records[1].Oddities.ShouldBe(["another version than 0.1: 1.0"]);
    }

    [Theory]
    [InlineData("\"start_line\":10", "\"start_line\":0")]
    [InlineData("\"start_line\":10", "\"start_line\":26")]
    [InlineData("\"start_line\":10", "\"start_line\":\"10\"")]
    [InlineData("\"end_line\":25", "\"end_line\":1e40")]
    public void A_range_that_is_no_lines_is_left_out_and_named(string was, string becomes)
    {
        var record = AgentTrace.Read(Bytes(Trace.Replace(was, becomes, StringComparison.Ordinal)), out _).ShouldHaveSingleItem();

        record.Claims.Count.ShouldBe(1);
        record.Oddities.ShouldBe(["a range that is no lines"]);
    }

    [Fact]
    public void A_whogitit_note_says_which_lines_without_their_text()
    {
        var record = WhogititNote.Read(Bytes(Whogitit)).ShouldNotBeNull();

        record.Claims.Select(Say).ShouldBe(["a.rs Agent anthropic/claude-opus 1-2", "a.rs ClaimedHuman / 3-3"]);
        record.Format.ShouldBe("whogitit 3");
    }

    [Fact]
    public void What_is_no_such_note_is_none() => WhogititNote.Read(Bytes("{\"version\":3}")).ShouldBeNull();

    [Fact]
    public void Lines_that_two_lists_share_are_counted_once()
    {
        IReadOnlyList<LineRange> claimed = [new(1, 3), new(7, 9), new(20, 30)];
        IReadOnlyList<LineRange> added = [new(2, 8), new(30, 31)];

        LineRange.Overlap(claimed, added).ShouldBe(5);
        LineRange.Overlap(added, claimed).ShouldBe(5);
        LineRange.Normal([new(5, 6), new(1, 2), new(3, 3), new(6, 9)]).ShouldBe([new LineRange(1, 3), new LineRange(5, 9)]);
    }

    [Theory]
    [InlineData("{\"\\ud800\":1,\"files\":[{\"path\":\"\\ud800\"}]}")]
    [InlineData(
        "{\"files\":[{\"\\udfff\":1,\"path\":\"a\",\"conversations\":[{\"contributor\":{\"\\ud800\":1},\"ranges\":[{\"start_line\":1,\"end_line\":1}]}]}]}"
    )]
    public void Half_a_character_is_no_text(string json) =>
        AgentTrace.Read(Bytes(json), out _).ShouldAllBe(record => record.Claims.All(claim => claim.Tool == null));

    [Fact]
    public void No_hostile_record_breaks_a_reader()
    {
        var spice = "{}[]\",:\\u0000dffe\n9"u8.ToArray();
        foreach (var bytes in Hostile.Mutations(Bytes(Trace).ToArray(), spice, 10_000))
        {
            AgentTrace.Read(bytes, out _).SelectMany(record => record.Claims).ShouldAllBe(claim => claim.Lines.All(range => range.First > 0));
        }

        foreach (var bytes in Hostile.Mutations(Bytes(Whogitit).ToArray(), spice, 10_000))
        {
            (WhogititNote.Read(bytes)?.Claims ?? []).ShouldAllBe(claim => claim.Lines.All(range => range.First > 0));
        }
    }

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Say(LineClaim claim) =>
        $"{claim.Path} {claim.Writer} {claim.Tool}/{claim.Model} {string.Join(' ', claim.Lines.Select(range => $"{range.First}-{range.Last}"))}";
}
