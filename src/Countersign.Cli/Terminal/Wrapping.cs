// Breaks long sentences at spaces, with a hanging indent, so that a tree stays a tree on a narrow terminal.
namespace Countersign.Cli.Terminal;

public static class Wrapping
{
    /// <summary>Lines of at most <paramref name="width"/> columns; a word longer than that stands alone.</summary>
    public static IEnumerable<string> Wrap(string text, string first, string rest, int width)
    {
        var line = first;
        var isEmpty = true;
        foreach (var word in text.Split(' '))
        {
            if (!isEmpty && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = rest;
                isEmpty = true;
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        yield return line;
    }
}
