// How far a change can hurt: every component that it touches, and all that depend on those, each with the way there.
using Countersign.Changes;
using Countersign.Graphs;

namespace Countersign.Impact;

/// <summary>
/// <paramref name="Distance"/> is 0 where the change touches the component; <paramref name="Path"/> runs from a touched
/// component along dependents to this one, a shortest way, and of those the first by name; of a way of more than sixty steps the middle is left out.
/// </summary>
public sealed record Reached(string Name, Criticality Criticality, int Distance, IReadOnlyList<string> Path);

/// <summary>A component whose criticality no source says, reached at a distance.</summary>
public sealed record ReachedUndeclared(string Name, int Distance, IReadOnlyList<string> Path);

/// <summary>Components nearest first, then by name; unmapped paths in their order.</summary>
public sealed record BlastRadius(IReadOnlyList<Reached> Components, IReadOnlyList<RepoPath> Unmapped)
{
    /// <summary>Nearest first, then by name; those that the change touches are among the unmapped by their paths.</summary>
    public IReadOnlyList<ReachedUndeclared> Undeclared { get; init; } = [];

    /// <summary>All that the change touches itself, with a criticality or without.</summary>
    public IReadOnlyList<string> Touched { get; init; } = [];

    /// <summary>
    /// Over the union of the catalog at the target's tip and in the result tree, so that a change cannot cut the edge it
    /// would be judged by. <paramref name="paths"/> are the old and the new paths of everything that changed.
    /// </summary>
    public static BlastRadius Compute(Catalog tip, Catalog result, IEnumerable<RepoPath> paths) => Compute(ComponentGraph.Of(tip, result), paths);

    public static BlastRadius Compute(ComponentGraph graph, IEnumerable<RepoPath> paths) =>
        Compute(graph, paths.Select(path => (path, graph.Touched(path))));

    public static BlastRadius Compute(ComponentGraph graph, IEnumerable<(RepoPath Path, TouchedComponents Touched)> changed)
    {
        var touched = new SortedSet<int>();
        var unmapped = new SortedSet<RepoPath>();
        foreach (var (path, found) in changed)
        {
            touched.UnionWith(found.Nodes);
            if (!found.IsMapped)
            {
                unmapped.Add(path);
            }
        }

        return Compute(graph, [.. touched], [.. unmapped]);
    }

    /// <param name="touched">Components by their number in the graph.</param>
    public static BlastRadius Compute(ComponentGraph graph, ReadOnlySpan<int> touched, IReadOnlyList<RepoPath> unmapped)
    {
        var found = new ReachSearch(graph.Graph).Everything(touched);
        var ways = new Ways(graph);
        var components = new List<Reached>();
        var undeclared = new List<ReachedUndeclared>();
        for (var distance = 0; distance <= found.Farthest; distance++)
        {
            foreach (var node in found.At(distance))
            {
                var component = graph.Components[node];
                var way = ways.To(node, distance, distance == 0 ? node : found.StepBack(node, distance));
                if (component.Criticality is { } criticality)
                {
                    components.Add(new Reached(component.Name, criticality, distance, way));
                }
                else if (distance > 0 && !component.IsConnector)
                {
                    undeclared.Add(new ReachedUndeclared(component.Name, distance, way));
                }
            }
        }

        return new BlastRadius(components, unmapped)
        {
            Undeclared = undeclared,
            Touched = found.Farthest < 0 ? [] : [.. found.At(0).ToArray().Select(node => graph.Components[node].Name)],
        };
    }

    /// <summary>Everything that the named components depend on, however far; they themselves included.</summary>
    public static IReadOnlySet<string> DependenciesOf(ComponentGraph graph, IEnumerable<string> names)
    {
        var seen = new SortedSet<string>(names, StringComparer.Ordinal);
        var next = new Queue<int>(seen.Select(graph.Find).OfType<int>());
        while (next.TryDequeue(out var node))
        {
            foreach (var other in graph.Graph.DependenciesOf(node))
            {
                if (seen.Add(graph.Components[other].Name))
                {
                    next.Enqueue(other);
                }
            }
        }

        return seen;
    }

    /// <summary>Each way is its predecessor's and one step more; of a long one the middle is left out, so that a chain of many costs no square.</summary>
    private sealed class Ways(ComponentGraph graph)
    {
        private const int Longest = 60;
        private readonly int[] _before = new int[graph.Components.Count];
        private readonly int[] _origin = new int[graph.Components.Count];

        public IReadOnlyList<string> To(int node, int distance, int before)
        {
            (_before[node], _origin[node]) = (before, distance == 0 ? node : _origin[before]);
            var way = new List<string>();
            var at = node;
            for (var left = distance; left > 0 && way.Count < Longest; left--, at = _before[at])
            {
                way.Add(graph.Components[at].Name);
            }

            if (distance > Longest)
            {
                way.Add($"({distance - Longest} more)");
            }

            way.Add(graph.Components[_origin[node]].Name);
            way.Reverse();
            return way;
        }
    }
}
