// What a verdict asks of people other than the author, taken from the items that it says are missing.
using Countersign.Gating;
using Countersign.People;
using Countersign.Policies;

namespace Countersign.Simulation;

/// <param name="Needed">How many people.</param>
/// <param name="IsQualified">By level, ownership, right or assurance; otherwise any other reader will do.</param>
internal sealed record Demand(string Rule, int Needed, bool IsQualified, IReadOnlyList<PersonId> Who)
{
    public bool IsUnmeetable => Who.Count < Needed;

    public static IReadOnlyList<Demand> Of(Verdict verdict) =>
        [.. verdict.Missing.GroupBy(item => item.Rule, StringComparer.Ordinal).SelectMany(rule => Of(rule, depth: 0))];

    /// <summary>What these items ask for by themselves, and the least of the choices that they leave.</summary>
    private static List<Demand> Of(IEnumerable<MissingItem> items, int depth)
    {
        var demands = new List<Demand>();
        var choices = new List<MissingItem>();
        foreach (var item in items)
        {
            if (item.Choices.Count > depth)
            {
                choices.Add(item);
            }
            else if (item.Takes is { } takes)
            {
                demands.Add(new Demand(item.Rule, takes.Count, takes.IsQualified, item.Who));
            }
        }

        if (choices.Count > 0)
        {
            demands.AddRange(Least(choices, depth));
        }

        return demands;
    }

    /// <summary>Of several ways the one that somebody can go and that asks the fewest people; a way that nothing names asks nobody more.</summary>
    private static List<Demand> Least(IReadOnlyList<MissingItem> items, int depth) =>
        items[0]
            .Choices[depth]
            .Open.Select(way => Of(items.Where(item => item.Choices[depth].Ways.Contains(way)), depth + 1))
            .OrderBy(way => way.Exists(demand => demand.IsUnmeetable))
            .ThenBy(way => way.Sum(demand => demand.Needed))
            .First();
}
