// P7 measured: the fitted model and the cold-start formula on the published split; prints Markdown, what the oracle checks, or what the program ships with.
using System.Globalization;
using Countersign.Bench;
using Countersign.Likelihood;

switch (args)
{
    case ["--six-projects", var folder]:
        Console.Write(ModelJson.Lines(ModelFit.Pool([.. PublishedSplit.ReadAll(folder).Select(project => project.Changes)])));
        return 0;
    case ["--for-oracle", var folder]:
        foreach (var project in PublishedSplit.ReadAll(folder))
        {
            var training = project.Training;
            var fit = LogisticRegression.Fit([.. training.Select(it => ModelColumns.Of(it.Features))], [.. training.Select(it => it.IsBad)]);
            var scores = project.Test.Select(it => fit.Score(ModelColumns.Of(it.Features))).ToArray();
            bool[] bad = [.. project.Test.Select(it => it.IsBad)];
            var area = Discrimination.AreaUnderCurve(scores, bad)!.Area;
            var brier = Reliability.Brier([.. scores.Select(LogisticRegression.Probability)], bad);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{project.Project} {area:R} {brier:R} {fit.Slope(0):R}"));
        }

        return 0;
    case [var folder]:
        new MarkdownReport(Console.Out).Write([.. ProjectMeasures.Of(PublishedSplit.ReadAll(folder))]);
        return 0;
    default:
        Console.Error.WriteLine("usage: p7 DATA | --for-oracle DATA | --six-projects DATA");
        return 2;
}
