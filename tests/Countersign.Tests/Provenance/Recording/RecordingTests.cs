// Lines are found again by their text, once each; what the recorder writes our own readers read as it was meant.
using System.Text;
using System.Text.Json;
using Countersign.Provenance;
using Countersign.Provenance.LineRecords;
using Countersign.Provenance.Recording;
using Countersign.Tests.Documents;
using FsCheck;
using FsCheck.Fluent;

namespace Countersign.Tests.Provenance.Recording;

public sealed class RecordingTests
{
    private static readonly DateTimeOffset s_now = DateTimeOffset.FromUnixTimeSeconds(1_780_000_000);

    private static IReadOnlyList<AddedLine> Added(params string[] lines) =>
        [.. lines.Select((line, i) => new AddedLine(i + 1, LineMark.Of(line), LineMark.IsTrivial(Encoding.UTF8.GetBytes(line))))];

    private static string Found(IReadOnlyList<AddedLine> added, params string[] written) =>
        string.Join(' ', new LineMatch(added).Take(written.Select(LineMark.Of)).Select(range => $"{range.First}-{range.Last}"));

    [Fact]
    public void A_line_is_found_wherever_it_stands_by_now_and_only_as_often_as_it_was_written()
    {
        Found(Added("a", "mine", "  b  ", "a"), "b", "a").ShouldBe("1-1 3-3");
        Found(Added("a", "a", "a"), "a", "a").ShouldBe("1-2");
        Found(Added("mine"), "theirs").ShouldBe("");
    }

    [Fact]
    public void A_bracket_or_a_blank_line_counts_only_beside_a_line_that_was_found()
    {
        Found(Added("{", "}", "", "x = 1", "}", "", "y"), "x = 1", "}", "").ShouldBe("4-6");
        Found(Added("{", "", "}"), "{", "", "}").ShouldBe("");
        Found([.. Added("x"), new AddedLine(9, LineMark.Of("}"), true)], "x", "}").ShouldBe("1-1", "it stands elsewhere");
    }

    [Fact]
    public void What_one_tool_wrote_another_did_not()
    {
        var match = new LineMatch(Added("a", "b"));
        match.Take([LineMark.Of("a"), LineMark.Of("b")]).Count.ShouldBe(1);
        match.Take([LineMark.Of("a")]).ShouldBeEmpty();
    }

