// What is measured of one project: fitted on its own training part, and cold, with constants of the other projects alone.
using System.Diagnostics;
using Countersign.Likelihood;

namespace Countersign.Bench;

/// <param name="LinesAdded">LApredict, the best published: `la` alone.</param>
/// <param name="Cold">Constants of the other projects' training parts.</param>
/// <param name="Shipped">The constants that the program has, of all six: told apart, for they have seen these projects.</param>
public sealed record ProjectMeasures(
    string Project,
    int Trained,
    double Seconds,
    int ModelBytes,
    Measured Fitted,
    Measured LinesAdded,
    Measured Cold,
    Measured Shipped,
    ColdStart ColdConstants
)
{
    /// <summary>The projects that the shipped trees and constants come from: nothing of a project may be in what it is measured with.</summary>
    private static readonly string[] s_seen = ["gerrit", "go", "jdt", "openstack", "platform", "qt"];

    public static IEnumerable<ProjectMeasures> Of(IReadOnlyList<PublishedSplit> projects) => projects.Select(project => Of(project, projects));

    public static ProjectMeasures Of(PublishedSplit project, IReadOnlyList<PublishedSplit> projects)
    {
        IReadOnlyList<IReadOnlyList<LabelledChange>> others = [.. projects.Where(other => other != project).Select(other => other.Training)];
        var cold = ColdStart.Refit(others);
        var elsewhere = s_seen.Contains(project.Project) ? ModelFit.Pool(others) : SixProjects.Trees;
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var model = ModelFit.Train(project.Training, elsewhere: elsewhere);
        var seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        var test = project.Test;
        return new ProjectMeasures(
            project.Project,
            project.Cut,
            seconds,
            ModelJson.Write(model).Length,
            ModelFit.Measure(model, test),
            By(change => change.LinesAdded),
            By(change => cold.Score(change)),
            By(change => ColdStart.Published.Score(change)),
            cold
        );

        Measured By(Func<ChangeFeatures, double> score) =>
            Measured.Of([.. test.Select(change => score(change.Features))], [], [.. test.Select(change => change.IsBad)]);
    }
}
