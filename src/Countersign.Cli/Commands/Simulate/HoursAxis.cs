// An axis of hours that shows the capacity where it is near, and leaves it to words where it would press everything flat.
namespace Countersign.Cli.Commands.Simulate;

internal sealed class HoursAxis
{
    private const double Near = 3;

    public HoursAxis(double highest, double capacity)
    {
        ShowsCapacity = capacity <= Near * Math.Max(highest, 0.1);
        Ticks = Svg.Ticks(Math.Max(highest, ShowsCapacity ? capacity : 0));
    }

    public bool ShowsCapacity { get; }

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>0 to 1.</summary>
    public double At(double hours) => hours / Ticks[^1];
}