    [Fact]
    public void Every_trailer_of_ours_is_read_back_with_tool_model_and_class() =>
        Prop.ForAll<string>(model =>
            {
                foreach (var tool in AgentTool.All)
                {
                    var line = AssistLine.Of(tool, model);
                    var finding = SignalReader.Read(new CommitClaim("", "", "", "", "", $"x\n\n{line}\n")).Single();
                    (finding.Tool, finding.Model, finding.Class, finding.Certainty).ShouldBe(
                        (tool.Trailer, AssistLine.Model(model), AssistanceClass.Assisted, 1),
                        line
                    );
                }
            })
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("claude-opus-4-8[1m]", "claude-opus-4-8-1m")]
    [InlineData("openai/gpt-5.5", "openai/gpt-5.5")]
    [InlineData(" llama3:8b\nSigned-off-by: x", "llama3:8b-Signed-off-by:-x")]
    [InlineData("auto", null)]
    [InlineData("---", null)]
    [InlineData(null, null)]
    public void A_model_is_one_plain_word_on_one_line(string? model, string? word) => AssistLine.Model(model).ShouldBe(word);

    [Fact]
    public void A_tool_whose_model_is_known_once_gets_one_line_and_two_models_two()
    {
        RecordedEdit Edit(string tool, string? model) => new(s_now, tool, null, model, null, "a", []);

        AssistLine
            .Missing("x", [Edit("cursor", null), Edit("cursor", "gpt-5.5"), Edit("codex", null)])
            .ShouldBe(["Assisted-by: Cursor:gpt-5.5", "Assisted-by: Codex"]);
        AssistLine
            .Missing("x\n\nAssisted-by: Cursor:gpt-5.5", [Edit("cursor", "gpt-5.5"), Edit("cursor", "o4")])
            .ShouldBe(["Assisted-by: Cursor:o4"]);
        AssistLine
            .Missing("x\n\nCo-authored-by: Copilot <copilot@github.com>", [Edit("copilot", null)])
            .ShouldBe(["Assisted-by: Copilot"], "that line was written with AI off as well");
    }

    [Fact]
    public void A_record_has_the_fields_of_its_format_and_our_reader_reads_them_back()
    {
        var (claude, cursor) = (AgentTool.Find("claude")!, AgentTool.Find("cursor")!);
        TracedLines[] lines =
        [
            new(claude, null, "claude-opus-4-8", "b.cs", [new LineRange(3, 4)]),
            new(claude, null, null, "a \"b\".cs", [new LineRange(1, 1)]),
            new(cursor, "2.4", "gpt-5.5", "a \"b\".cs", [new LineRange(7, 9)]),
            new(cursor, "2.4", "gpt-5.5", "nothing.cs", []),
        ];

        var note = TraceRecord.Write(lines, new string('a', 40), s_now, Guid.NewGuid);

        TraceRecord.IsOurs(note).ShouldBeTrue();
        TraceRecord
            .Read(note)
            .Select(one =>
                $"{one.Tool.Key} {one.Version} {one.Model} {one.Path} {string.Join(',', one.Lines.Select(range => $"{range.First}-{range.Last}"))}"
            )
            .ShouldBe(
                ["claude  anthropic/claude-opus-4-8 b.cs 3-4", "claude   a \"b\".cs 1-1", "cursor 2.4 gpt-5.5 a \"b\".cs 7-9"],
                ignoreOrder: true
            );
        AgentTrace.Read(note, out var unreadable).ShouldAllBe(record => record.Oddities.Count == 0 && record.Commit == new string('a', 40));
        unreadable.ShouldBe(0);
        foreach (var line in Encoding.UTF8.GetString(note).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var record = JsonDocument.Parse(line);
            var root = record.RootElement;
            root.EnumerateObject().Select(field => field.Name).ShouldBe(["version", "id", "timestamp", "vcs", "tool", "files", "metadata"]);
            root.GetProperty("version").GetString().ShouldBe("0.1.0");
            root.GetProperty("id").TryGetGuid(out _).ShouldBeTrue();
            root.GetProperty("timestamp").GetString()!.ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$");
            root.GetProperty("tool").EnumerateObject().Select(field => field.Name).ShouldBe(["name", "version"]);
            foreach (
                var conversation in root.GetProperty("files").EnumerateArray().SelectMany(file => file.GetProperty("conversations").EnumerateArray())
            )
            {
                conversation.GetProperty("contributor").GetProperty("type").GetString().ShouldBe("ai");
                conversation.GetProperty("ranges").EnumerateArray().ShouldAllBe(range => range.GetProperty("start_line").GetInt32() > 0);
            }
        }
    }

    [Fact]
    public void A_note_by_another_tool_is_not_ours()
    {
        TraceRecord.IsOurs("""{"version":"0.1.0","files":[],"metadata":{}}"""u8.ToArray()).ShouldBeFalse();
        TraceRecord.IsOurs("""{"metadata":{"dev.countersign":{}}}{}"""u8.ToArray()).ShouldBeFalse();
        TraceRecord.IsOurs(Array.Empty<byte>()).ShouldBeFalse();
        TraceRecord.Read("""{"files":[]}"""u8.ToArray()).ShouldBeEmpty();
    }

    [Fact]
    public void An_entry_of_the_log_comes_back_as_it_went()
    {
        var edit = new RecordedEdit(s_now, "cursor", "2.4", "gpt-5.5", "s", "a\nb \"ü\".cs", [LineMark.Of("x"), LineMark.Of("y")]);

        var line = edit.ToLine();
        var read = RecordedEdit.Read(line)!;

        line.Count(letter => letter == (byte)'\n').ShouldBe(1);
        read.Marks.ShouldBe(edit.Marks);
        (read with { Marks = edit.Marks }).ShouldBe(edit);
    }

    [Fact]
    public void An_entry_with_anything_changed_in_it_is_read_or_is_none()
    {
        var good = new RecordedEdit(s_now, "cursor", "2.4", "gpt-5.5", "s", "a", [LineMark.Of("x")]).ToLine();
        foreach (var bytes in Hostile.Mutations(good, "{}\"-9"u8.ToArray(), 2_000))
        {
            Should.NotThrow(() => RecordedEdit.Read(bytes));
            Should.NotThrow(() => TraceRecord.Read(bytes));
        }
    }

    [Theory]
    [InlineData("""{"at":-1,"tool":"claude"}""")]
    [InlineData("""{"at":9e99,"tool":"claude"}""")]
    [InlineData("""{"at":1,"tool":"claude","path":"a","lines":"not marks!"}""")]
    [InlineData("""{"at":1,"tool":"somebody"}""")]
    public void A_log_that_somebody_wrote_in_breaks_nothing(string text) => Should.NotThrow(() => RecordedEdit.Read(Encoding.UTF8.GetBytes(text)));
}
