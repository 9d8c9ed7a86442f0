// Claims about the score on the published data: the figures of others come out, and ours stay where they were measured.
using Countersign.Bench;
using Countersign.Likelihood;
using Countersign.Tests.Provenance;

namespace Countersign.Tests.Likelihood;

public sealed class PublishedSplitTests
{
    private static readonly Dictionary<string, double> s_publishedByLinesAdded = new(StringComparer.Ordinal)
    {
        ["qt"] = .744,
        ["openstack"] = .749,
        ["jdt"] = .676,
        ["platform"] = .746,
        ["gerrit"] = .750,
        ["go"] = .683,
    };

    private static IReadOnlyList<PublishedSplit> Projects => PublishedSplit.ReadAll(Path.Combine(SharedData.Folder("jit"), "issta21"));

    [Fact]
    public void Lines_added_alone_give_the_published_areas_to_three_decimals()
    {
        foreach (var project in Projects)
        {
            Area(project, change => change.LinesAdded).ShouldBe(s_publishedByLinesAdded[project.Project], 0.00051, project.Project);
        }
    }

    [Fact]
    public void The_cold_start_formula_with_constants_of_other_projects_only_keeps_its_measured_area()
    {
        var projects = Projects;
        projects
            .Average(project =>
                Area(project, ColdStart.Refit([.. projects.Where(other => other != project).Select(other => other.Training)]).ScoreOf)
            )
            .ShouldBeGreaterThanOrEqualTo(.735);
        projects.Average(project => Area(project, ColdStart.Published.ScoreOf)).ShouldBeGreaterThanOrEqualTo(.735);
    }

    /// <summary>One project, without what others teach, for speed; COUNTERSIGN_LONG=1 takes all six whole, and bench/p7 measures them.</summary>
    [Fact]
    public void A_model_fitted_on_a_projects_past_keeps_its_measured_area_on_its_future()
    {
        var projects = Projects;
        if (Environment.GetEnvironmentVariable("COUNTERSIGN_LONG") == "1")
        {
            ProjectMeasures.Of(projects).Average(project => project.Fitted.Area!.Area).ShouldBeGreaterThanOrEqualTo(.760);
            return;
        }

        var jdt = projects.Single(project => project.Project == "jdt");
        var measured = ModelFit.Measure(ModelFit.Train(jdt.Training, elsewhere: new BoostedTrees(0, [])), jdt.Test);
        measured.Area!.Area.ShouldBeGreaterThanOrEqualTo(.71);
        measured.Brier.ShouldBeLessThan(measured.BaseBrier);
        measured.Captures[1].Caught.ShouldBeGreaterThan(.13);
    }

    private static double Area(PublishedSplit project, Func<ChangeFeatures, double> score)
    {
        var test = project.Test;
        return Discrimination.AreaUnderCurve([.. test.Select(change => score(change.Features))], [.. test.Select(change => change.IsBad)])!.Area;
    }
}

internal static class Scoring
{
    /// <summary>As a function, which an `in` parameter keeps a method from being.</summary>
    public static double ScoreOf(this ColdStart formula, ChangeFeatures change) => formula.Score(change);
}
