// A tool's own signature on its record: Ed25519 over the canonical JSON (RFC 8785) of the record without it.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Countersign.People;
using Countersign.Signatures;

namespace Countersign.Provenance.LineRecords;

/// <summary>
/// A key that lies beside the records proves nothing: whoever rewrites them rewrites it. So only keys of the roster are tried, by the
/// id that the tool gives a key, 16 digits of the SHA-256 of its 32 bytes. Source: agentdiff 0.1.30, keys.
/// </summary>
public sealed class RecordSeal
{
    private const int MostBytes = 1 << 20;
    private readonly string _keyId;
    private readonly byte[] _signed;
    private readonly byte[] _signature;

    private RecordSeal(string keyId, byte[] signed, byte[] signature) => (_keyId, _signed, _signature) = (keyId, signed, signature);

    /// <summary>Null where the record carries none, or none of this form.</summary>
    internal static RecordSeal? Of(JsonElement record)
    {
        if (
            JsonText.Member(record, "sig") is not { } seal
            || JsonText.Text(seal, "alg") != "ed25519"
            || JsonText.Text(seal, "key_id") is not { } id
            || JsonText.Text(seal, "value") is not { } value
            || !StrictBase64.TryDecode(value, out var signature)
        )
        {
            return null;
        }

        var text = new StringBuilder();
        return Write(record, text, leaveOut: "sig") && text.Length <= MostBytes
            ? new RecordSeal(id, Encoding.UTF8.GetBytes(text.ToString()), signature)
            : null;
    }

    /// <summary>Whose key of the roster it was made with; null where no key there made it.</summary>
    public PersonId? SignedBy(Roster roster, DateTimeOffset now)
    {
        foreach (var entry in roster.Entries)
        {
            foreach (var key in entry.Keys.Where(key => key.CanSignAt(now) && key.Key.Type == "ssh-ed25519"))
            {
                var raw = key.Key.Blob.Span[^Ed25519.KeyLength..];
                if (Convert.ToHexStringLower(SHA256.HashData(raw)[..8]) == _keyId && Ed25519.Verify(raw, _signed, _signature))
                {
                    return entry.Id;
                }
            }
        }

        return null;
    }

    /// <summary>False for what has no canonical form here: numbers that are not whole, keys or texts that are no text, a key twice.</summary>
    private static bool Write(JsonElement value, StringBuilder text, string? leaveOut = null)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return WriteObject(value, text, leaveOut);
            case JsonValueKind.Array:
                text.Append('[');
                var first = true;
                foreach (var item in value.EnumerateArray())
                {
                    text.Append(first ? "" : ",");
                    first = false;
                    if (text.Length > MostBytes || !Write(item, text))
                    {
                        return false;
                    }
                }

                text.Append(']');
                return true;
            case JsonValueKind.String:
                return WriteText(JsonText.Text(value), text);
            case JsonValueKind.Number when value.TryGetInt64(out var number) && Math.Abs(number) < 1L << 53:
                text.Append(number.ToString(CultureInfo.InvariantCulture));
                return true;
            case JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null:
                text.Append(value.ValueKind.ToString().ToLowerInvariant());
                return true;
            default:
                return false;
        }
    }

    private static bool WriteObject(JsonElement value, StringBuilder text, string? leaveOut)
    {
        var members = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, member) in JsonText.Entries(value))
        {
            if (name is null || !members.TryAdd(name, member))
            {
                return false;
            }
        }

        text.Append('{');
        var first = true;
        foreach (var (name, member) in members.Where(member => member.Key != leaveOut))
        {
            text.Append(first ? "" : ",");
            first = false;
            if (text.Length > MostBytes || !WriteText(name, text))
            {
                return false;
            }

            text.Append(':');
            if (!Write(member, text))
            {
                return false;
            }
        }

        text.Append('}');
        return true;
    }

    private static bool WriteText(string? value, StringBuilder text)
    {
        if (value is null)
        {
            return false;
        }

        text.Append('"');
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => text.Append(letter),
            };
        }

        text.Append('"');
        return true;
    }
}
