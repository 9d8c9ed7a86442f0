// Writes an Agent Trace record: which lines of a commit a tool was recorded to have written.
using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Countersign.Provenance.LineRecords;

namespace Countersign.Provenance.Recording;

/// <summary>One tool's lines in one commit.</summary>
/// <param name="Model">As the tool named it.</param>
public sealed record TracedLines(AgentTool Tool, string? Version, string? Model, string Path, IReadOnlyList<LineRange> Lines);

/// <summary>Agent Trace 0.1.0 has one tool in a record, so there is a record, on a line of its own, for each.</summary>
public static class TraceRecord
{
    /// <summary>Under `metadata`: that this was written here, and how the lines were found.</summary>
    public const string Mark = "dev.countersign";
    private const string Version = "0.1.0";

    /// <summary>Empty where there are no lines.</summary>
    /// <param name="id">A new one for each record.</param>
    public static byte[] Write(IEnumerable<TracedLines> traced, string commit, DateTimeOffset now, Func<Guid> id)
    {
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var tool in traced.Where(one => one.Lines.Count > 0).GroupBy(one => (one.Tool, one.Version)))
        {
            using (var json = new Utf8JsonWriter(buffer))
            {
                One(json, tool.Key.Tool, tool.Key.Version, [.. tool], commit, now, id());
            }

            buffer.Write("\n"u8);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>True where every record in it was written here, so that it may be replaced.</summary>
    public static bool IsOurs(ReadOnlyMemory<byte> note)
    {
        var any = false;
        foreach (var line in Lines(note))
        {
            using var document = JsonText.Object(line);
            if (document is null || JsonText.Member(document.RootElement, "metadata") is not { } data || JsonText.Member(data, Mark) is null)
            {
                return false;
            }

            any = true;
        }

        return any;
    }

    /// <summary>What <see cref="Write"/> wrote; nothing of a record by anybody else.</summary>
    public static IReadOnlyList<TracedLines> Read(ReadOnlyMemory<byte> note)
    {
        if (!IsOurs(note))
        {
            return [];
        }

        return
        [
            .. AgentTrace
                .Read(note, out _)
                .SelectMany(record =>
                    record
                        .Claims.Where(claim => claim.Writer == LineWriter.Agent)
                        .Select(claim => (Record: record, Claim: claim, Tool: AgentTool.All.FirstOrDefault(tool => tool.Product == claim.Tool)))
                )
                .Where(one => one.Tool is not null)
                .Select(one => new TracedLines(
                    one.Tool!,
                    one.Record.ToolVersion == Unknown ? null : one.Record.ToolVersion,
                    one.Claim.Model,
                    one.Claim.Path,
                    one.Claim.Lines
                )),
        ];
    }

    /// <summary>The published schema wants a version beside the name.</summary>
    private const string Unknown = "unknown";

    private static void One(Utf8JsonWriter json, AgentTool tool, string? version, List<TracedLines> lines, string commit, DateTimeOffset now, Guid id)
    {
        json.WriteStartObject();
        json.WriteString("version", Version);
        json.WriteString("id", id);
        json.WriteString("timestamp", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteStartObject("vcs");
        json.WriteString("type", "git");
        json.WriteString("revision", commit);
        json.WriteEndObject();
        json.WriteStartObject("tool");
        json.WriteString("name", tool.Product);
        json.WriteString("version", version ?? Unknown);
        json.WriteEndObject();
        json.WriteStartArray("files");
        foreach (var file in lines.GroupBy(one => one.Path, StringComparer.Ordinal).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("path", file.Key);
            json.WriteStartArray("conversations");
            foreach (var model in file.GroupBy(one => tool.ModelInTrace(one.Model)))
            {
                Conversation(json, model.Key, LineRange.Normal(model.SelectMany(one => one.Lines)));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("metadata");
        json.WriteStartObject(Mark);
        json.WriteString("basis", "edits recorded by the tool's hook, found again by text among the lines that the commit added");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Conversation(Utf8JsonWriter json, string? model, IReadOnlyList<LineRange> ranges)
    {
        json.WriteStartObject();
        json.WriteStartObject("contributor");
        json.WriteString("type", "ai");
        if (model is not null)
        {
            json.WriteString("model_id", model);
        }

        json.WriteEndObject();
        json.WriteStartArray("ranges");
        foreach (var range in ranges)
        {
            json.WriteStartObject();
            json.WriteNumber("start_line", range.First);
            json.WriteNumber("end_line", range.Last);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> note)
    {
        for (var from = 0; from < note.Length; )
        {
            var length = note.Span[from..].IndexOf((byte)'\n') is var end and >= 0 ? end : note.Length - from;
            if (!note.Span.Slice(from, length).Trim(" \t\r"u8).IsEmpty)
            {
                yield return note.Slice(from, length);
            }

            from += length + 1;
        }
    }
}
