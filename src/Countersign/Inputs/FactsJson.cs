// Facts as the one versioned JSON, written with the same bytes every time and read strictly. Source: specs/facts.md.
using System.Text.Json;
using Countersign.Documents;

namespace Countersign.Inputs;

/// <summary>Absent, never null; names as in the code, camel case; unknown or repeated names, and other versions, are refused.</summary>
public static class FactsJson
{
    private static readonly FactsJsonContext Strict = new(
        new JsonSerializerOptions(FactsJsonContext.Default.Options)
        {
            AllowDuplicateProperties = false,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    public static byte[] Write(Facts facts) => JsonSerializer.SerializeToUtf8Bytes(facts, Strict.Facts);

    public static Parsed<Facts> Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var facts = JsonSerializer.Deserialize(utf8, Strict.Facts);
            return facts switch
            {
                null => Bad("facts.empty", "the file says null", "write facts with `countersign check --facts-out FILE`"),
                { Version: not Facts.CurrentVersion } => Bad("facts.version", $"facts of version {facts.Version}", $"this program reads version {Facts.CurrentVersion}"),
                _ => new Parsed<Facts>.Good(facts, []),
            };
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            var line = fault is JsonException { LineNumber: { } number } ? (int)number + 1 : 0;
            return Bad("facts.malformed", fault.Message, "see specs/facts.md", line);
        }
    }

    private static Parsed<Facts>.Bad Bad(string code, string message, string remedy, int line = 0) => new([new Problem(code, message, remedy, line)]);
}
