// Base64 with exactly one text for each byte string, so that no signature has a second spelling.
using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Countersign.Signatures;

internal static class StrictBase64
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    /// <summary>The standard alphabet with padding; refuses white space, missing padding and padding bits that are not zero.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text.Length % 4 != 0 || text.ContainsAnyExcept(Letters))
        {
            return false;
        }

        var buffer = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64Chars(text, buffer, out var written))
        {
            return false;
        }

        Array.Resize(ref buffer, written);
        if (!text.SequenceEqual(Convert.ToBase64String(buffer)))
        {
            return false;
        }

        bytes = buffer;
        return true;
    }

    /// <summary>As <see cref="TryDecode"/>, and also the URL-safe alphabet (padded); a mix of both alphabets is refused.</summary>
    public static bool TryDecodeEither(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        var urlSafe = text.AsSpan().ContainsAny('-', '_');
        return urlSafe
            ? !text.AsSpan().ContainsAny('+', '/') && TryDecode(text.Replace('-', '+').Replace('_', '/'), out bytes)
            : TryDecode(text, out bytes);
    }

    /// <summary>The URL-safe alphabet without padding, as WebAuthn writes a challenge.</summary>
    public static string UrlSafe(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
