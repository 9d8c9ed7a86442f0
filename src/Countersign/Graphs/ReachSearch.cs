// Finds what depends on some nodes, nearest first: breadth first over compressed rows, in layers that are kept in order.
using System.Numerics;

namespace Countersign.Graphs;

/// <summary>
/// Owns its memory and is used by one thread; an answer is good until the next question. A small layer is a list that is sorted; a large
/// one is a set of bits, which is in order by itself and takes no branch for an edge. Where a layer has more edges than the
/// nodes not yet seen, those are asked instead whether they depend on the layer (Beamer, Asanovic and Patterson 2012).
/// </summary>
public sealed class ReachSearch(DependencyGraph graph)
{
    private readonly int[] _starts = graph.DependentStarts;
    private readonly int[] _targets = graph.DependentTargets;
    private readonly int[] _backStarts = graph.DependencyStarts;
    private readonly int[] _backTargets = graph.DependencyTargets;
    private readonly int[] _queue = new int[graph.Nodes];
    private readonly ulong[] _seen = new ulong[(graph.Nodes + 63) / 64];
    private readonly ulong[] _fresh = new ulong[(graph.Nodes + 63) / 64];
    private readonly List<int> _layers = [];

    // From this many edges on, walking the bits of all nodes once costs less than sorting what they lead to.
    private readonly int _many = Math.Max(64, graph.Nodes / 64 / 32);
    private int _count;

    /// <summary>The changed nodes and everything that depends on them.</summary>
    public ReachedNodes Everything(ReadOnlySpan<int> changed)
    {
        Begin(changed);
        while (!IsLastLayerEmpty)
        {
            Step();
        }

        return End();
    }

    /// <summary>
    /// Only as far as needed for a shortest way to each critical node that depends on a changed one: whatever leads to none that is
    /// still missing is left out. Distances and ways are those of <see cref="Everything"/>.
    /// </summary>
    public ReachedNodes ToCritical(ReadOnlySpan<int> changed, CriticalMasks masks)
    {
        Begin(changed);
        var missing = new ulong[masks.Words];
        foreach (var node in changed)
        {
            for (var word = 0; word < missing.Length; word++)
            {
                missing[word] |= masks.Word(node, word);
            }
        }

        while (!IsLastLayerEmpty)
        {
            foreach (var node in _queue.AsSpan(_layers[^1], _count - _layers[^1]))
            {
                if (masks.TryBit(node, out var bit))
                {
                    missing[bit / 64] &= ~(1UL << bit);
                }
            }

            if (Array.TrueForAll(missing, word => word == 0))
            {
                break;
            }

            Step();
            KeepOnly(masks, missing);
        }

        return End();
    }

    private bool IsLastLayerEmpty => _layers[^1] == _count;

    private void Begin(ReadOnlySpan<int> changed)
    {
        if (_count > _seen.Length)
        {
            Array.Clear(_seen);
        }
        else
        {
            // What a pruned search saw and left out was cleared when it was left out.
            foreach (var node in _queue.AsSpan(0, _count))
            {
                _seen[node >> 6] = 0;
            }
        }

        _layers.Clear();
        _layers.Add(0);
        _count = 0;
        foreach (var node in changed)
        {
            Take(node);
        }

        _queue.AsSpan(0, _count).Sort();
    }

    private ReachedNodes End()
    {
        if (!IsLastLayerEmpty)
        {
            _layers.Add(_count);
        }

        return new ReachedNodes(graph, _queue.AsSpan(0, _count), System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_layers));
    }

    private void Step()
    {
        var (from, to) = (_layers[^1], _count);
        _layers.Add(to);
        long edges = 0;
        for (var i = from; i < to; i++)
        {
            edges += _starts[_queue[i] + 1] - _starts[_queue[i]];
        }

        if (edges < _many)
        {
            for (var i = from; i < to; i++)
            {
                foreach (var next in Row(_queue[i]))
                {
                    Take(next);
                }
            }

            _queue.AsSpan(to, _count - to).Sort();
            return;
        }

        // Both sides are edges to look at: those out of the layer, and those that the unseen are expected to have.
        if (edges > (double)graph.Edges / graph.Nodes * (graph.Nodes - to))
        {
            AskTheUnseen(from, to);
        }
        else
        {
            Push(from, to);
        }
    }

    private void Push(int from, int to)
    {
        var fresh = _fresh;
        for (var i = from; i < to; i++)
        {
            foreach (var next in Row(_queue[i]))
            {
                fresh[next >> 6] |= 1UL << next;
            }
        }

        Collect();
    }

    private void AskTheUnseen(int from, int to)
    {
        var (layer, starts, targets) = (_fresh, _backStarts, _backTargets);
        foreach (var node in _queue.AsSpan(from, to - from))
        {
            layer[node >> 6] |= 1UL << node;
        }

        for (var at = 0; at < _seen.Length; at++)
        {
            var unseen = ~_seen[at];
            if (at == _seen.Length - 1 && (starts.Length - 1) % 64 is > 0 and var rest)
            {
                unseen &= (1UL << rest) - 1;
            }

            for (; unseen != 0; unseen &= unseen - 1)
            {
                var node = (at << 6) + BitOperations.TrailingZeroCount(unseen);
                for (var edge = starts[node]; edge < starts[node + 1]; edge++)
                {
                    var on = targets[edge];
                    if ((layer[on >> 6] & (1UL << on)) != 0)
                    {
                        _queue[_count++] = node;
                        _seen[at] |= 1UL << node;
                        break;
                    }
                }
            }
        }

        foreach (var node in _queue.AsSpan(from, to - from))
        {
            layer[node >> 6] = 0;
        }
    }

    private ReadOnlySpan<int> Row(int node) => _targets.AsSpan(_starts[node], _starts[node + 1] - _starts[node]);

    private void Take(int node)
    {
        ref var word = ref _seen[node >> 6];
        var bit = 1UL << node;
        if ((word & bit) == 0)
        {
            word |= bit;
            _queue[_count++] = node;
        }
    }

    private void Collect()
    {
        var count = _count;
        for (var at = 0; at < _fresh.Length; at++)
        {
            if (_fresh[at] == 0)
            {
                continue;
            }

            var found = _fresh[at] & ~_seen[at];
            _fresh[at] = 0;
            _seen[at] |= found;
            for (; found != 0; found &= found - 1)
            {
                _queue[count++] = (at << 6) + BitOperations.TrailingZeroCount(found);
            }
        }

        _count = count;
    }

    /// <summary>Of the last layer; what is left out may be met again, and is left out again.</summary>
    private void KeepOnly(CriticalMasks masks, ulong[] missing)
    {
        var kept = _layers[^1];
        for (var i = kept; i < _count; i++)
        {
            var node = _queue[i];
            if (Leads(masks, missing, node))
            {
                _queue[kept++] = node;
            }
            else
            {
                _seen[node >> 6] &= ~(1UL << node);
            }
        }

        _count = kept;
    }

    private static bool Leads(CriticalMasks masks, ulong[] missing, int node)
    {
        for (var word = 0; word < missing.Length; word++)
        {
            if ((masks.RawWord(word)[node] & missing[word]) != 0)
            {
                return true;
            }
        }

        return false;
    }
}
