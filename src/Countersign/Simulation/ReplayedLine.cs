// A replayed history in numbers, with the stretch of it that stands for a usual week.
using Countersign.Likelihood;

namespace Countersign.Simulation;

/// <param name="Replayed">In the order of the history.</param>
/// <param name="Bad">By the same order: known to have been bad.</param>
/// <param name="Newest">Unix seconds of the newest change of the whole line.</param>
public sealed record ReplayedLine(IReadOnlyList<ReplayedChange> Replayed, IReadOnlyList<bool> Bad, long Newest)
{
    /// <summary>A quarter: what lies before says little about today's capacity.</summary>
    private const int FewestWeeks = 13;

    /// <summary>Two years: what lies before is another team's usual week.</summary>
    public const int MostWeeks = 8 * FewestWeeks;

    /// <summary>Changes that the recent weeks should hold. Ours.</summary>
    public const int FewestRecent = 100;

    /// <summary>Old enough that not having been mended says something.</summary>
    public bool IsMature(int change) => Newest - Replayed[change].When >= Maturity.Days * (long)LabelledChange.SecondsPerDay;

    /// <summary>From the first change to the last that is old enough: shares of known-bad changes stand beside the hours of this time, and of no other.</summary>
    public Period Mature
    {
        get
        {
            var old = Replayed.Where((_, change) => IsMature(change)).Select(change => change.When).ToList();
            return old.Count == 0 ? Whole : Period.Of(ReplayedChange.WeekOf(old.Min()), old.Min(), old.Max());
        }
    }

    public Period Whole => Replayed.Count == 0 ? new Period(0, 0, 1) : Period.Of(ReplayedChange.WeekOf(First), First, Last);

    /// <summary>A quarter, doubled until it has 100 changes, so that a quiet month, or one late commit, does not pass for the usual week.</summary>
    public Period Recent
    {
        get
        {
            if (Replayed.Count == 0)
            {
                return Whole;
            }

            for (var weeks = FewestWeeks; ; weeks *= 2)
            {
                var from = Math.Max(ReplayedChange.WeekOf(First), ReplayedChange.WeekOf(Last) - weeks + 1);
                var isQuiet = Replayed.Count(change => change.Week >= from) < FewestRecent;
                if (!isQuiet || weeks >= MostWeeks)
                {
                    return Period.Of(from, First, Last, isQuiet);
                }
            }
        }
    }

    private long First => Replayed.Min(change => change.When);

    private long Last => Replayed.Max(change => change.When);
}
