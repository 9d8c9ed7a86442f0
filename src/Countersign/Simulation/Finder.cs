// Looks for the thresholds that catch most for the hours there are: chosen on earlier changes, measured on later ones.
using Countersign.Provenance;

namespace Countersign.Simulation;

/// <param name="HoursAWeek">Of the changes that are old enough, one sign-off a held change, refused ones included: cut up they are read all the same.</param>
/// <param name="RecentHoursAWeek">The same over the newest weeks: what it would ask of people now.</param>
/// <param name="Earlier">Known-bad changes held among those that it was chosen on.</param>
/// <param name="Later">The same among later ones, which it had not seen.</param>
/// <param name="Held">Of all changes that are old enough: what chance would have caught.</param>
public sealed record FrontierPoint(Candidate Candidate, double HoursAWeek, double RecentHoursAWeek, Share Earlier, Share Later, Share Held)
{
    /// <summary>What people have to have: as much as it took in all, and as much as it takes now.</summary>
    public double NeedsHoursAWeek => Math.Max(HoursAWeek, RecentHoursAWeek);

    public Share Both => new(Earlier.Hits + Later.Hits, Earlier.N + Later.N);
}

/// <param name="Frontier">By rising hours: each catches more than every cheaper one, on the earlier changes.</param>
/// <param name="Steps">Those of the frontier that are worth their hours, dear ones as well.</param>
/// <param name="Proposed">The last step that leaves people a quarter of their minutes; null where none fits or too little is known.</param>
public sealed record Found(
    IReadOnlyList<FrontierPoint> Frontier,
    IReadOnlyList<FrontierPoint> Steps,
    FrontierPoint? Proposed,
    int Tried,
    double BudgetHours,
    string? WhyNone
);

public static class Finder
{
    /// <summary>Fewer known-bad changes than this to choose on, and a choice would be chance. Ours.</summary>
    public const int FewestBad = 10;

    /// <summary>Of the changes that are old enough, the earlier two thirds; the rest measures. Ours.</summary>
    private const double EarlierShare = 2.0 / 3;

    public static Found Look(ReplayedLine line, Capacity capacity, bool hasReach)
    {
        var mature = Enumerable.Range(0, line.Replayed.Count).Where(line.IsMature).ToList();
        var cut = (int)(mature.Count * EarlierShare);
        var (earlier, later) = (mature.Take(cut).ToList(), mature.Skip(cut).ToList());
        var budget = capacity.HoursAWeek * Capacity.Healthy;
        var candidates = Candidate.All(hasReach);
        var known = earlier.Count(change => line.Bad[change]);
        if (known < FewestBad)
        {
            return new Found(
                [],
                [],
                null,
                candidates.Count,
                budget,
                $"only {known} known-bad changes among the earlier two thirds; at least {FewestBad} are needed before a choice is more than chance"
            );
        }

        var (recent, weeks) = (line.Recent, line.Mature.Weeks);
        var points = candidates.Select(candidate => Measure(candidate)).ToList();
        var frontier = new List<FrontierPoint>();
        foreach (var point in points.OrderBy(point => point.HoursAWeek).ThenByDescending(point => point.Earlier.Hits))
        {
            if (point.Earlier.Hits > (frontier.Count == 0 ? 0 : frontier[^1].Earlier.Hits))
            {
                frontier.Add(point);
            }
        }

        var steps = WorthTheirHours(frontier);
        var proposed = steps.LastOrDefault(point => point.NeedsHoursAWeek <= budget);
        var whyNone =
            proposed is not null ? null
            : frontier.Exists(point => point.NeedsHoursAWeek <= budget)
                ? "nothing that fits the capacity catches clearly more than holding as many changes at random would"
            : "nothing that catches anything fits the capacity";
        return new Found(frontier, steps, proposed, candidates.Count, budget, whyNone);

        FrontierPoint Measure(Candidate candidate)
        {
            var held = mature.FindAll(Holds);
            var now = line.Replayed.Where(change => recent.Has(change.Week) && candidate.Holds(change)).Sum(change => change.Minutes);
            return new FrontierPoint(
                candidate,
                held.Sum(change => line.Replayed[change].Minutes) / 60 / weeks,
                now / 60 / recent.Weeks,
                BadHeld(earlier),
                BadHeld(later),
                new Share(held.Count, mature.Count)
            );

            bool Holds(int change) => candidate.Holds(line.Replayed[change]);

            Share BadHeld(List<int> among)
            {
                var bad = among.FindAll(change => line.Bad[change]);
                return new Share(bad.Count(Holds), bad.Count);
            }
        }
    }

    /// <summary>
    /// More signatures are no aim: a step is taken only where it catches, of what the last one missed, clearly more (95 %) than holding
    /// as many more changes at random would.
    /// </summary>
    private static List<FrontierPoint> WorthTheirHours(IReadOnlyList<FrontierPoint> frontier)
    {
        var steps = new List<FrontierPoint>();
        foreach (var point in frontier)
        {
            var (caught, held) = steps.Count == 0 ? (0, 0) : (steps[^1].Earlier.Hits, steps[^1].Held.Rate);
            var more = new Share(point.Earlier.Hits - caught, point.Earlier.N - caught);
            if (more.Low > (point.Held.Rate - held) / (1 - held))
            {
                steps.Add(point);
            }
        }

        return steps;
    }
}
