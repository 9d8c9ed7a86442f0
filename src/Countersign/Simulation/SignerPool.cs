// Who would sign: whoever serves most of what is asked, and of those whoever has had the least so far, over all areas.
using Countersign.People;

namespace Countersign.Simulation;

/// <param name="Qualified">People who give a qualified sign-off, those included who would have to be found.</param>
/// <param name="Readers">People who are asked besides, as any other reader.</param>
internal sealed record Signing(int Qualified, int Readers, bool IsUnmeetable, IReadOnlyList<PersonId> People)
{
    public static Signing None { get; } = new(0, 0, false, []);

    public int SignOffs => Qualified + Readers;
}

internal sealed class SignerPool
{
    private readonly Dictionary<PersonId, double> _load = [];

    /// <summary>As few people as will do, greedily: whoever serves most of the demands, and of those the least loaded so far.</summary>
    public Signing Choose(IReadOnlyList<Demand> demands, double minutes)
    {
        var chosen = new List<PersonId>();
        var qualified = new HashSet<PersonId>();
        var (missing, missingReaders) = (0, 0);
        foreach (var demand in demands.OrderByDescending(demand => demand.IsQualified).ThenBy(demand => demand.Who.Count))
        {
            var serving = chosen.FindAll(demand.Who.Contains);
            foreach (var person in serving.Take(demand.Needed))
            {
                Mark(demand, person);
            }

            var lacking = Math.Max(0, demand.Needed - serving.Count);
            for (; lacking > 0 && Best(demand, demands, chosen) is { } next; lacking--)
            {
                chosen.Add(next);
                Mark(demand, next);
            }

            // Work that nobody could do is work all the same: whoever will be found for it needs the hours.
            missing = Math.Max(missing, demand.IsQualified ? lacking : 0);
            missingReaders = Math.Max(missingReaders, demand.IsQualified ? 0 : lacking);
        }

        foreach (var person in chosen)
        {
            _load[person] = _load.GetValueOrDefault(person) + minutes;
        }

        return new Signing(
            qualified.Count + missing,
            chosen.Count - qualified.Count + Math.Max(0, missingReaders - missing),
            demands.Any(demand => demand.IsUnmeetable),
            chosen
        );

        void Mark(Demand demand, PersonId person)
        {
            if (demand.IsQualified)
            {
                qualified.Add(person);
            }
        }
    }

    private PersonId? Best(Demand demand, IReadOnlyList<Demand> demands, List<PersonId> chosen)
    {
        PersonId? best = null;
        var (most, least) = (0, double.MaxValue);
        foreach (var person in demand.Who)
        {
            if (chosen.Contains(person))
            {
                continue;
            }

            var serves = demands.Count == 1 ? 1 : demands.Count(other => other.Who.Contains(person));
            var load = _load.GetValueOrDefault(person);
            if (serves > most || (serves == most && load < least))
            {
                (best, most, least) = (person, serves, load);
            }
        }

        return best;
    }
}
