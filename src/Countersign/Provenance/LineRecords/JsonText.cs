// Careful access to JSON that others wrote: a member of the wrong kind is as absent as one that is missing.
using System.Text.Json;

namespace Countersign.Provenance.LineRecords;

internal static class JsonText
{
    private const int LongestText = 250;
    private static readonly JsonDocumentOptions s_bounds = new() { MaxDepth = 64 };

    /// <summary>Null where it is no JSON object; the caller disposes.</summary>
    public static JsonDocument? Object(ReadOnlyMemory<byte> json)
    {
        try
        {
            var document = JsonDocument.Parse(json, s_bounds);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Null where it is absent, no text, empty, or longer than a name ever is.</summary>
    public static string? Text(JsonElement element, string name, int longest = LongestText) =>
        Member(element, name) is { } value && Text(value, longest) is { Length: > 0 } text ? text : null;

    /// <summary>The element's own text, which may be empty; null where it is none, or longer than that.</summary>
    public static string? Text(JsonElement value, int longest = int.MaxValue) =>
        value.ValueKind == JsonValueKind.String && Careful(value.GetString) is { } text && text.Length <= longest ? text : null;

    public static int? Number(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    public static JsonElement? Member(JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            // A key beside it is no text.
            return null;
        }
    }

    public static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>Every entry of an object, in order; the key is null where it is no text.</summary>
    public static IEnumerable<(string? Key, JsonElement Value)> Entries(JsonElement map) =>
        map.EnumerateObject().Select(entry => (Careful(() => entry.Name), entry.Value));

    /// <summary>Entries whose key is text.</summary>
    public static IEnumerable<(string Key, JsonElement Value)> Entries(JsonElement element, string name)
    {
        if (Member(element, name) is { ValueKind: JsonValueKind.Object } map)
        {
            foreach (var (key, value) in Entries(map))
            {
                if (key is not null)
                {
                    yield return (key, value);
                }
            }
        }
    }

    /// <summary>Bytes that are no UTF-8 and lone surrogates are no text.</summary>
    private static string? Careful(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
