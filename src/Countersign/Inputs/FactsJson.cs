// Facts as the one versioned JSON, written with the same bytes every time and read strictly. Source: specs/facts.md.
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Countersign.Documents;

namespace Countersign.Inputs;

/// <summary>Absent, never null; names as in the code, camel case; unknown or repeated names, and other versions, are refused.</summary>
public static class FactsJson
{
    private static readonly JsonTypeInfo<Facts> Form =
        (JsonTypeInfo<Facts>)
            new JsonSerializerOptions(FactsJsonContext.Default.Options)
            {
                AllowDuplicateProperties = false,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                TypeInfoResolver = FactsJsonContext.Default.WithAddedModifier(LetNullableBeAbsent),
            }.GetTypeInfo(typeof(Facts));

    public static byte[] Write(Facts facts) => JsonSerializer.SerializeToUtf8Bytes(facts, Form);

    public static Parsed<Facts> Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var facts = JsonSerializer.Deserialize(utf8, Form);
            return facts switch
            {
                null => Bad("facts.empty", "the file says null", "write facts with `countersign check --facts-out FILE`"),
                { Version: not Facts.CurrentVersion } => Bad(
                    "facts.version",
                    $"facts of version {facts.Version}",
                    $"this program reads version {Facts.CurrentVersion}"
                ),
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

    /// <summary>What may be null is absent then, also where a constructor takes it.</summary>
    private static void LetNullableBeAbsent(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.AssociatedParameter is not null))
        {
            property.IsRequired &= Nullable.GetUnderlyingType(property.PropertyType) is null && !property.IsSetNullable;
        }
    }
}
