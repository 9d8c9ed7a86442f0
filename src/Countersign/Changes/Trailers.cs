// Lines of the form "Key: value" in a commit message, wherever they stand: evidence only adds.
namespace Countersign.Changes;

/// <summary><paramref name="Line"/> is 1-based in the message.</summary>
public readonly record struct Trailer(string Key, string Value, int Line)
{
    public bool Is(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// Wider than Git's own reading on purpose: not only in the last paragraph, with any line ending, with blanks before the
/// key or the colon. A trailer that Git no longer recognises still says what it says.
/// </summary>
public static class Trailers
{
    private const int LongestKey = 64;
    private const int LongestFold = 1000;

    public static IReadOnlyList<Trailer> Read(string message)
    {
        var found = new List<Trailer>();
        var number = 0;
        var open = false;
        foreach (var line in message.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (TryReadLine(line, number, out var trailer))
            {
                found.Add(trailer);
                open = true;
            }
            else if (open && line.Length > 0 && line[0] is ' ' or '\t' && line.Trim().Length > 0)
            {
                open = found[^1].Value.Length < LongestFold;
                found[^1] = found[^1] with { Value = $"{found[^1].Value} {line.Trim()}".Trim() };
            }
            else
            {
                open = false;
            }
        }

        return found;
    }

    /// <summary>Values of every trailer with this key, in any case, in order.</summary>
    public static IEnumerable<string> Values(string message, string key) =>
        Read(message).Where(trailer => trailer.Is(key)).Select(trailer => trailer.Value);

    private static bool TryReadLine(string line, int number, out Trailer trailer)
    {
        trailer = default;
        var text = line.AsSpan().Trim();
        var colon = text.IndexOf(':');
        if (colon <= 0)
        {
            return false;
        }

        var key = text[..colon].TrimEnd();
        if (key.Length is 0 or > LongestKey || !char.IsAsciiLetterOrDigit(key[0]))
        {
            return false;
        }

        foreach (var letter in key)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '-')
            {
                return false;
            }
        }

        var value = text[(colon + 1)..];
        if (value.StartsWith("//", StringComparison.Ordinal))
        {
            return false;
        }

        trailer = new Trailer(key.ToString(), value.Trim().ToString(), number);
        return true;
    }
}
