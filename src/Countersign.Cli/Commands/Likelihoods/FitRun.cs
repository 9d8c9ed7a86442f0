// Fits the repository's own model where it knows enough, measures it on later changes, and writes it.
using Countersign.Adapters.Git.Past;
using Countersign.Changes;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Likelihood;

namespace Countersign.Cli.Commands.Likelihoods;

/// <param name="Line">The steps of the target's line, oldest first.</param>
/// <param name="Mature">Old enough to train.</param>
/// <param name="Fitted">Null where the repository knows too little.</param>
/// <param name="Later">Of a model of the earlier four fifths on the later fifth.</param>
/// <param name="Formula">The cold-start formula on the same later fifth.</param>
internal sealed record Fit(
    Target Target,
    IReadOnlyList<LabelledChange> Line,
    IReadOnlyList<LabelledChange> Mature,
    KnownBad<ObjectId> Known,
    FittedModel? Fitted,
    Measured? Later,
    Measured? Formula
)
{
    public int Bad => Mature.Count(change => change.IsBad);

    /// <summary>Worth using: better than chance on changes that it had not seen.</summary>
    public bool IsUsable => Fitted is not null && Later?.Area is { Low: > 0.5 };
}

internal static class FitRun
{
    private const int ProgressEvery = 5_000;

    public static int Run(LikelihoodOptions options, Desk desk, Surroundings surroundings)
    {
        var screen = surroundings.Screen;
        var target = Target.Find(desk.Repository, options.To ?? options.Change);
        var fit = Of(desk, target, screen);
        var file = options.Out is { } name && fit.IsUsable ? Path.Combine(surroundings.Folder, name) : null;
        if (file is not null)
        {
            if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }

            File.WriteAllBytes(file, ModelJson.Write(fit.Fitted!));
        }

        if (options.Json)
        {
            FitView.Json(screen, fit, file is null ? null : options.Out);
        }
        else
        {
            FitView.Draw(screen, fit, file is null ? null : options.Out);
        }

        return options.Out is not null && file is null ? ExitCode.Held : ExitCode.Allowed;
    }

    private static Fit Of(Desk desk, Target target, Screen screen)
    {
        var steps = new List<PastChange>();
        foreach (var step in PastReading.Read(desk.Room, target.Tip))
        {
            // The message is read; what is kept is numbers.
            steps.Add(step with { Message = "" });
            if (steps.Count % ProgressEvery == 0 && screen.IsInteractive)
            {
                screen.Aside($"{steps.Count} changes read ...");
            }
        }

        var known = KnownBadReader.Read(desk.Room, target.Tip, NotedIncidents.At(desk, target));
        List<LabelledChange> line = [.. steps.Select(step => new LabelledChange(step.Features, step.When, known.Steps.Contains(step.Id)))];
        var mature = Maturity.MatureOf(line);
        var bad = mature.Count(change => change.IsBad);
        if (bad < ModelFit.FewestBad || bad == mature.Count)
        {
            return new Fit(target, line, mature, known, null, null, null);
        }

        var model = ModelFit.Train(mature, [.. line.TakeLast(Assessment.MostRecent).Select(change => change.Features)]);
        var later = ModelFit.OnLater(mature);
        var formula = later is null ? null : FormulaOnLater(mature);
        model = model with
        {
            TrainedOn = model.TrainedOn with
            {
                LaterArea = later?.Area is { } area ? Math.Round(area.Area, 4) : null,
                LaterChanges = later?.Changes ?? 0,
            },
        };
        return new Fit(target, line, mature, known, model, later, formula);
    }

    private static Measured FormulaOnLater(IReadOnlyList<LabelledChange> mature)
    {
        var later = mature.OrderBy(change => change.When).Skip((int)(ModelFit.EarlierShare * mature.Count)).ToList();
        return Measured.Of([.. later.Select(change => ColdStart.Published.Score(change.Features))], [], [.. later.Select(change => change.IsBad)]);
    }
}
