// The formula for a repository that has told us nothing yet: four measures, four printed constants.
using System.Globalization;

namespace Countersign.Likelihood;

/// <summary>
/// z = 0.46·ln(1+la) + 0.05·ln(1+ld) + 0.30·ln(1+nf) + 0.90·fix: coefficients of one logistic regression over six open-source
/// projects (ISSTA'21 data, 2014 to 2018). It orders changes; it is no probability. Source: specs/likelihood.md.
/// </summary>
public sealed record ColdStart(double Added, double Deleted, double Files, double Fix)
{
    public static ColdStart Published { get; } = new(0.46, 0.05, 0.30, 0.90);

    public const string Name = "cold-start/1";

    public double Score(in ChangeFeatures change) =>
        (Added * ModelColumns.Ln(change.LinesAdded))
        + (Deleted * ModelColumns.Ln(change.LinesDeleted))
        + (Files * ModelColumns.Ln(change.Files))
        + (change.IsFix ? Fix : 0);

    /// <summary>The same formula with constants of somebody else's changes: how leave-one-project-out is measured.</summary>
    public static ColdStart Refit(IReadOnlyList<IReadOnlyList<LabelledChange>> projects)
    {
        var rows = projects.SelectMany(project => project.Select(change => Columns(change.Features))).ToList();
        var labels = projects.SelectMany(project => project.Select(change => change.IsBad)).ToList();
        var weights = projects.SelectMany(ModelFit.BalancedWeights).ToList();
        var fit = LogisticRegression.Fit(rows, labels, weights);
        return new ColdStart(fit.Slope(0), fit.Slope(1), fit.Slope(2), fit.Slope(3));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Added:0.00} ln(1+la) + {Deleted:0.00} ln(1+ld) + {Files:0.00} ln(1+nf) + {Fix:0.00} fix");

    private static double[] Columns(in ChangeFeatures change) =>
        [ModelColumns.Ln(change.LinesAdded), ModelColumns.Ln(change.LinesDeleted), ModelColumns.Ln(change.Files), change.IsFix ? 1 : 0];
}
