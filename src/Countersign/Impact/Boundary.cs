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
        var search = new ReachSearch(graph.Graph);
        var found = new List<Boundary>();
        for (var node = 0; node < graph.Components.Count; node++)
        {
            var component = graph.Components[node];
            if (component.Criticality == Impact.Criticality.Critical || component.IsConnector || masks.Count(node) == 0)
            {
                continue;
            }

            var reached = search.ToCritical([node], masks);
            var nearest = (Node: -1, Distance: int.MaxValue);
            foreach (var one in masks.Of(node))
            {
                var distance = reached.DistanceOf(one);
                nearest = distance < nearest.Distance ? (one, distance) : nearest;
            }

            found.Add(
                new Boundary(
                    component.Name,
                    component.Criticality,
                    [.. masks.Of(node).Select(one => graph.Components[one].Name)],
                    Names(graph, reached.WayTo(nearest.Node, nearest.Distance))
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

    private static string[] Names(ComponentGraph graph, IReadOnlyList<int> way) => [.. way.Select(step => graph.Components[step].Name)];
}
