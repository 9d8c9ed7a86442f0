// Of every node: which of the critical ones depend on it, however far; exact, one bit for each.
using System.Numerics;

namespace Countersign.Graphs;

/// <summary>
/// Spread along the groups of <see cref="Circles"/>, each edge once for every 64 critical nodes; eight bytes a node for every 64. Critical
/// node i is bit i % 64 of word i / 64; a critical node counts as depending on itself.
/// </summary>
public sealed class CriticalMasks
{
    private readonly ulong[][] _words;
    private readonly Dictionary<int, int> _bits;

    private CriticalMasks(Dictionary<int, int> bits, ulong[][] words)
    {
        (_bits, _words) = (bits, words);
        Critical = [.. bits.Keys];
    }

    /// <summary>Nodes in the order given, each once; their places are the bits.</summary>
    public IReadOnlyList<int> Critical { get; }

    public int Words => _words.Length;

    public static CriticalMasks Of(DependencyGraph graph, Circles circles, IReadOnlyList<int> critical)
    {
        var bits = critical.Distinct().Select((node, at) => (node, at)).ToDictionary(pair => pair.node, pair => pair.at);
        var words = new ulong[(bits.Count + 63) / 64][];
        for (var word = 0; word < words.Length; word++)
        {
            words[word] = new ulong[graph.Nodes];
        }

        foreach (var (node, bit) in bits)
        {
            words[bit / 64][node] = 1UL << bit;
        }

        foreach (var mask in words)
        {
            Spread(graph, circles, mask);
        }

        return new CriticalMasks(bits, words);
    }

    public ulong Word(int node, int word) => _words[word][node];

    /// <summary>How many critical nodes depend on this one.</summary>
    public int Count(int node)
    {
        var count = 0;
        foreach (var word in _words)
        {
            count += BitOperations.PopCount(word[node]);
        }

        return count;
    }

    /// <summary>The critical nodes that depend on this one, in the order given.</summary>
    public IEnumerable<int> Of(int node)
    {
        for (var i = 0; i < Critical.Count; i++)
        {
            if ((_words[i / 64][node] & (1UL << (i % 64))) != 0)
            {
                yield return Critical[i];
            }
        }
    }

    internal bool TryBit(int node, out int bit) => _bits.TryGetValue(node, out bit);

    internal ulong[] RawWord(int word) => _words[word];

    private static void Spread(DependencyGraph graph, Circles circles, ulong[] mask)
    {
        var (starts, targets) = (graph.DependentStarts, graph.DependentTargets);
        for (var group = 0; group < circles.Groups; group++)
        {
            var members = circles.Of(group);
            var all = 0UL;
            foreach (var node in members)
            {
                all |= mask[node];
                foreach (var dependent in targets.AsSpan(starts[node], starts[node + 1] - starts[node]))
                {
                    all |= mask[dependent];
                }
            }

            foreach (var node in members)
            {
                mask[node] = all;
            }
        }
    }
}
