// A small drawing board for charts: plain SVG in text, coordinates with a dot, words made harmless.
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Countersign.Cli.Terminal;

namespace Countersign.Cli.Commands.Simulate;

/// <summary>Colours are the page's variables, so that the same drawing is light or dark.</summary>
internal sealed class Svg(int width, int height, string id, string title, string description)
{
    private readonly StringBuilder _marks = new();

    public static string Words(string text) => HtmlEncoder.Default.Encode(Visible.Text(text));

    public static string At(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    public void Line(double x1, double y1, double x2, double y2, string colour, double thick = 1, string dash = "") =>
        Mark(
            $"<line x1=\"{At(x1)}\" y1=\"{At(y1)}\" x2=\"{At(x2)}\" y2=\"{At(y2)}\" stroke=\"var(--{colour})\" stroke-width=\"{At(thick)}\"{(dash.Length > 0 ? $" stroke-dasharray=\"{dash}\"" : "")}/>"
        );

    public void Bar(double x, double y, double wide, double high, string colour, string tip) =>
        Mark(
            $"<rect x=\"{At(x)}\" y=\"{At(y)}\" width=\"{At(Math.Max(0, wide))}\" height=\"{At(Math.Max(0, high))}\" fill=\"var(--{colour})\"><title>{Words(tip)}</title></rect>"
        );

    public void Path(IEnumerable<(double X, double Y)> points, string colour, double thick = 2) =>
        Mark(
            $"<polyline fill=\"none\" stroke=\"var(--{colour})\" stroke-width=\"{At(thick)}\" stroke-linejoin=\"round\" points=\"{string.Join(' ', points.Select(point => $"{At(point.X)},{At(point.Y)}"))}\"/>"
        );

    public void Dot(double x, double y, double radius, string colour, string tip) =>
        Mark($"<circle cx=\"{At(x)}\" cy=\"{At(y)}\" r=\"{At(radius)}\" fill=\"var(--{colour})\"><title>{Words(tip)}</title></circle>");

    /// <param name="anchor">start, middle or end.</param>
    public void Text(double x, double y, string text, string anchor = "start", bool strong = false) =>
        Mark($"<text x=\"{At(x)}\" y=\"{At(y)}\" text-anchor=\"{anchor}\"{(strong ? " class=\"strong\"" : "")}>{Words(text)}</text>");

    public override string ToString() =>
        $"<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\"><title id=\"{id}-t\">{Words(title)}</title><desc id=\"{id}-d\">{Words(description)}</desc>\n{_marks}</svg>";

    /// <summary>About five round steps from 0 that cover the largest.</summary>
    public static IReadOnlyList<double> Ticks(double largest)
    {
        if (!(largest > 0))
        {
            return [0, 1];
        }

        var rough = largest / 5;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = new[] { 1, 2, 2.5, 5, 10 }.Select(one => one * power).First(one => one >= rough * 0.999);
        return [.. Enumerable.Range(0, (int)Math.Ceiling((largest / step) - 0.001) + 1).Select(i => i * step)];
    }

    private void Mark(string mark) => _marks.Append(mark).Append('\n');
}
