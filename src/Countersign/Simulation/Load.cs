// What a policy asks of people in a usual week, against what they can give.
namespace Countersign.Simulation;

/// <param name="Weeks">Over how many weeks, the last one begun.</param>
/// <param name="RefusedHoursAWeek">What refused changes would have taken as they are; in no other figure, and not in the wait.</param>
/// <param name="WaitDays">Mean, in working days; null where the queue never ends.</param>
public sealed record Load(
    int Weeks,
    double ChangesAWeek,
    double SignOffsAWeek,
    double QualifiedHoursAWeek,
    double ReaderHoursAWeek,
    double RefusedHoursAWeek,
    double MeanMinutes,
    double Variation,
    double Utilisation,
    double? WaitDays
)
{
    /// <summary>Of everybody who reads, once what was refused has come back.</summary>
    public double AllHoursAWeek => QualifiedHoursAWeek + ReaderHoursAWeek + RefusedHoursAWeek;

    /// <summary>From here on waiting grows faster than work.</summary>
    public bool IsTooMuch => Utilisation >= Capacity.Healthy;

    /// <summary>Of all weeks of the period, those included in which nothing landed.</summary>
    public static Load Of(IEnumerable<WeekTally> weeks, Period period, Capacity capacity)
    {
        var within = weeks.Where(week => period.Has(week.Week)).ToList();
        var count = period.Weeks;
        var signOffs = within.Sum(week => week.SignOffs);
        var minutes = within.Sum(week => week.QualifiedMinutes);
        var mean = signOffs == 0 ? 0 : minutes / signOffs;
        var variation = mean == 0 ? 0 : Math.Max(0, (within.Sum(week => week.SquaredMinutes) / signOffs / (mean * mean)) - 1);
        var signOffsADay = signOffs / count / Capacity.WorkingDays;
        return new Load(
            (int)Math.Ceiling(count),
            within.Sum(week => week.Changes) / count,
            signOffs / count,
            minutes / 60 / count,
            within.Sum(week => week.ReaderMinutes) / 60 / count,
            within.Sum(week => week.RefusedMinutes) / 60 / count,
            mean,
            variation,
            signOffs == 0 ? 0 : WaitingTime.Utilisation(signOffsADay, mean, capacity),
            signOffs == 0 ? 0 : WaitingTime.WorkingDays(signOffsADay, mean, variation, capacity)
        );
    }
}
