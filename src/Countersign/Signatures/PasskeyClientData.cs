// Checks the JSON that a browser signs for a passkey: right kind, right challenge, right page, not inside a foreign page.
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Countersign.Signatures;

internal static class PasskeyClientData
{
    private const int MostMembers = 32;

    /// <summary>
    /// WebAuthn section 5.8.1.1 fixes how the JSON starts, so the start is compared as bytes, as OpenSSH does; the rest must be one strict
    /// JSON object that does not say that the page stood in a frame of another origin. Null if all holds, else the problem.
    /// </summary>
    public static string? Problem(ReadOnlySpan<byte> clientData, ReadOnlySpan<byte> challenge, string origin)
    {
        if (origin.Length == 0 || origin.AsSpan().ContainsAny('"', '\\'))
        {
            return "the passkey's origin is not a plain origin";
        }

        var start = Encoding.ASCII.GetBytes(
            $$"""{"type":"webauthn.get","challenge":"{{StrictBase64.UrlSafe(challenge)}}","origin":"{{origin}}" """.TrimEnd()
        );
        if (!clientData.StartsWith(start))
        {
            return "the passkey signed another challenge or origin";
        }

        return Utf8.IsValid(clientData) && IsOneObjectOutsideFrames(clientData) ? null : "the passkey's client data is not acceptable JSON";
    }

    private static bool IsOneObjectOutsideFrames(ReadOnlySpan<byte> clientData)
    {
        try
        {
            var reader = new Utf8JsonReader(clientData, new JsonReaderOptions { MaxDepth = 8 });
            var names = new HashSet<string>(StringComparer.Ordinal);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                {
                    continue;
                }

                var name = reader.GetString()!;
                if (
                    names.Count == MostMembers
                    || !names.Add(name)
                    || !reader.Read()
                    || (name == "crossOrigin" && reader.TokenType != JsonTokenType.False)
                )
                {
                    return false;
                }
            }

            return !names.Contains("topOrigin");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
