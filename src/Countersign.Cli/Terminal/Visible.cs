// Makes hostile text harmless on a screen: control, bidirectional and invisible characters are shown as escapes.
using Countersign.Changes;

namespace Countersign.Cli.Terminal;

public static class Visible
{
    /// <summary>One line; newline and tab become escapes as well. Source: UAX #9 and Unicode category Cf.</summary>
    public static string Text(string text) => VisibleText.Of(text);

    /// <summary>Several lines of a message, each made harmless; tabs stay.</summary>
    public static IEnumerable<string> Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(Line);

    /// <summary>Lines as Git counts them, for content that is signed: every other sign that ends a line elsewhere is shown.</summary>
    public static IEnumerable<string> ContentLines(string text) => (text.EndsWith('\n') ? text[..^1] : text).Split('\n').Select(Line);

    private static string Line(string line) => string.Join('\t', line.Split('\t').Select(Text));
}
