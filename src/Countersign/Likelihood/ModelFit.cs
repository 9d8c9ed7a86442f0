// Fits a repository's own model on its labelled changes, and measures it on later ones that it has not seen.
namespace Countersign.Likelihood;

public static class ModelFit
{
    /// <summary>
    /// Known-bad changes below which the cold-start formula stands: ten for each of the twenty columns (Peduzzi et al., J. Clin.
    /// Epidemiol. 49, 1996).
    /// </summary>
    public const int FewestBad = 200;

    /// <summary>A change's weight halves with each year of age: projects drift.</summary>
    public const double HalfLifeDays = 365;

    /// <summary>Out-of-sample scores for calibration come from this many blocks of time, each scored by a model of the others.</summary>
    public const int Blocks = 5;

    /// <summary>The earlier part trains and the later part measures.</summary>
    public const double EarlierShare = 0.8;

    /// <summary>In any order; the newest change weighs most.</summary>
    /// <param name="elsewhere">What other projects teach; <see cref="SixProjects"/> where absent.</param>
    /// <param name="recent">Changes among which others are placed later; the training changes where absent.</param>
    /// <exception cref="ArgumentException">No change at all, or all of one kind.</exception>
    public static FittedModel Train(
        IReadOnlyList<LabelledChange> changes,
        IReadOnlyList<ChangeFeatures>? recent = null,
        BoostedTrees? elsewhere = null
    )
    {
        if (changes.DistinctBy(change => change.IsBad).Count() < 2)
        {
            throw new ArgumentException("a model needs changes that went bad and changes that did not", nameof(changes));
        }

        var ordered = changes.OrderBy(change => change.When).ToList();
        var table = new Table(ordered);
        elsewhere ??= SixProjects.Trees;
        var known = new List<(double, bool, double)>(ordered.Count);
        for (var block = 0; block < Blocks; block++)
        {
            var (from, to) = (block * ordered.Count / Blocks, (block + 1) * ordered.Count / Blocks);
            var rest = table.Without(from, to);
            if (rest.HasBoth)
            {
                var scorer = rest.Fit(elsewhere);
                known.AddRange(
                    Enumerable.Range(from, to - from).Select(row => (scorer.Score(table.Rows[row]), table.Labels[row], table.Weights[row]))
                );
            }
        }

        var whole = table.Fit(elsewhere);
        var scores = recent is null ? table.Rows.Select(row => whole.Score(row)) : recent.Select(change => whole.Score(change));
        return whole with
        {
            Calibration = Isotonic.Fit(known),
            Recent = ScoreScale.Of(scores),
            TrainedOn = new TrainedOn(ordered.Count, table.Labels.Count(bad => bad), ordered[0].When, ordered[^1].When, null, 0),
        };
    }

    /// <summary>What a model of the earlier changes says of the later ones; null where either part lacks bad or other changes.</summary>
    public static Measured? OnLater(IReadOnlyList<LabelledChange> changes)
    {
        var ordered = changes.OrderBy(change => change.When).ToList();
        var cut = (int)(EarlierShare * ordered.Count);
        var (earlier, later) = (ordered[..cut], ordered[cut..]);
        return earlier.DistinctBy(change => change.IsBad).Count() == 2 && later.DistinctBy(change => change.IsBad).Count() == 2
            ? Measure(Train(earlier), later)
            : null;
    }

    public static Measured Measure(FittedModel model, IReadOnlyList<LabelledChange> later)
    {
        var scores = later.Select(change => model.Score(change.Features)).ToArray();
        return Measured.Of(scores, [.. scores.Select(model.Calibration.Probability)], [.. later.Select(change => change.IsBad)]);
    }

    /// <summary>
    /// Trees of several projects at once. Every project weighs by its changes, and bad ones as much as the others within it: what
    /// is learnt is what sets a project's bad changes apart, not which projects have many.
    /// </summary>
    public static BoostedTrees Pool(IReadOnlyList<IReadOnlyList<LabelledChange>> projects) =>
        BoostedTrees.Fit(
            [.. projects.SelectMany(project => project.Select(change => ModelColumns.Of(change.Features)))],
            [.. projects.SelectMany(project => project.Select(change => change.IsBad))],
            [.. projects.SelectMany(BalancedWeights)]
        );

    internal static IEnumerable<double> BalancedWeights(IReadOnlyList<LabelledChange> project)
    {
        var bad = project.Count(change => change.IsBad);
        return project.Select(change => 0.5 * project.Count / Math.Max(1, change.IsBad ? bad : project.Count - bad));
    }

    private sealed class Table(IReadOnlyList<double[]> rows, IReadOnlyList<bool> labels, IReadOnlyList<long> times)
    {
        public Table(IReadOnlyList<LabelledChange> changes)
            : this(
                [.. changes.Select(change => ModelColumns.Of(change.Features))],
                [.. changes.Select(change => change.IsBad)],
                [.. changes.Select(change => change.When)]
            ) { }

        public IReadOnlyList<double[]> Rows => rows;

        public IReadOnlyList<bool> Labels => labels;

        /// <summary>1 for the newest change.</summary>
        public double[] Weights { get; } = Weigh(times);

        public bool HasBoth => labels.Contains(true) && labels.Contains(false);

        public Table Without(int from, int to) => new(Rest(rows, from, to), Rest(labels, from, to), Rest(times, from, to));

        public FittedModel Fit(BoostedTrees elsewhere)
        {
            var (intercept, slopes) = LogisticRegression.Fit(rows, labels, Weights).Plain();
            return new FittedModel
            {
                Intercept = Written(intercept),
                Slopes = [.. slopes.Select(Written)],
                Trees = BoostedTrees.Fit(rows, labels, Weights),
                Elsewhere = elsewhere,
                Calibration = new Isotonic([]),
                Recent = new ScoreScale([], 0),
                TrainedOn = new TrainedOn(0, 0, 0, 0, null, 0),
            };
        }

        private static double[] Weigh(IReadOnlyList<long> times)
        {
            var newest = times.Max();
            return [.. times.Select(time => Math.Pow(0.5, (newest - time) / LabelledChange.SecondsPerDay / HalfLifeDays))];
        }

        private static List<T> Rest<T>(IReadOnlyList<T> all, int from, int to) => [.. all.Take(from), .. all.Skip(to)];

        /// <summary>What is written down is what is used.</summary>
        private static double Written(double number) => Math.Round(number, 9);
    }
}
