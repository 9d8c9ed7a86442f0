// Grows one tree on gradients and curvatures, best split first.
namespace Countersign.Likelihood;

/// <summary>The gain of a split and the value of a leaf as in Friedman 2001 with the curvature of Chen and Guestrin 2016.</summary>
internal sealed class TreeGrower(Bins bins, TreeShape shape)
{
    /// <summary>Gradient and curvature by row, weights included; each row's leaf is added to <paramref name="scores"/>.</summary>
    public Tree Grow(double[] gradient, double[] curvature, double[] scores)
    {
        var all = Enumerable.Range(0, gradient.Length).ToArray();
        var root = new Node(all, new Histogram(bins, gradient, curvature, all));
        root.Best = FindSplit(root);
        var open = new List<Node> { root };
        for (var leaves = 1; leaves < shape.Leaves; leaves++)
        {
            var node = open.Where(node => node.Best is not null).MaxBy(node => node.Best!.Gain);
            if (node is null)
            {
                break;
            }

            Divide(node, gradient, curvature);
            open.Remove(node);
            open.AddRange([node.Left!, node.Right!]);
        }

        return ToTree(root, scores);
    }

    private void Divide(Node node, double[] gradient, double[] curvature)
    {
        var split = node.Best!;
        var codes = bins.Codes[split.Column];
        var left = Array.FindAll(node.Rows, row => codes[row] <= split.Bin);
        var right = Array.FindAll(node.Rows, row => codes[row] > split.Bin);

        // Only the smaller half is counted; the other is what remains.
        var small = new Histogram(bins, gradient, curvature, left.Length < right.Length ? left : right);
        var large = node.Sums.Without(small);
        (node.Left, node.Right) =
            left.Length < right.Length ? (new Node(left, small), new Node(right, large)) : (new Node(left, large), new Node(right, small));
        node.Left.Best = FindSplit(node.Left);
        node.Right.Best = FindSplit(node.Right);
    }

    private Split? FindSplit(Node node)
    {
        if (node.Rows.Length < 2 * shape.SmallestLeaf)
        {
            return null;
        }

        Split? best = null;
        var (allGradient, allCurvature) = node.Sums.Whole();
        var whole = Worth(allGradient, allCurvature);
        for (var column = 0; column < bins.Columns; column++)
        {
            var (gradient, curvature, rows) = (0.0, 0.0, 0);
            for (var bin = 0; bin < bins.Count(column) - 1; bin++)
            {
                var (g, h, n) = node.Sums[column, bin];
                (gradient, curvature, rows) = (gradient + g, curvature + h, rows + n);
                if (rows < shape.SmallestLeaf || node.Rows.Length - rows < shape.SmallestLeaf)
                {
                    continue;
                }

                var gain = Worth(gradient, curvature) + Worth(allGradient - gradient, allCurvature - curvature) - whole;
                if (gain > (best?.Gain ?? 1e-9))
                {
                    best = new Split(column, bin, gain);
                }
            }
        }

        return best;
    }

    private Tree ToTree(Node node, double[] scores)
    {
        if (node.Left is { } left && node.Right is { } right && node.Best is { } split)
        {
            return new Tree.Split(split.Column, bins.Edge(split.Column, split.Bin), ToTree(left, scores), ToTree(right, scores));
        }

        var (gradient, curvature) = node.Sums.Whole();
        var value = Math.Round(-shape.Rate * gradient / (curvature + shape.Penalty), 6);
        foreach (var row in node.Rows)
        {
            scores[row] += value;
        }

        return new Tree.Leaf(value);
    }

    private double Worth(double gradient, double curvature) => gradient * gradient / (curvature + shape.Penalty);

    private sealed record Split(int Column, int Bin, double Gain);

    private sealed class Node(int[] rows, Histogram sums)
    {
        public int[] Rows => rows;
        public Histogram Sums => sums;
        public Split? Best { get; set; }
        public Node? Left { get; set; }
        public Node? Right { get; set; }
    }
}

/// <summary>How trees are grown: at most so many leaves of at least so many rows, each worth a small step.</summary>
/// <param name="Penalty">On the square of a leaf's value.</param>
internal sealed record TreeShape(int Leaves, int SmallestLeaf, double Rate, double Penalty);
