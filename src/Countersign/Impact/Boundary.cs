// Non-critical components on which critical ones depend: where a boundary is missing, or a criticality is too low.
using Countersign.Graphs;

namespace Countersign.Impact;

/// <param name="Criticality">Null where no source says.</param>
/// <param name="Critical">The critical components that depend on it, however far, by name.</param>
/// <param name="Way">To the nearest of them, along dependents.</param>
public sealed record Boundary(string Name, Criticality? Criticality, IReadOnlyList<string> Critical, IReadOnlyList<string> Way)
{
    /// <summary>Most critical dependents first, then the least critical, then the nearest, then by name; exact, by masks.</summary>
    public static IReadOnlyList<Boundary> Of(ComponentGraph graph)
    {
        var critical = Enumerable
            .Range(0, graph.Components.Count)
            .Where(node => graph.Components[node].Criticality == Impact.Criticality.Critical)
            .ToList();
        if (critical.Count == 0)
        {
            return [];
        }

        var masks = CriticalMasks.Of(graph.Graph, Circles.Of(graph.Graph), critical);
        var nearest = new NearestCritical(graph.Graph, critical);
        var found = new List<Boundary>();
        for (var node = 0; node < graph.Components.Count; node++)
        {
            var component = graph.Components[node];
            if (
                component.Criticality == Impact.Criticality.Critical
                || component is { IsConnector: true, Criticality: null }
                || masks.Count(node) == 0
            )
            {
                continue;
            }

            found.Add(
                new Boundary(
                    component.Name,
                    component.Criticality,
                    [.. masks.Of(node).Select(one => graph.Components[one].Name)],
                    Names(graph, nearest.WayFrom(node))
                )
            );
        }

        return
        [
            .. found
                .OrderByDescending(one => one.Critical.Count)
                .ThenBy(one => one.Criticality ?? Impact.Criticality.Medium)
                .ThenBy(one => one.Way.Count)
                .ThenBy(one => one.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>One search from all critical components at once, towards what they depend on.</summary>
    private sealed class NearestCritical
    {
        private readonly DependencyGraph _graph;
        private readonly int[] _distance;
        private readonly int[] _critical;

        public NearestCritical(DependencyGraph graph, List<int> critical)
        {
            _graph = graph;
            _distance = new int[graph.Nodes];
            _critical = new int[graph.Nodes];
            Array.Fill(_distance, -1);
            var queue = new Queue<int>(critical);
            foreach (var node in critical)
            {
                (_distance[node], _critical[node]) = (0, node);
            }

            while (queue.TryDequeue(out var node))
            {
                foreach (var other in graph.DependenciesOf(node))
                {
                    if (_distance[other] < 0)
                    {
                        (_distance[other], _critical[other]) = (_distance[node] + 1, _critical[node]);
                        queue.Enqueue(other);
                    }
                    else if (_distance[other] == _distance[node] + 1)
                    {
                        // A whole layer is done before the next begins, so this is settled when it is passed on.
                        _critical[other] = Math.Min(_critical[other], _critical[node]);
                    }
                }
            }
        }

        /// <summary>Along dependents to the nearest, of several the first by name; of equally short ways the first by name.</summary>
        public List<int> WayFrom(int node)
        {
            var way = new List<int> { node };
            while (_distance[node] > 0)
            {
                foreach (var next in _graph.DependentsOf(node))
                {
                    if (_distance[next] == _distance[node] - 1 && _critical[next] == _critical[node])
                    {
                        way.Add(node = next);
                        break;
                    }
                }
            }

            return way;
        }
    }

    private static string[] Names(ComponentGraph graph, IReadOnlyList<int> way) => [.. way.Select(step => graph.Components[step].Name)];
}
