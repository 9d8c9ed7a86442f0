// Reads a DSSE envelope so that no two readers can see different things in the same bytes.
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Countersign.Signatures;

/// <summary>
/// Refuses: more than 60,000 bytes; anything but UTF-8; a byte order mark, comments, trailing commas or data; a missing, doubled or unknown
/// key at any level (keys compared after escapes); a value of another kind, null included; lone surrogates; base64 that has white space,
/// no padding, padding bits that are not zero, or two alphabets; no signature, more than 32, or an empty one.
/// </summary>
internal static class DsseReader
{
    public static bool TryRead(ReadOnlySpan<byte> json, [NotNullWhen(true)] out DsseEnvelope? envelope, [NotNullWhen(false)] out string? problem)
    {
        envelope = null;
        if (json.Length > DsseEnvelope.LongestJson)
        {
            problem = $"the envelope is longer than {DsseEnvelope.LongestJson} bytes";
            return false;
        }

        if (!Utf8.IsValid(json))
        {
            problem = "the envelope is not UTF-8";
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 3 });
            problem = ReadEnvelope(ref reader, out envelope);
            if (problem is null && reader.Read())
            {
                problem = "data follows the envelope";
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            problem = "the envelope is not strict JSON";
        }

        envelope = problem is null ? envelope : null;
        return envelope is not null;
    }

    private static string? ReadEnvelope(ref Utf8JsonReader reader, out DsseEnvelope? envelope)
    {
        envelope = null;
        var (type, payload, signatures) = ((string?)null, (byte[]?)null, (List<DsseSignature>?)null);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return "the envelope is not an object";
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var problem = reader.GetString() switch
            {
                "payloadType" when type is null => ReadText(ref reader, "payloadType", out type),
                "payload" when payload is null => ReadBase64(ref reader, "payload", out payload),
                "signatures" when signatures is null => ReadSignatures(ref reader, out signatures),
                "payloadType" or "payload" or "signatures" => "a key of the envelope stands there twice",
                _ => "the envelope has an unknown key",
            };
            if (problem is not null)
            {
                return problem;
            }
        }

        if (type is null || payload is null || signatures is null)
        {
            return "the envelope lacks payloadType, payload or signatures";
        }

        if (type.Length == 0)
        {
            return "payloadType is empty";
        }

        envelope = new DsseEnvelope(type, payload, signatures);
        return null;
    }

    private static string? ReadSignatures(ref Utf8JsonReader reader, out List<DsseSignature>? signatures)
    {
        signatures = [];
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            return "signatures is not a list";
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (signatures.Count == DsseEnvelope.MostSignatures)
            {
                return $"the envelope has more than {DsseEnvelope.MostSignatures} signatures";
            }

            if (ReadSignature(ref reader, out var one) is { } problem)
            {
                return problem;
            }

            signatures.Add(one!);
        }

        return signatures.Count == 0 ? "the envelope has no signature" : null;
    }

    private static string? ReadSignature(ref Utf8JsonReader reader, out DsseSignature? signature)
    {
        signature = null;
        var (keyId, sig) = ((string?)null, (byte[]?)null);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return "a signature is not an object";
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var problem = reader.GetString() switch
            {
                "keyid" when keyId is null => ReadText(ref reader, "keyid", out keyId),
                "sig" when sig is null => ReadBase64(ref reader, "sig", out sig),
                "keyid" or "sig" => "a key of a signature stands there twice",
                _ => "a signature has an unknown key",
            };
            if (problem is not null)
            {
                return problem;
            }
        }

        if (sig is null || sig.Length == 0)
        {
            return "a signature has no sig";
        }

        signature = new DsseSignature(keyId, sig);
        return null;
    }

    private static string? ReadText(ref Utf8JsonReader reader, string name, out string? text)
    {
        text = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
        {
            return $"{name} is not text";
        }

        text = reader.GetString();
        return null;
    }

    private static string? ReadBase64(ref Utf8JsonReader reader, string name, out byte[]? bytes)
    {
        bytes = null;
        return ReadText(ref reader, name, out var text)
            ?? (StrictBase64.TryDecodeEither(text!, out bytes) ? null : $"{name} is not canonical base64");
    }
}
