// Turns the bytes of a YAML file into text, and refuses the characters that readers and editors see differently.
using System.Text;
using System.Text.Unicode;
using Countersign.Documents;

namespace Countersign.Adapters.Documents;

internal static class YamlText
{
    /// <summary>Null where the bytes are no text that may be read; the reason is among the problems.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, ProblemList problems, int mostBytes)
    {
        if (bytes.Length > mostBytes)
        {
            problems.Error("size", $"the document has {bytes.Length} bytes", $"At most {mostBytes} are read.", 0);
            return null;
        }

        if (!Utf8.IsValid(bytes))
        {
            problems.Error("encoding", "the document is not UTF-8", "Save it as UTF-8.", 0);
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
        CheckCharacters(text, problems);
        return text;
    }

    private static void CheckCharacters(string text, ProblemList problems)
    {
        var line = 1;
        var lineStart = true;
        for (var i = 0; i < text.Length && !problems.IsFull; i++)
        {
            var letter = text[i];
            if (lineStart && letter == '\t' && IsContent(text, i))
            {
                problems.Error("tab", "the line is indented with a tab", "Indent with spaces.", line);
            }

            lineStart = letter == '\n';
            if (letter == '\n')
            {
                line++;
            }
            else if (letter == '\r' ? i + 1 == text.Length || text[i + 1] != '\n' : IsForbidden(letter))
            {
                problems.Error(
                    "character",
                    $"the line holds the character U+{(int)letter:X4}, which is not shown or moves text",
                    "Delete it, or write it as an escape in double quotes.",
                    line
                );
            }
        }
    }

    private static bool IsContent(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }

        return at < text.Length && text[at] is not ('\n' or '\r' or '#');
    }

    /// <summary>Controls, line breaks that only some readers know, directional marks (CVE-2021-42574), inner byte order marks.</summary>
    private static bool IsForbidden(char letter) =>
        (char.IsControl(letter) && letter != '\t')
        || letter is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF'
        || letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u061C';
}
