// What share of known-bad changes is held for how many hours: the policies, and the best thresholds that were found.

namespace Countersign.Cli.Commands.Simulate;

internal static class FrontierChart
{
    private const int Wide = 960;
    private const int High = 380;
    private const int Left = 56;
    private const int Bottom = 46;
    private const int Top = 20;
    private const int Right = 120;
    private const double Row = 15;

    public sealed record Point(string Name, double Hours, double RecentHours, Provenance.Share Held, bool IsYours);

    /// <summary>Hours and share of the same changes: of everybody who reads, with what is refused, as the thresholds that were tried count it.</summary>
    public static IReadOnlyList<Point> Points(SimulationReport report) =>
        [
            .. report.Policies.Select(policy => new Point(
                policy.Of.Key,
                policy.MatureHoursAWeek,
                policy.Recent.AllHoursAWeek,
                policy.HeldBad,
                policy.Of.Key == ReplayPolicies.Yours
            )),
        ];

    public static string Draw(SimulationReport report, IReadOnlyList<Point> points)
    {
        var frontier = report.Found.Frontier;
        var limit = report.Found.BudgetHours;
        var share75 = Figures.Percent(Simulation.Capacity.Healthy);
        var svg = new Svg(
            Wide,
            High,
            "frontier",
            "Known-bad changes held against hours a week",
            $"Each policy and each combination of thresholds by the hours a week and the share of known-bad changes it would have held, both of the changes at least {Likelihood.Maturity.Days} days old. {share75} of the capacity is {Figures.Number(limit)} hours a week."
        );
        var far = points.Select(point => point.Hours).Concat(frontier.Select(point => point.HoursAWeek)).Append(0).Max();
        var axis = new HoursAxis(far, limit);
        double X(double hours) => Left + (axis.At(hours) * (Wide - Left - Right));
        double Y(double share) => Top + ((1 - share) * (High - Top - Bottom));
        for (var share = 0; share <= 100; share += 20)
        {
            svg.Line(Left, Y(share / 100.0), Wide - Right, Y(share / 100.0), "line");
            svg.Text(Left - 8, Y(share / 100.0) + 4, $"{share} %", "end");
        }

        foreach (var tick in axis.Ticks)
        {
            svg.Line(X(tick), Y(0), X(tick), Y(0) + 5, "soft");
            svg.Text(X(tick), Y(0) + 19, Figures.Tick(tick), "middle");
        }

        svg.Text((Left + Wide - Right) / 2.0, High - 8, "hours of reading a week", "middle");
        if (axis.ShowsCapacity)
        {
            svg.Line(X(limit), Y(0), X(limit), Y(1), "limit", 2, "6 4");
            svg.Text(X(limit) + 6, Y(0) - 8, $"{share75} of capacity", strong: true);
        }
        else
        {
            svg.Text(Wide, Y(0) - 8, $"{share75} of capacity: {Figures.Number(limit)} h →", "end", strong: true);
        }

        svg.Path(frontier.Select(point => (X(point.HoursAWeek), Y(point.Both.Rate))), "front");
        foreach (var point in frontier)
        {
            svg.Dot(
                X(point.HoursAWeek),
                Y(point.Both.Rate),
                3.5,
                "front",
                $"{point.Candidate.Says}: {Figures.Number(point.HoursAWeek)} h a week, {Figures.WithInterval(point.Both)}"
            );
        }

        // Yours is drawn over what it meets, and so is what is proposed.
        List<Point> order = [.. points.OrderBy(point => point.IsYours)];
        Policies(svg, order, X, Y);
        var labels = order.AsEnumerable().Reverse().Select(point => (X(point.Hours), Y(point.Held.Rate), point.Name));
        if (report.Found.Proposed is { } proposed)
        {
            // Where it was not chosen: that is the share to believe.
            var (at, later) = (X(proposed.HoursAWeek), proposed.Later);
            svg.Line(at, Y(later.Low), at, Y(later.High), "good", 1.5);
            svg.Dot(at, Y(later.Rate), 7, "good", $"proposed, among later changes: {Figures.WithInterval(later)}");
            labels = labels.Prepend((at, Y(later.Rate), "proposed"));
        }

        Labels(svg, labels);
        return svg.ToString();
    }

    private static void Policies(Svg svg, IReadOnlyList<Point> points, Func<double, double> x, Func<double, double> y)
    {
        foreach (var point in points)
        {
            var at = x(point.Hours);
            var colour = point.IsYours ? "yours" : "other";
            if (point.Name != ReplayPolicies.None)
            {
                svg.Line(at, y(point.Held.Low), at, y(point.Held.High), colour, 1.5);
            }

            svg.Dot(at, y(point.Held.Rate), 6, colour, $"{point.Name}: {Figures.Number(point.Hours)} h a week, {Figures.WithInterval(point.Held)}");
        }
    }

    /// <summary>Beside each point, and further down where another label stands already: then a stroke joins the two.</summary>
    private static void Labels(Svg svg, IEnumerable<(double X, double Y, string Name)> labels)
    {
        var taken = new List<(double X, double Y)>();
        foreach (var (x, y, name) in labels)
        {
            var down = y + 16 + (3 * Row) < High - Bottom;
            var high = down ? y + 16 : Math.Min(y + 16, High - Bottom - 4);
            while (taken.Exists(other => Math.Abs(other.X - x) < 86 && Math.Abs(other.Y - high) < Row))
            {
                high += down ? Row : -Row;
            }

            taken.Add((x, high));
            if (Math.Abs(high - y - 16) > Row / 2)
            {
                svg.Line(x, y, x + 9, high - 4, "soft", 0.75);
            }

            svg.Text(x + 11, high, name, strong: true);
        }
    }
}
