// The answer of a search: nodes in layers by distance, and a shortest way to any of them.
namespace Countersign.Graphs;

/// <summary>
/// Good until the search is asked again. <paramref name="layers"/>: where each distance begins in <paramref name="nodes"/>, and the end;
/// inside a layer nodes ascend.
/// </summary>
public readonly ref struct ReachedNodes(DependencyGraph graph, ReadOnlySpan<int> nodes, ReadOnlySpan<int> layers)
{
    private readonly ReadOnlySpan<int> _layers = layers;

    /// <summary>Nearest first, then by number.</summary>
    public ReadOnlySpan<int> Nodes { get; } = nodes;

    /// <summary>Of the farthest node; -1 where nothing is reached.</summary>
    public int Farthest => _layers.Length - 2;

    public ReadOnlySpan<int> At(int distance) => Nodes[_layers[distance].._layers[distance + 1]];

    /// <summary>-1 where the node is not reached.</summary>
    public int DistanceOf(int node)
    {
        for (var distance = 0; distance <= Farthest; distance++)
        {
            if (At(distance).BinarySearch(node) >= 0)
            {
                return distance;
            }
        }

        return -1;
    }

    /// <summary>From a changed node to this one, a shortest way; where several are, each step back goes to the least number.</summary>
    public IReadOnlyList<int> WayTo(int node, int distance)
    {
        var way = new int[distance + 1];
        way[distance] = node;
        for (var at = distance; at > 0; at--)
        {
            way[at - 1] = StepBack(way[at], at);
        }

        return way;
    }

    /// <summary>What a node reached at a distance above 0 depends on in the layer before.</summary>
    public int StepBack(int node, int distance)
    {
        var layer = At(distance - 1);
        foreach (var dependency in graph.DependenciesOf(node))
        {
            if (layer.BinarySearch(dependency) >= 0)
            {
                return dependency;
            }
        }

        throw new ArgumentException("the node is not reached at this distance", nameof(distance));
    }
}
