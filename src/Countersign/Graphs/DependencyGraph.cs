// Who depends on whom, as two lists of numbers in compressed rows: one read forwards, one backwards.
namespace Countersign.Graphs;

/// <summary>
/// Nodes are 0 to <see cref="Nodes"/> - 1; every row is in ascending order, without an edge twice and without an edge from a node to
/// itself. Built in O(nodes + edges) by counting, no comparison; two ints an edge and two a node are kept.
/// </summary>
public sealed class DependencyGraph
{
    private readonly Rows _dependencies;
    private readonly Rows _dependents;

    private DependencyGraph(Rows dependencies, Rows dependents) => (_dependencies, _dependents) = (dependencies, dependents);

    public int Nodes => _dependents.Starts.Length - 1;

    /// <summary>Without duplicates and self edges.</summary>
    public int Edges => _dependents.Targets.Length;

    /// <summary>Those that depend on the node, one step.</summary>
    public ReadOnlySpan<int> DependentsOf(int node) => _dependents.Of(node);

    /// <summary>Those that the node depends on, one step.</summary>
    public ReadOnlySpan<int> DependenciesOf(int node) => _dependencies.Of(node);

    internal int[] DependentStarts => _dependents.Starts;

    internal int[] DependentTargets => _dependents.Targets;

    internal int[] DependencyStarts => _dependencies.Starts;

    internal int[] DependencyTargets => _dependencies.Targets;

    /// <param name="dependents">The i-th depends on the i-th of <paramref name="dependencies"/>.</param>
    /// <exception cref="ArgumentException">The two differ in length, or name a node that there is not.</exception>
    public static DependencyGraph Of(int nodes, ReadOnlySpan<int> dependents, ReadOnlySpan<int> dependencies)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nodes);
        if (dependents.Length != dependencies.Length)
        {
            throw new ArgumentException("every edge has two ends", nameof(dependencies));
        }

        var forwards = Rows.By(nodes, dependents, dependencies).Tidied();
        return new DependencyGraph(forwards, forwards.Turned());
    }

    /// <summary>Row i is Targets from Starts[i] to Starts[i + 1].</summary>
    private readonly record struct Rows(int[] Starts, int[] Targets)
    {
        public ReadOnlySpan<int> Of(int row) => Targets.AsSpan(Starts[row], Starts[row + 1] - Starts[row]);

        public static Rows By(int nodes, ReadOnlySpan<int> keys, ReadOnlySpan<int> values)
        {
            var starts = new int[nodes + 1];
            for (var i = 0; i < keys.Length; i++)
            {
                if ((uint)keys[i] >= (uint)nodes || (uint)values[i] >= (uint)nodes)
                {
                    throw new ArgumentException($"edge {i} names a node that there is not", nameof(values));
                }

                starts[keys[i] + 1]++;
            }

            Sum(starts);
            var next = starts.AsSpan(0, nodes).ToArray();
            var targets = GC.AllocateUninitializedArray<int>(keys.Length);
            for (var i = 0; i < keys.Length; i++)
            {
                targets[next[keys[i]]++] = values[i];
            }

            return new Rows(starts, targets);
        }

        /// <summary>The same edges read the other way; rows come out in ascending order.</summary>
        public Rows Turned()
        {
            var nodes = Starts.Length - 1;
            var starts = new int[nodes + 1];
            foreach (var target in Targets)
            {
                starts[target + 1]++;
            }

            Sum(starts);
            var next = starts.AsSpan(0, nodes).ToArray();
            var targets = GC.AllocateUninitializedArray<int>(Targets.Length);
            for (var node = 0; node < nodes; node++)
            {
                foreach (var target in Of(node))
                {
                    targets[next[target]++] = node;
                }
            }

            return new Rows(starts, targets);
        }

        /// <summary>Rows in ascending order, without duplicates and without the row's own number; in place.</summary>
        public Rows Tidied()
        {
            var starts = new int[Starts.Length];
            var kept = 0;
            for (var node = 0; node < Starts.Length - 1; node++)
            {
                starts[node] = kept;
                var row = Targets.AsSpan(Starts[node], Starts[node + 1] - Starts[node]);
                Sort(row);
                var last = -1;
                foreach (var target in row)
                {
                    if (target != node && target != last)
                    {
                        Targets[kept++] = last = target;
                    }
                }
            }

            starts[^1] = kept;
            return new Rows(starts, kept == Targets.Length ? Targets : Targets[..kept]);
        }

        private static void Sort(Span<int> row)
        {
            if (row.Length > 16)
            {
                row.Sort();
                return;
            }

            for (var i = 1; i < row.Length; i++)
            {
                var (moved, to) = (row[i], i);
                for (; to > 0 && row[to - 1] > moved; to--)
                {
                    row[to] = row[to - 1];
                }

                row[to] = moved;
            }
        }

        private static void Sum(int[] starts)
        {
            for (var i = 1; i < starts.Length; i++)
            {
                starts[i] += starts[i - 1];
            }
        }
    }
}
