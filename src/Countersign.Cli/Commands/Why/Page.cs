// A quiet page: titles, paragraphs, and rows with a label on the left; every text made harmless and wrapped.
using Countersign.Cli.Terminal;

namespace Countersign.Cli.Commands.Why;

/// <param name="column">Where the text of a row starts.</param>
internal sealed class Page(Screen screen, int column)
{
    private const int Widest = 92;
    private int Width => Math.Min(screen.Width, Widest);

    public void Title(string title)
    {
        screen.Line();
        screen.Line(screen.Bold(title));
    }

    public void Text(string paragraph)
    {
        foreach (var line in Wrapping.Wrap(Visible.Text(paragraph), "  ", "  ", Width))
        {
            screen.Line(line.TrimEnd());
        }
    }

    public void Row(string label, IEnumerable<string> paragraphs, bool isDim = false)
    {
        var first = Visible.Text(label);
        foreach (var paragraph in paragraphs)
        {
            var start = $"  {first.PadRight(column - 2)}";
            foreach (var line in Wrapping.Wrap(Visible.Text(paragraph), start.Length > column ? start + " " : start, new string(' ', column), Width))
            {
                var text = line.TrimEnd();
                screen.Line(
                    isDim ? screen.Dim(text)
                    : first.Length > 0 && text.StartsWith("  " + first, StringComparison.Ordinal)
                        ? "  " + screen.Dim(first) + text[(2 + first.Length)..]
                    : text
                );
            }

            first = "";
        }
    }
}
