// The policies side by side, a row each: as many columns as the terminal is wide for.
using Countersign.Cli.Terminal;
using Countersign.Simulation;

namespace Countersign.Cli.Commands.Simulate;

internal static class ComparisonTable
{
    private const int NameWidth = 14;

    /// <summary>From so many columns on, what can be told from the others stands there as well.</summary>
    private const int Wide = 100;

    /// <param name="Over">Of two lines of heading the upper one.</param>
    private sealed record Column(string Over, string Under, int Width, Func<PolicyFigures, string> Cell, bool OnlyWide = false);

    private static readonly Column[] s_asked =
    [
        new("needs", "nobody", 8, policy => Figures.Percent(policy.NeedsNobody), OnlyWide: true),
        new("", "held", 8, policy => Figures.Percent(policy.Held)),
        new("changes", "refused", 9, policy => policy.Refused.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)),
        new("sign-offs", "a week", 11, policy => Figures.Number(policy.Recent.SignOffsAWeek), OnlyWide: true),
        new("hours", "a week", 8, policy => Figures.Number(policy.Recent.QualifiedHoursAWeek)),
        new("readers", "h a week", 10, policy => Figures.Number(policy.Recent.ReaderHoursAWeek)),
        new("refused", "h a week", 10, policy => Figures.Number(policy.Recent.RefusedHoursAWeek)),
    ];

    private static readonly Column[] s_load =
    [
        new("", "busy", 8, policy => Figures.Busy(policy.Recent.Utilisation)),
        new("", "wait", 11, policy => Figures.Wait(policy.Recent)),
    ];

    public static void Draw(Screen screen, IReadOnlyList<PolicyFigures> policies)
    {
        var asked = s_asked.Where(column => screen.Width >= Wide || !column.OnlyWide).ToList();
        List<Column> all = [.. asked, .. s_load];
        screen.Line(screen.Dim($"  {"".PadRight(NameWidth)}{Row(all, column => column.Over)}".TrimEnd()));
        screen.Line(screen.Dim($"  {"policy".PadRight(NameWidth)}{Row(all, column => column.Under)}"));
        foreach (var policy in policies)
        {
            var row = $"  {Name(policy)}{Row(asked, column => column.Cell(policy))}";
            var busy = Row(s_load, column => column.Cell(policy));
            var colour =
                policy.Recent.Utilisation >= 1 ? screen.Red(busy)
                : policy.Recent.IsTooMuch ? screen.Yellow(busy)
                : busy;
            screen.Line((policy.Of.Key == ReplayPolicies.Yours ? screen.Bold(row) : row) + colour);
        }
    }

    /// <summary>Padded, so that what follows stands in a column.</summary>
    public static string Name(PolicyFigures policy) => Cut(Visible.Text(policy.Of.Key), NameWidth).PadRight(NameWidth);

    public static string Cut(string text, int width) => text.Length < width ? text : text[..(width - 4)] + "...";

    private static string Row(IEnumerable<Column> columns, Func<Column, string> cell) =>
        string.Concat(columns.Select(column => cell(column).PadLeft(column.Width)));
}
