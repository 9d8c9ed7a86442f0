// Makes hostile text harmless on a screen: control, bidirectional and invisible characters are shown as escapes.
using System.Globalization;
using System.Text;

namespace Countersign.Cli.Terminal;

public static class Visible
{
    /// <summary>One line; newline and tab become escapes as well. Source: UAX #9 and Unicode category Cf.</summary>
    public static string Text(string text)
    {
        var clean = true;
        foreach (var c in text)
        {
            clean &= c is >= ' ' and < '\x7f' || (c > '\x9f' && !char.IsSurrogate(c) && !IsHidden(CharUnicodeInfo.GetUnicodeCategory(c)));
        }

        if (clean)
        {
            return text;
        }

        var visible = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            visible.Append(IsHidden(Rune.GetUnicodeCategory(rune)) ? $"\\u{{{rune.Value:x}}}" : rune.ToString());
        }

        return visible.ToString();
    }

    /// <summary>Several lines, each made harmless; tabs stay.</summary>
    public static IEnumerable<string> Lines(string text) =>
        text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => string.Join('\t', line.Split('\t').Select(Text)));

    private static bool IsHidden(UnicodeCategory category) =>
        category
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.OtherNotAssigned;
}
