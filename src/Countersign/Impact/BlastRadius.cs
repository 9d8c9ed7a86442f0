// How far a change can hurt: every component that it touches, and all that depend on those, each with the way there.
using Countersign.Changes;

namespace Countersign.Impact;

/// <summary>
/// <paramref name="Distance"/> is 0 where the change touches the component; <paramref name="Path"/> runs from a touched
/// component along dependents to this one, a shortest way, and of those the first by name.
/// </summary>
public sealed record Reached(string Name, Criticality Criticality, int Distance, IReadOnlyList<string> Path);

/// <summary>Components nearest first, then by name; unmapped paths in their order.</summary>
public sealed record BlastRadius(IReadOnlyList<Reached> Components, IReadOnlyList<RepoPath> Unmapped)
{
    /// <summary>The worst that it reaches; null where it reaches nothing the catalog knows.</summary>
    public Criticality? Worst => Components.Count == 0 ? null : Components.Max(component => component.Criticality);

    /// <summary>
    /// Over the union of the catalog at the target's tip and in the result tree, so that a change cannot cut the edge it
    /// would be judged by. <paramref name="paths"/> are the old and the new paths of everything that changed.
    /// </summary>
    public static BlastRadius Compute(Catalog tip, Catalog result, IEnumerable<RepoPath> paths)
    {
        var catalog = Catalog.Union(tip, result);
        var touched = new SortedSet<string>(StringComparer.Ordinal);
        var unmapped = new SortedSet<RepoPath>();
        foreach (var path in paths)
        {
            var before = touched.Count;
            var claimed = false;
            foreach (var component in catalog.Components)
            {
                if (component.Claims(path))
                {
                    touched.Add(component.Name);
                    claimed = true;
                }
            }

            if (!claimed && before == touched.Count)
            {
                unmapped.Add(path);
            }
        }

        return new BlastRadius(Closure(catalog, touched), [.. unmapped]);
    }

    /// <summary>Everything that the named components depend on, however far; they themselves included.</summary>
    public static IReadOnlySet<string> DependenciesOf(Catalog catalog, IEnumerable<string> names)
    {
        var seen = new SortedSet<string>(names, StringComparer.Ordinal);
        var next = new Queue<string>(seen);
        while (next.TryDequeue(out var name))
        {
            foreach (var other in catalog.Find(name)?.DependsOn ?? [])
            {
                if (seen.Add(other))
                {
                    next.Enqueue(other);
                }
            }
        }

        return seen;
    }

    private static List<Reached> Closure(Catalog catalog, SortedSet<string> touched)
    {
        var dependents = catalog
            .Components.SelectMany(component => component.DependsOn.Select(on => (On: on, By: component.Name)))
            .OrderBy(edge => edge.By, StringComparer.Ordinal)
            .ToLookup(edge => edge.On, edge => edge.By, StringComparer.Ordinal);
        var from = touched.ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        var reached = new List<Reached>();
        var layer = touched.ToList();
        for (var distance = 0; layer.Count > 0; distance++)
        {
            var next = new List<string>();
            foreach (var name in layer)
            {
                reached.Add(new Reached(name, catalog.Find(name)!.Criticality, distance, Way(name, from)));
                next.AddRange(dependents[name].Where(by => from.TryAdd(by, name)));
            }

            next.Sort(StringComparer.Ordinal);
            layer = next;
        }

        return reached;
    }

    private static List<string> Way(string to, Dictionary<string, string?> from)
    {
        var way = new List<string>();
        for (var name = to; name is not null; name = from[name])
        {
            way.Add(name);
        }

        way.Reverse();
        return way;
    }
}
