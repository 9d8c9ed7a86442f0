// How many review minutes there are: people who can give a qualified sign-off, and what each can give of a day.
namespace Countersign.Simulation;

/// <param name="IsAssumed">Nobody said so; it was counted in the roster or in the history.</param>
public sealed record Capacity(int People, double MinutesADay = Capacity.DefaultMinutes, bool IsAssumed = false)
{
    /// <summary>Two sittings of an hour. Source: the review budget that countersign plans with, docs/simulation.md.</summary>
    public const double DefaultMinutes = 120;

    public const int WorkingDays = 5;

    /// <summary>From there on waiting grows faster than work: the mean wait reaches a working day near 0.88 for three people.</summary>
    public const double Healthy = 0.75;

    public double MinutesAWeek => People * MinutesADay * WorkingDays;

    public double HoursAWeek => MinutesAWeek / 60;
}
