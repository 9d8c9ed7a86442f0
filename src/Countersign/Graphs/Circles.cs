// The circles of a graph, each folded into one, in an order in which whoever depends on a group comes before it.
namespace Countersign.Graphs;

/// <summary>
/// Strongly connected groups by Tarjan's algorithm (1972) on a stack of its own, so that a chain of a million nodes costs memory and no
/// recursion. O(nodes + edges).
/// </summary>
public sealed class Circles
{
    private const int Done = int.MaxValue;
    private readonly int[] _order;
    private readonly int[] _starts;

    private Circles(int[] order, int[] starts) => (_order, _starts) = (order, starts);

    /// <summary>A node in no circle is a group of its own.</summary>
    public int Groups => _starts.Length - 1;

    /// <summary>The nodes of a group; all that depend on them from outside lie in earlier groups.</summary>
    public ReadOnlySpan<int> Of(int group) => _order.AsSpan(_starts[group], _starts[group + 1] - _starts[group]);

    public static Circles Of(DependencyGraph graph)
    {
        var (starts, targets) = (graph.DependentStarts, graph.DependentTargets);
        var nodes = graph.Nodes;
        var found = new int[nodes];
        var low = new int[nodes];
        var cursor = new int[nodes];
        var calls = new int[nodes];
        var open = new int[nodes];
        var order = new int[nodes];
        var groups = new List<int> { 0 };
        var (counter, opened, ordered) = (0, 0, 0);
        for (var root = 0; root < nodes; root++)
        {
            if (found[root] != 0)
            {
                continue;
            }

            var depth = 0;
            Enter(root);
            while (depth > 0)
            {
                var node = calls[depth - 1];
                var least = low[node];
                var entered = false;
                var end = starts[node + 1];
                for (var at = cursor[node]; at < end; at++)
                {
                    var next = targets[at];
                    if (found[next] == 0)
                    {
                        // Its own low is taken in when the row is taken up again at this same edge.
                        cursor[node] = at;
                        entered = true;
                        Enter(next);
                        break;
                    }

                    least = Math.Min(least, low[next]);
                }

                low[node] = least;
                if (!entered)
                {
                    depth--;
                    Leave(node);
                }
            }

            void Enter(int node)
            {
                found[node] = low[node] = ++counter;
                cursor[node] = starts[node];
                calls[depth++] = node;
                open[opened++] = node;
            }
        }

        return new Circles(order, [.. groups]);

        void Leave(int node)
        {
            if (low[node] != found[node])
            {
                return;
            }

            int member;
            do
            {
                member = open[--opened];
                low[member] = Done;
                order[ordered++] = member;
            } while (member != node);

            groups.Add(ordered);
        }
    }
}
