// One edit of one file as a tool's hook reported it: who, when, where, and marks of the lines; never a text, never a question.
using System.Buffers;
using System.Text.Json;
using Countersign.Provenance.LineRecords;

namespace Countersign.Provenance.Recording;

/// <param name="Tool">Key of an <see cref="AgentTool"/>.</param>
/// <param name="Session">The conversation's id, so that a model named at its start is known later.</param>
/// <param name="Path">From the top of the repository, with '/'; null where only the session's model was named.</param>
/// <param name="Marks">Lines written; empty where the hook did not say which.</param>
public sealed record RecordedEdit(
    DateTimeOffset At,
    string Tool,
    string? Version,
    string? Model,
    string? Session,
    string? Path,
    IReadOnlyList<LineMark> Marks
)
{
    /// <summary>Bytes of one line of the log that are read.</summary>
    public const int Largest = 1 << 20;

    /// <summary>One JSON object and a line break.</summary>
    public byte[] ToLine()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("at", At.ToUnixTimeMilliseconds());
            json.WriteString("tool", Tool);
            Optional(json, "version", Version);
            Optional(json, "model", Model);
            Optional(json, "session", Session);
            Optional(json, "path", Path);
            if (Marks.Count > 0)
            {
                json.WriteString("lines", LineMark.Text(Marks));
            }

            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Null where the line is none of ours.</summary>
    public static RecordedEdit? Read(ReadOnlyMemory<byte> line)
    {
        using var document = line.Length > Largest ? null : JsonText.Object(line);
        return
            document?.RootElement is { } root
            && JsonText.Member(root, "at") is { ValueKind: JsonValueKind.Number } at
            && at.TryGetInt64(out var milliseconds)
            && milliseconds is >= 0 and < 253_402_300_800_000
            && AgentTool.Find(JsonText.Text(root, "tool")) is { } tool
            ? new RecordedEdit(
                DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
                tool.Key,
                JsonText.Text(root, "version"),
                JsonText.Text(root, "model"),
                JsonText.Text(root, "session"),
                JsonText.Text(root, "path", HookPayload.LongestPath),
                JsonText.Text(root, "lines", Largest) is { } marks ? LineMark.Read(marks) ?? [] : []
            )
            : null;
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
