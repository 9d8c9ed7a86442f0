// The same answers by the plainest means: the oracle that the engine is held against.
namespace Countersign.Tests.Graphs;

/// <summary>Edges as pairs (dependent, dependency), in any order, with whatever is in them.</summary>
internal sealed record NaiveReach(int Nodes, IReadOnlyList<(int Dependent, int Dependency)> Edges)
{
    public SortedDictionary<int, int> Distances(IEnumerable<int> changed)
    {
        var distances = new SortedDictionary<int, int>();
        var queue = new Queue<int>();
        foreach (var node in changed.Where(node => distances.TryAdd(node, 0)))
        {
            queue.Enqueue(node);
        }

        while (queue.TryDequeue(out var node))
        {
            foreach (var (dependent, _) in Edges.Where(edge => edge.Dependency == node && distances.TryAdd(edge.Dependent, distances[node] + 1)))
            {
                queue.Enqueue(dependent);
            }
        }

        return distances;
    }

    public bool HasEdge(int dependent, int dependency) => Edges.Contains((dependent, dependency));
}
