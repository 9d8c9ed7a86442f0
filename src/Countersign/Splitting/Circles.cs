// Finds what needs each other in a circle, so that it can be kept together or cut knowingly.
namespace Countersign.Splitting;

internal static class Circles
{
    /// <summary>The strongly connected parts of a graph, each as indices in order (Tarjan, without recursion).</summary>
    public static List<List<int>> Of(int count, IEnumerable<Need> needs)
    {
        var first = needs.ToLookup(need => need.After, need => need.First);
        var (number, low, open) = (new int[count], new int[count], new bool[count]);
        var stack = new Stack<int>();
        var circles = new List<List<int>>();
        var next = 0;
        var work = new Stack<(int Node, IEnumerator<int> Left)>();
        for (var root = 0; root < count; root++)
        {
            if (number[root] == 0)
            {
                Enter(root);
            }

            while (work.TryPeek(out var at))
            {
                if (at.Left.MoveNext())
                {
                    var to = at.Left.Current;
                    if (number[to] == 0)
                    {
                        Enter(to);
                    }
                    else if (open[to])
                    {
                        low[at.Node] = Math.Min(low[at.Node], number[to]);
                    }

                    continue;
                }

                work.Pop();
                at.Left.Dispose();
                if (work.TryPeek(out var parent))
                {
                    low[parent.Node] = Math.Min(low[parent.Node], low[at.Node]);
                }

                if (low[at.Node] == number[at.Node])
                {
                    circles.Add(Close(at.Node));
                }
            }
        }

        return circles;

        void Enter(int node)
        {
            number[node] = low[node] = ++next;
            open[node] = true;
            stack.Push(node);
            work.Push((node, first[node].GetEnumerator()));
        }

        List<int> Close(int root)
        {
            var circle = new List<int>();
            int node;
            do
            {
                node = stack.Pop();
                open[node] = false;
                circle.Add(node);
            } while (node != root);

            circle.Sort();
            return circle;
        }
    }
}
