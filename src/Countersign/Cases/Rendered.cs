// What is left of a line of Markdown once it is a page: no tags, no entities, no addresses behind links.
using System.Text;

namespace Countersign.Cases;

/// <summary>Only to tell whether anything is left to read; what an entity stands for is nothing that somebody would answer with.</summary>
internal static class Rendered
{
    private const int LongestEntity = 40;

    public static string Words(string line)
    {
        if (IsLinkDefinition(line))
        {
            return "";
        }

        var left = new StringBuilder();
        var (lastTag, lastLink) = (line.LastIndexOf('>'), line.LastIndexOf(')'));
        for (var at = 0; at < line.Length; )
        {
            var hidden = line[at] switch
            {
                '&' => Entity(line.AsSpan(at)),
                '<' when at < lastTag => Tag(line.AsSpan(at)),
                '[' when at < lastLink => EmptyLink(line.AsSpan(at)),
                _ => 0,
            };
            if (hidden == 0)
            {
                left.Append(line[at]);
            }

            at += Math.Max(hidden, 1);
        }

        return left.ToString();
    }

    /// <summary>`[name]: address`; a footnote, `[^1]: text`, is shown.</summary>
    private static bool IsLinkDefinition(string line) =>
        line.TrimStart(' ') is ['[', not '^', ..] text && text.IndexOf(']') is var end and > 0 && end + 1 < text.Length && text[end + 1] == ':';

    private static int Entity(ReadOnlySpan<char> text)
    {
        var end = text[..Math.Min(text.Length, LongestEntity)].IndexOf(';');
        if (end < 2)
        {
            return 0;
        }

        foreach (var letter in text[1..end])
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '#')
            {
                return 0;
            }
        }

        return end + 1;
    }

    /// <summary>An address in angle brackets is shown as it is.</summary>
    private static int Tag(ReadOnlySpan<char> text)
    {
        if (text.Length < 3 || (!char.IsAsciiLetter(text[1]) && text[1] is not ('/' or '!' or '?')))
        {
            return 0;
        }

        var end = text.IndexOf('>');
        var isAddress = end > 0 && !text[..end].ContainsAny(' ', '\t', '"') && text[1..end].ContainsAny(':', '@');
        return end < 0 || isAddress ? 0 : end + 1;
    }

    private static int EmptyLink(ReadOnlySpan<char> text) =>
        text.StartsWith("[](", StringComparison.Ordinal) && text.IndexOf(')') is var end and > 0 ? end + 1 : 0;
}
