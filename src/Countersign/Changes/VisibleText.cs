// Text made safe to look at: control, bidirectional and invisible characters become \u{...}.
using System.Globalization;
using System.Text;

namespace Countersign.Changes;

public static class VisibleText
{
    /// <summary>The same text on one line with nothing that hides, reorders or moves the cursor.</summary>
    public static string Of(string text)
    {
        var clean = true;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsTreacherous(rune))
            {
                clean = false;
                break;
            }
        }

        if (clean)
        {
            return text;
        }

        var shown = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsTreacherous(rune))
            {
                shown.Append("\\u{").Append(rune.Value.ToString("X", CultureInfo.InvariantCulture)).Append('}');
            }
            else
            {
                shown.Append(rune.ToString());
            }
        }

        return shown.ToString();
    }

    /// <summary>True for a character that a reader cannot see, or that changes how its neighbours are seen.</summary>
    public static bool IsTreacherous(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control
            or UnicodeCategory.Format
            or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.OtherNotAssigned => true,
            UnicodeCategory.SpaceSeparator => rune.Value != ' ',
            _ => IsBlankLetter(rune.Value),
        };

    /// <summary>Letters, marks and symbols that print nothing: fillers, joiners, variation selectors, the blank Braille cell.</summary>
    private static bool IsBlankLetter(int value) =>
        value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0 or 0xFFFD
        || value is (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
