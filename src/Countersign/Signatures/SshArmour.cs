// The text form of an SSH signature, with one text for each byte string and line width.
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Countersign.Signatures;

internal static class SshArmour
{
    public const int LongestText = 16_384;
    private const string Begin = "-----BEGIN SSH SIGNATURE-----";
    private const string End = "-----END SSH SIGNATURE-----";
    private const int Width = 70;

    /// <summary>As ssh-keygen writes it: 70 characters a line, a newline after each line.</summary>
    public static string Write(ReadOnlySpan<byte> blob)
    {
        var base64 = Convert.ToBase64String(blob);
        var text = new StringBuilder(Begin).Append('\n');
        for (var at = 0; at < base64.Length; at += Width)
        {
            text.Append(base64.AsSpan(at, Math.Min(Width, base64.Length - at))).Append('\n');
        }

        return text.Append(End).Append('\n').ToString();
    }

    /// <summary>Any width from 64 to 76 (other programs use other widths than ssh-keygen), equal for all lines but the last; LF only; the last newline may be missing.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out byte[]? blob, [NotNullWhen(false)] out string? problem)
    {
        blob = null;
        if (text.Length > LongestText)
        {
            problem = $"the signature is longer than {LongestText} characters";
            return false;
        }

        var body = text.EndsWith('\n') ? text[..^1] : text;
        if (
            !body.StartsWith(Begin + "\n", StringComparison.Ordinal)
            || !body.EndsWith("\n" + End, StringComparison.Ordinal)
            || body.Length <= Begin.Length + End.Length + 2
        )
        {
            problem = "the signature does not stand between its BEGIN and END lines";
            return false;
        }

        var lines = body[(Begin.Length + 1)..^(End.Length + 1)].Split('\n');
        var width = lines.Length == 1 ? 76 : lines[0].Length;
        var even = width is >= 64 and <= 76 && lines[..^1].All(line => line.Length == width) && lines[^1].Length > 0 && lines[^1].Length <= width;
        if (!even || !StrictBase64.TryDecode(string.Concat(lines), out blob))
        {
            problem = "the signature is not canonical base64 in even lines";
            return false;
        }

        problem = null;
        return true;
    }
}
