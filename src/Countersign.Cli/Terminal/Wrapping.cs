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

    /// <summary>A sentence or a few, over as many lines as the terminal needs.</summary>
    /// <param name="paint">One of the screen's colours, for each line.</param>
    public static void Prose(this Screen screen, string text, Func<string, string>? paint = null, string rest = "")
    {
        foreach (var line in Wrap(text, "", rest, screen.Width))
        {
            screen.Line((paint ?? (plain => plain))(line.TrimEnd()));
        }
    }
}
