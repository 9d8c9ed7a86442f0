// JSON for programs, with the same bytes for the same answer.
using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Countersign.Adapters.Git.Auditing;
using Countersign.Cli.Terminal;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Audit;

/// <summary>Control characters are escaped; what is absent is left out, never null.</summary>
internal static class JsonOut
{
    private static readonly JsonWriterOptions s_form = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Default,
    };

    public static void Write(Screen screen, Action<Utf8JsonWriter> fields)
    {
        screen.Raw(Bytes(fields));
        screen.Line();
    }

    public static byte[] Bytes(Action<Utf8JsonWriter> fields)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, s_form))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    public static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    public static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    public static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> fields)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            fields(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Link(Utf8JsonWriter json, ChainLink link)
    {
        json.WriteString("kind", Words.Of(link.Kind));
        json.WriteString("old", link.Old.Hex);
        json.WriteString("new", link.New.Hex);
        json.WriteNumber("steps", link.Steps);
        if (link.Entry is { Landing: { } landing } entry)
        {
            json.WriteNumber("number", entry.Number);
            json.WriteString("time", landing.SignedAt.UtcDateTime);
            Text(json, "change", landing.Subject.Change?.ToString());
            Text(json, "digest", landing.Subject.Digest?.ToString());
            Text(json, "pusher", landing.Pusher);
            json.WriteBoolean("observed", landing.IsObserved);
            json.WriteBoolean("repaired", landing.IsRepaired);
        }

        if (link.Judged is { } judged)
        {
            json.WriteString("verdict", judged.Verdict.Kind.ToString());
            json.WriteString("policy", judged.Verdict.Policy.ToString());
            List(
                json,
                "signedBy",
                Words.Signers(judged),
                decision =>
                {
                    json.WriteString("person", decision.Person.Value);
                    Text(json, "assurance", decision.Assurance is { } assurance ? Word.Of(assurance) : null);
                    json.WriteString("statement", decision.Statement.ToString());
                }
            );
        }

        Texts(json, "problems", link.Problems);
        Texts(json, "notes", link.Notes);
    }
}
