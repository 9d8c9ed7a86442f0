// Where one change stands among a repository's recent ones, by which score, on how many changes, and why.
namespace Countersign.Likelihood;

/// <param name="Percentile">0 to 100: the share of recent changes that score lower, ties counting half.</param>
/// <param name="Probability">Calibrated on the repository's own known-bad changes; null for the cold-start formula.</param>
/// <param name="Score">Of which formula or model; comparable only with its own.</param>
/// <param name="Among">How many changes the percentile is of.</param>
/// <param name="Basis">Formula or model with its digest, in words.</param>
public sealed record Assessment(double Percentile, double? Probability, double Score, int Among, string Basis, IReadOnlyList<string> Reasons)
{
    /// <summary>Fewer recent changes than this, and six other projects' changes stand in for them. Ours.</summary>
    public const int FewestRecent = 30;

    /// <summary>As far back as "recent" goes. Ours: at 20 changes a day five weeks, at one a day a year and a half.</summary>
    public const int MostRecent = 500;

    /// <summary>By the formula, among the target's own recent changes, newest first.</summary>
    public static Assessment Cold(in ChangeFeatures change, IReadOnlyList<ChangeFeatures> recent)
    {
        var formula = ColdStart.Published;
        var own = recent.Count >= FewestRecent;
        var scale = own ? ScoreScale.Of(recent.Take(MostRecent).Select(one => formula.Score(one))) : SixProjectsScale.Scale;
        return new Assessment(
            scale.Percentile(formula.Score(change)),
            null,
            formula.Score(change),
            scale.Changes,
            own
                ? $"{ColdStart.Name} among the {scale.Changes} newest changes here"
                : $"{ColdStart.Name} among {scale.Changes} changes of six other projects, for here are only {recent.Count}",
            AssessmentReasons.Of(change, recent)
        );
    }

    /// <summary>By the repository's own model; recent is as it was at the fit.</summary>
    public static Assessment Fitted(in ChangeFeatures change, FittedModel model, IReadOnlyList<ChangeFeatures> recent) =>
        new(
            model.Recent.Percentile(model.Score(change)),
            model.Probability(change),
            model.Score(change),
            model.Recent.Changes,
            $"{FittedModel.Name} {model.Digest.Short}, fitted on {model.TrainedOn.Changes} changes of which {model.TrainedOn.Bad} known bad, among {model.Recent.Changes} changes then",
            AssessmentReasons.Of(change, recent)
        );
}
