// One change of a history in numbers: what the figures, the charts and the finder are made of.
using Countersign.Changes;
using Countersign.Impact;

namespace Countersign.Simulation;

/// <param name="When">Unix seconds.</param>
/// <param name="Minutes">Expected review minutes of one round.</param>
/// <param name="Percentile">Of likelihood, among the changes before it.</param>
/// <param name="Reach">The worst criticality reached, unmapped files counting as medium; null where nothing is reached.</param>
/// <param name="IsFirstHere">None of its makers had landed in these places before.</param>
/// <param name="Area">The component, or the folder, that most of it lies in.</param>
public sealed record ReplayedChange(ObjectId Id, long When, double Minutes, double Percentile, Criticality? Reach, bool IsFirstHere, string Area)
{
    /// <summary>Weeks begin on Monday, UTC.</summary>
    public int Week => WeekOf(When);

    /// <summary>1970-01-01 was a Thursday.</summary>
    public static int WeekOf(long when) => (int)(((when / 86_400) + 3) / 7);

    public static DateOnly MondayOf(int week) => DateOnly.FromDayNumber(DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber + (week * 7) - 3);
}
