// What a verb did, for programs: gathered while it runs and written once, at its end. Source: specs/report.md.
using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Countersign.Gating;
using Countersign.Signatures;

namespace Countersign.Cli.Terminal;

public sealed class Report
{
    private static readonly JsonWriterOptions s_form = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Default,
    };

    private readonly List<string> _said = [];
    private string _unfinished = "";

    /// <summary>Ids of the records that were signed and sent.</summary>
    public List<Digest> Records { get; } = [];

    /// <summary>The change's verdict after the deed.</summary>
    public Verdict? Verdict { get; set; }

    /// <summary>Why it was not done, and what to do.</summary>
    public string? Problem { get; set; }

    public void Say(string text, bool endsLine)
    {
        _unfinished += text;
        if (endsLine)
        {
            _said.AddRange(_unfinished.Length == 0 ? [] : [_unfinished.TrimEnd()]);
            _unfinished = "";
        }
    }

    public byte[] ToJson(string verb, int exit)
    {
        Say("", endsLine: true);
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, s_form))
        {
            json.WriteStartObject();
            json.WriteString("verb", verb);
            json.WriteNumber("exit", exit);
            if (Problem is not null)
            {
                json.WriteString("problem", Problem);
            }

            Texts(json, "records", Records.Select(id => id.ToString()));
            if (Verdict is not null)
            {
                json.WriteString("verdict", Verdict.Kind.ToString());
                VerdictJson.Missing(json, Verdict.Missing);
            }

            Texts(json, "said", _said);
            json.WriteEndObject();
        }

        return [.. bytes.WrittenSpan, (byte)'\n'];
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
