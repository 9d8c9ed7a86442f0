// Gradient-boosted shallow trees for a yes-or-no outcome: each corrects a little of what those before it left.
namespace Countersign.Likelihood;

/// <summary>
/// Log odds = <paramref name="Start"/> + the trees' values. No chance is involved: the same changes give the same trees.
/// Source: Friedman, Annals of Statistics 29, 2001. Constants were chosen by validation inside training parts only.
/// </summary>
public sealed record BoostedTrees(double Start, IReadOnlyList<Tree> Trees)
{
    public const int Count = 150;
    private static readonly TreeShape s_shape = new(Leaves: 8, SmallestLeaf: 40, Rate: 0.05, Penalty: 5);

    public double Score(ReadOnlySpan<double> row)
    {
        var score = Start;
        foreach (var tree in Trees)
        {
            score += tree.Answer(row);
        }

        return score;
    }

    public static BoostedTrees Fit(IReadOnlyList<double[]> rows, IReadOnlyList<bool> labels, IReadOnlyList<double> weights)
    {
        var bins = Bins.Of(rows);
        var grower = new TreeGrower(bins, s_shape);
        var rate = Math.Clamp(weights.Where((_, row) => labels[row]).Sum() / weights.Sum(), 1e-6, 1 - 1e-6);
        var start = Math.Round(Math.Log(rate / (1 - rate)), 6);
        var scores = Enumerable.Repeat(start, rows.Count).ToArray();
        var (gradient, curvature) = (new double[rows.Count], new double[rows.Count]);
        var trees = new List<Tree>(Count);
        while (trees.Count < Count)
        {
            for (var row = 0; row < rows.Count; row++)
            {
                var p = LogisticRegression.Probability(scores[row]);
                (gradient[row], curvature[row]) = (weights[row] * (p - (labels[row] ? 1 : 0)), weights[row] * p * (1 - p));
            }

            trees.Add(grower.Grow(gradient, curvature, scores));
        }

        return new BoostedTrees(start, trees);
    }
}
