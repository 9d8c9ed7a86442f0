// A made-up graph like those that grow: every node depends on four earlier ones, seven of ten times on one that many depend on.
namespace Countersign.Bench;

internal static class MadeUp
{
    private const int EdgesEach = 4;

    /// <summary>The same for the same size, always. Node 0 ends up beneath nearly everything.</summary>
    public static (int[] Dependents, int[] Dependencies) Edges(int nodes)
    {
        var random = new Random(20_260_311);
        var dependents = new int[nodes * EdgesEach];
        var dependencies = new int[nodes * EdgesEach];
        var count = 0;
        for (var node = 1; node < nodes; node++)
        {
            for (var i = 0; i < EdgesEach; i++)
            {
                var isPreferred = count > 0 && random.NextDouble() < 0.7;
                var on = isPreferred ? dependencies[random.Next(count)] : random.Next(node);
                (dependents[count], dependencies[count]) = (node, on);
                count++;
            }
        }

        return (dependents[..count], dependencies[..count]);
    }

    /// <summary>The first four, beneath which nearly everything lies; half of the rest evenly among all nodes, half where a random edge ends.</summary>
    public static int[] Questions(int nodes, int count, int[] dependencies)
    {
        var random = new Random(1);
        return
        [
            .. Enumerable.Range(0, 4),
            .. Enumerable.Range(4, count - 4).Select(i => i % 2 == 0 ? random.Next(nodes) : dependencies[random.Next(dependencies.Length)]),
        ];
    }

    /// <summary>Sixty-four of the later half: what is critical stands near the top.</summary>
    public static int[] Critical(int nodes)
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, 64).Select(_ => (nodes / 2) + random.Next(nodes / 2))];
    }

    public static int[] Shuffled(int nodes)
    {
        var names = Enumerable.Range(0, nodes).ToArray();
        new Random(3).Shuffle(names);
        return names;
    }
}
