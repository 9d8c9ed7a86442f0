// Hours of sign-offs by week against the hours there are.
using System.Globalization;
using Countersign.Simulation;

namespace Countersign.Cli.Commands.Simulate;

internal static class WeekChart
{
    /// <summary>A year: what lies before says little about today's capacity.</summary>
    public const int MostWeeks = 52;

    private const int Wide = 960;
    private const int High = 300;
    private const int Left = 48;
    private const int Bottom = 34;
    private const int Top = 24;
    private const int Right = 104;
    private static readonly int[] s_monthSteps = [1, 2, 3, 4, 6, 12];

    public sealed record Week(DateOnly Monday, int Changes, double Qualified, double Readers, double Refused, double Reported)
    {
        public double All => Qualified + Readers + Refused;
    }

    /// <summary>Weeks without a change are there too.</summary>
    public static IReadOnlyList<Week> Weeks(SimulationReport report)
    {
        var whole = report.Line.Whole;
        var first = Math.Max(whole.First, whole.Last - MostWeeks + 1);
        var yours = report.Yours.Of.Weeks.ToDictionary(week => week.Week);
        var reported = report.Policies.First(policy => policy.Of.Key == ReplayPolicies.AsReported).Of.Weeks.ToDictionary(week => week.Week);
        return
        [
            .. Enumerable
                .Range(first, whole.Last - first + 1)
                .Select(number => WeekOf(yours.GetValueOrDefault(number) ?? new WeekTally(number), reported.GetValueOrDefault(number))),
        ];
    }

    private static Week WeekOf(WeekTally yours, WeekTally? reported) =>
        new(
            ReplayedChange.MondayOf(yours.Week),
            yours.Changes,
            yours.QualifiedMinutes / 60,
            yours.ReaderMinutes / 60,
            yours.RefusedMinutes / 60,
            (reported?.QualifiedMinutes ?? 0) / 60
        );

    public static string Draw(SimulationReport report, IReadOnlyList<Week> weeks)
    {
        var capacity = report.Capacity.HoursAWeek;
        var over = weeks.Count(week => week.Qualified > capacity);
        var svg = new Svg(
            Wide,
            High,
            "weeks",
            "Hours of qualified sign-offs by week against capacity",
            $"{weeks.Count} weeks from {weeks[0].Monday:yyyy-MM-dd}. Capacity is {Figures.Number(capacity)} hours a week; {over} weeks ask for more."
        );
        var highest = weeks.Max(week => Math.Max(week.All, week.Reported));

        var axis = new HoursAxis(highest, capacity);
        var (width, height) = (Wide - Left - Right, High - Top - Bottom);
        double Y(double hours) => Top + height - (axis.At(hours) * height);
        foreach (var tick in axis.Ticks)
        {
            svg.Line(Left, Y(tick), Wide - Right, Y(tick), "line");
            svg.Text(Left - 8, Y(tick) + 4, Figures.Tick(tick), "end");
        }

        svg.Text(0, Top - 8, "hours");
        var each = (double)width / weeks.Count;
        for (var i = 0; i < weeks.Count; i++)
        {
            var week = weeks[i];
            var x = Left + (i * each);
            var bar = Math.Min(Math.Max(1, each - 2), 40);
            var tip =
                $"week of {week.Monday:yyyy-MM-dd}: {week.Changes} changes, {Figures.Number(week.Qualified)} h of qualified sign-offs, {Figures.Number(week.Readers)} h of other readers, {Figures.Number(week.Refused)} h refused";
            var floor = 0.0;
            foreach (var (hours, colour) in new[] { (week.Qualified, "yours"), (week.Readers, "reader"), (week.Refused, "refused") })
            {
                svg.Bar(x + ((each - bar) / 2), Y(floor + hours), bar, Y(floor) - Y(floor + hours), colour, tip);
                floor += hours;
            }
        }

        Months(svg, weeks, each, Y(0));
        svg.Path(weeks.Select((week, i) => (Left + ((i + 0.5) * each), Y(week.Reported))), "other", 1.5);
        if (axis.ShowsCapacity)
        {
            svg.Line(Left, Y(capacity), Wide - Right, Y(capacity), "limit", 2, "6 4");
            svg.Text(Wide - Right + 6, Y(capacity) + 4, $"{Figures.Number(capacity)} h capacity", strong: true);
        }
        else
        {
            svg.Text(Wide - Right, Top - 6, $"the capacity of {Figures.Number(capacity)} h a week lies far above", "end", strong: true);
        }

        return svg.ToString();
    }

    /// <summary>Each month has a tick; every month, or every second, third and so on, has its name where that fits the plot.</summary>
    private static void Months(Svg svg, IReadOnlyList<Week> weeks, double each, double floor)
    {
        const double Name = 66;
        const int WeeksAMonth = 4;
        var every = s_monthSteps.First(months => months == 12 || months * each * WeeksAMonth >= Name);
        var isShort = weeks.Count <= 6;
        for (var i = 0; i < weeks.Count; i++)
        {
            var x = Left + (i * each);
            var monday = weeks[i].Monday;
            if (i > 0 ? monday.Month == weeks[i - 1].Monday.Month : !isShort)
            {
                continue;
            }

            svg.Line(x, floor, x, floor + 5, "soft");
            if (((monday.Year * 12) + monday.Month - 1) % every == 0 && x + Name <= Wide - Right + 8)
            {
                svg.Text(x + 2, floor + 18, monday.ToString(isShort ? "d MMM yyyy" : "MMM yyyy", CultureInfo.InvariantCulture));
            }
        }
    }
}
