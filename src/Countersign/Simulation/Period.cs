// A stretch of calendar weeks, and how much time passed in it.
namespace Countersign.Simulation;

/// <param name="First">A week as <see cref="ReplayedChange.Week"/> counts them.</param>
/// <param name="Last">Counted too.</param>
/// <param name="Weeks">Days that passed, by sevens; at least one. Sunday and Monday are two calendar weeks and two days of work.</param>
/// <param name="IsQuiet">Fewer changes than a usual week can be told from.</param>
public readonly record struct Period(int First, int Last, double Weeks, bool IsQuiet = false)
{
    private const long Day = 86_400;

    /// <param name="from">Unix seconds; of the day, or the Monday of the first week where that is later.</param>
    public static Period Of(int first, long from, long to, bool isQuiet = false)
    {
        var begins = Math.Max(from / Day, (first * 7) - 3);
        return new Period(first, ReplayedChange.WeekOf(to), Math.Max(1, ((to / Day) - begins + 1) / 7.0), isQuiet);
    }

    public bool Has(int week) => week >= First && week <= Last;
}
