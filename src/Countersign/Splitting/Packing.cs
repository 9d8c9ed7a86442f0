// Fills parts one after another with units whose needs are met: of one component, along what uses what, then by path.
using Countersign.Impact;

namespace Countersign.Splitting;

internal sealed class Packing
{
    private readonly List<Unit> _units;
    private readonly double _limit;
    private readonly ILookup<int, int> _after;
    private readonly int[] _waitsFor;
    private readonly SortedSet<int> _ready;
    private readonly int[] _rank;

    public Packing(List<Unit> units, List<Need> needs, double limit)
    {
        _units = units;
        _limit = limit;
        var edges = needs.Select(need => (need.First, need.After)).Distinct().ToList();
        _after = edges.ToLookup(edge => edge.First, edge => edge.After);
        _waitsFor = new int[units.Count];
        foreach (var edge in edges)
        {
            _waitsFor[edge.After]++;
        }

        _rank = new int[units.Count];
        var order = Enumerable
            .Range(0, units.Count)
            .OrderBy(unit => units[unit].Layer)
            .ThenBy(unit => units[unit].Group.Length == 0)
            .ThenBy(unit => units[unit].Group, StringComparer.Ordinal)
            .ThenBy(unit => units[unit].Key, StringComparer.Ordinal)
            .ThenBy(unit => unit)
            .ToList();
        for (var i = 0; i < order.Count; i++)
        {
            _rank[order[i]] = i;
        }

        _ready = new SortedSet<int>(Comparer<int>.Create((one, other) => _rank[one].CompareTo(_rank[other])));
        _ready.UnionWith(Enumerable.Range(0, units.Count).Where(unit => _waitsFor[unit] == 0));
    }

    public (List<List<int>> Parts, List<Unit> Units) Parts()
    {
        var parts = new List<List<int>>();
        while (_ready.Count > 0)
        {
            parts.Add(Fill(_ready.Min));
        }

        return (parts, _units);
    }

    /// <summary>First what just became possible by this very part, then the next by path that still fits.</summary>
    private List<int> Fill(int first)
    {
        var part = new List<int>();
        var paths = new HashSet<Changes.RepoPath>();
        var open = ReviewMinutes.Of([], pace: _units[first].Pace);
        var fresh = new SortedSet<int>(_ready.Comparer);
        int? next = first;
        while (next is { } unit)
        {
            part.Add(unit);
            open = open.With(_units[unit].Minutes, _units[unit].Paths.Count(paths.Contains));
            paths.UnionWith(_units[unit].Paths);
            _ready.Remove(unit);
            fresh.Remove(unit);
            foreach (var after in _after[unit])
            {
                if (--_waitsFor[after] == 0)
                {
                    _ready.Add(after);
                    fresh.Add(after);
                }
            }

            next = Fitting(fresh) ?? Fitting(Beside(first));
        }

        return part;

        int? Fitting(IEnumerable<int> some)
        {
            foreach (var unit in some)
            {
                if (Belongs(unit, first))
                {
                    return open.With(_units[unit].Minutes, _units[unit].Paths.Count(paths.Contains)).Expected <= _limit ? unit : null;
                }
            }

            return null;
        }
    }

    /// <summary>The ready ones of the same component, in order.</summary>
    private IEnumerable<int> Beside(int first) => _ready.SkipWhile(unit => !Belongs(unit, first)).Take(1);

    private bool Belongs(int unit, int first) => _units[unit].Layer == _units[first].Layer && _units[unit].Group == _units[first].Group;
}
