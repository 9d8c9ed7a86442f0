// A repository's own model: what its known-bad changes had in common, and how often such changes went bad.
using Countersign.Signatures;

namespace Countersign.Likelihood;

/// <summary>
/// The score is a weighted mean of three log odds: boosted trees', which bend; a logistic regression's, which is steady; and
/// those of trees grown on other projects, which know what few changes cannot tell. The weights were chosen by validation inside
/// training parts. Columns as in <see cref="ModelColumns"/>; its one JSON form: <see cref="ModelJson"/>.
/// </summary>
public sealed record FittedModel
{
    public const string Name = "fitted/1";

    private const double OfLinear = 0.3;
    private const double OfElsewhere = 0.3;

    public required double Intercept { get; init; }

    /// <summary>One for each column.</summary>
    public required IReadOnlyList<double> Slopes { get; init; }

    public required BoostedTrees Trees { get; init; }

    /// <summary>Grown on other projects; <see cref="SixProjects"/> unless somebody measures without one of those.</summary>
    public required BoostedTrees Elsewhere { get; init; }

    public required Isotonic Calibration { get; init; }

    /// <summary>Scores of the repository's recent changes when this was fitted.</summary>
    public required ScoreScale Recent { get; init; }

    public required TrainedOn TrainedOn { get; init; }

    public double Score(in ChangeFeatures change) => Score(ModelColumns.Of(change));

    /// <summary>The chance that a change like this one is later known to be bad, by what was known at training.</summary>
    public double Probability(in ChangeFeatures change) => Calibration.Probability(Score(change));

    public Digest Digest => Digest.Of(ModelJson.Write(this));

    internal double Score(ReadOnlySpan<double> row)
    {
        var linear = Intercept;
        for (var column = 0; column < Slopes.Count; column++)
        {
            linear += Slopes[column] * row[column];
        }

        return (Trees.Score(row) + (OfLinear * linear) + (OfElsewhere * Elsewhere.Score(row))) / (1 + OfLinear + OfElsewhere);
    }
}

/// <summary>How much a model rests on. <paramref name="From"/> and <paramref name="To"/> in Unix seconds.</summary>
/// <param name="LaterArea">The area under the curve on later changes that a model of the earlier four fifths had not seen; null where too few.</param>
public sealed record TrainedOn(int Changes, int Bad, long From, long To, double? LaterArea, int LaterChanges);
