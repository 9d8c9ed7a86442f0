// From a score to a probability: the non-decreasing steps that fit best, by pooling adjacent violators.
namespace Countersign.Likelihood;

/// <summary>
/// Step i holds from <see cref="Step.From"/> on; below the first step the first holds. Source: Ayer et al., Annals of
/// Mathematical Statistics 26 (1955); Zadrozny and Elkan, KDD 2002, for its use as calibration.
/// </summary>
public sealed class Isotonic
{
    public Isotonic(IReadOnlyList<Step> steps) => Steps = steps;

    public readonly record struct Step(double From, double Probability);

    public IReadOnlyList<Step> Steps { get; }

    public double Probability(double score)
    {
        var (low, high) = (0, Steps.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Steps[middle].From <= score ? (middle, high) : (low, middle - 1);
        }

        return Steps[low].Probability;
    }

    /// <summary>
    /// One hit and one miss are added at either end, so that the ends never say 0 or 1 with certainty. Equal scores are one
    /// point. A weight says how much a change counts, 1 for one of today.
    /// </summary>
    public static Isotonic Fit(IEnumerable<(double Score, bool IsBad, double Weight)> known)
    {
        var points = known
            .GroupBy(one => Math.Round(one.Score, 6))
            .OrderBy(group => group.Key)
            .Select(group => new Block(group.Key, group.Where(one => one.IsBad).Sum(one => one.Weight), group.Sum(one => one.Weight)))
            .ToList();
        if (points.Count > 0)
        {
            points[0] = points[0].And(1, 2);
            points[^1] = points[^1].And(1, 2);
        }

        return new Isotonic([.. Pool(points).Select(block => new Step(block.From, Math.Round(block.Mean, 6)))]);
    }

    /// <summary>Blocks in order of their scores, with strictly rising means.</summary>
    internal static List<Block> Pool(IEnumerable<Block> points)
    {
        var blocks = new List<Block>();
        foreach (var point in points)
        {
            var block = point;
            while (blocks.Count > 0 && blocks[^1].Mean >= block.Mean)
            {
                block = blocks[^1].And(block.Hits, block.Weight);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
        }

        return blocks;
    }

    internal readonly record struct Block(double From, double Hits, double Weight)
    {
        public double Mean => Hits / Weight;

        public Block And(double hits, double weight) => new(From, Hits + hits, Weight + weight);
    }
}
