// How much of an area's sign-offs one person would carry; never who.
using Countersign.People;

namespace Countersign.Simulation;

/// <param name="Area">A component, or a folder.</param>
/// <param name="Busiest">The largest share of the area's review minutes that falls on one person, 0 to 1.</param>
/// <param name="SignOffs">How many sign-offs that is of.</param>
public sealed record CarriedShare(string Area, double Busiest, int SignOffs);

internal sealed class AreaLoad
{
    private readonly Dictionary<string, Carried> _areas = new(StringComparer.Ordinal);

    /// <summary>Left out is whoever was one of fewer than <see cref="Anonymity.Fewest"/> at the time: years later there are always five.</summary>
    public void Add(string area, IReadOnlyList<PersonId> signers, IReadOnlyList<Demand> demands, double minutes)
    {
        // A demand of few says who signs, whoever else may sign something else about the change: those few hide nobody either.
        var known = demands.Where(demand => demand.Who.Count < Anonymity.Fewest).SelectMany(demand => demand.Who).ToHashSet();
        var hidden = known.Count == 0 ? signers : [.. signers.Where(signer => demands.All(demand => Hides(demand, signer, known)))];
        if (hidden.Count > 0)
        {
            Add(area, hidden, minutes);
        }
    }

    private static bool Hides(Demand demand, PersonId signer, HashSet<PersonId> known) =>
        !demand.Who.Contains(signer) || demand.Who.Count(person => !known.Contains(person)) >= Anonymity.Fewest;

    private void Add(string area, IReadOnlyList<PersonId> signers, double minutes)
    {
        if (!_areas.TryGetValue(area, out var carried))
        {
            _areas[area] = carried = new Carried();
        }

        foreach (var signer in signers)
        {
            carried.SignOffs++;
            carried.Minutes[signer] = carried.Minutes.GetValueOrDefault(signer) + minutes;
        }
    }

    /// <summary>Of few sign-offs nothing can be said.</summary>
    public IReadOnlyList<CarriedShare> Concentrated() =>
        [
            .. _areas
                .Where(area => area.Value.SignOffs >= Anonymity.FewestSignOffs)
                .Select(area => new CarriedShare(area.Key, area.Value.Busiest, area.Value.SignOffs))
                .Where(share => share.Busiest >= Anonymity.WorthSaying)
                .OrderByDescending(share => share.Busiest)
                .ThenBy(share => share.Area, StringComparer.Ordinal),
        ];

    private sealed class Carried
    {
        public Dictionary<PersonId, double> Minutes { get; } = [];
        public int SignOffs { get; set; }
        public double Busiest => Minutes.Count == 0 || Minutes.Values.Sum() <= 0 ? 0 : Minutes.Values.Max() / Minutes.Values.Sum();
    }
}

public static class Anonymity
{
    /// <summary>A figure about people is made only of sign-offs of which each could have been given by at least so many at the time.</summary>
    public const int Fewest = 5;

    public const int FewestSignOffs = 20;

    /// <summary>From half on, one person is a queue.</summary>
    public const double WorthSaying = 0.5;
}
