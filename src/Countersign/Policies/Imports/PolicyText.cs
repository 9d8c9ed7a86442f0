// Writes a proposed policy as YAML: one rule a paragraph, and above it where it comes from.
using System.Globalization;
using System.Text;
using Countersign.Documents;

namespace Countersign.Policies.Imports;

internal static class PolicyText
{
    public static string Write(ImportedPolicy policy)
    {
        var text = new StringBuilder();
        foreach (var line in policy.Head)
        {
            Comment(text, "", line);
        }

        foreach (var entry in policy.Document.Entries.Where(entry => entry.Key != "rules"))
        {
            text.Append(CultureInfo.InvariantCulture, $"{entry.Key}: {Flow(entry.Value)}\n");
        }

        text.Append("rules:\n");
        foreach (var rule in policy.Rules)
        {
            foreach (var line in rule.Comments)
            {
                Comment(text, "  ", line);
            }

            var lead = "  - ";
            foreach (var entry in rule.Node.Entries)
            {
                text.Append(CultureInfo.InvariantCulture, $"{lead}{entry.Key}: {Flow(entry.Value)}\n");
                lead = "    ";
            }
        }

        return text.ToString();
    }

    /// <summary>A scalar is plain only where every reader of YAML sees the same text in it.</summary>
    public static string Flow(Node node) =>
        node switch
        {
            Node.Mapping mapping => $"{{ {string.Join(", ", mapping.Entries.Select(entry => $"{entry.Key}: {Flow(entry.Value)}"))} }}",
            Node.Sequence list => $"[{string.Join(", ", list.Items.Select(Flow))}]",
            Node.Scalar { IsText: false } scalar => scalar.Text,
            Node.Scalar scalar => Quoted(scalar.Text),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string Quoted(string text)
    {
        var isPlain =
            text.Length > 0
            && char.IsAsciiLetter(text[0])
            && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/')
            && text.ToLowerInvariant() is not ("null" or "true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n");
        return isPlain ? text
            : text.All(IsPrintable) ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'"
            : $"\"{string.Concat(text.Select(Escaped))}\"";
    }

    private static bool IsPrintable(char letter) => letter is >= ' ' and < '\x7F';

    private static string Escaped(char letter) =>
        letter is '"' or '\\' ? $"\\{letter}"
        : IsPrintable(letter) ? letter.ToString()
        : $"\\u{(int)letter:X4}";

    private static void Comment(StringBuilder text, string indent, string line) =>
        text.Append(indent).Append("# ").Append(string.Concat(line.Select(letter => IsPrintable(letter) ? letter : '?'))).Append('\n');
}
