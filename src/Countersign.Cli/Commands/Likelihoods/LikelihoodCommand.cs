// `countersign likelihood`: where a change stands among the recent ones in the chance of having to be mended, and why.
using System.CommandLine;
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Past;
using Countersign.Changes;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Likelihood;

namespace Countersign.Cli.Commands.Likelihoods;

public static class LikelihoodCommand
{
    private const int ShownSteps = 10;

    public static Command Build(Surroundings surroundings)
    {
        var change = new Argument<string?>("change")
        {
            Description = "A branch, commit or change id, or OLD..NEW for what has entered (default: HEAD)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var to = ChangeOptions.ToOption();
        var commits = new Option<bool>("--commits") { Description = "With OLD..NEW: every single commit, among the newest single commits" };
        var fit = new Option<bool>("--fit") { Description = "Fit a model on this repository's own known-bad changes, and say how good it is" };
        var file = new Option<string?>("--out") { Description = "With --fit: write the model to FILE, usually .countersign/likelihood.json" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object for programs" };
        var verb = new Verb("likelihood", "Say how likely a change is to be mended later, compared with recent ones, and why")
        {
            Examples =
            [
                ("countersign likelihood", "HEAD as a change to the remote's main branch."),
                ("countersign likelihood v2.3.0..main", "What has entered since, newest first; with --commits, commit by commit."),
                ("countersign likelihood --fit --out .countersign/likelihood.json", "A model of this repository's own, where enough is known."),
            ],
            Exits =
            [
                (ExitCode.Held, "with --fit --out: too little is known for a model, or it orders no better than chance, and nothing was written"),
            ],
        };
        verb.Add(change);
        verb.Add(to);
        verb.Add(commits);
        verb.Add(fit);
        verb.Add(file);
        verb.Add(json);
        return verb.Runs(
            parsed => new LikelihoodOptions(
                parsed.GetValue(change),
                parsed.GetValue(to),
                parsed.GetValue(commits) ? Grain.Commit : Grain.MergedChange,
                parsed.GetValue(fit),
                parsed.GetValue(file),
                parsed.GetValue(json)
            ),
            options => Run(options, surroundings)
        );
    }

    private static int Run(LikelihoodOptions options, Surroundings surroundings)
    {
        if (options.Out is not null && !options.Fit)
        {
            throw new UsageProblem("--out goes with --fit, which makes what it writes");
        }

        if (options.Grain == Grain.Commit && options.Change?.Contains("..", StringComparison.Ordinal) != true)
        {
            throw new UsageProblem("--commits goes with OLD..NEW: what enters a branch is judged whole");
        }

        using var desk = Desk.Open(surroundings);
        if (options.Fit)
        {
            return FitRun.Run(options, desk, surroundings);
        }

        if (options.Change is { } range && range.Contains("..", StringComparison.Ordinal))
        {
            var dots = range.IndexOf("..", StringComparison.Ordinal);
            var to = desk.Commit(range[(dots + 2)..] is { Length: > 0 } end ? end : "HEAD");
            var from = desk.Commit(range[..dots]);
            var entered = options.Grain == Grain.MergedChange ? desk.Room.FirstParentHistory(to, from) : desk.Room.CommitIds([to], [from]);
            return Past(options, desk, to, [.. entered], range, surroundings.Screen);
        }

        var open = OpenChange.Find(desk, options.Change, options.To, surroundings, fetch: false);
        if (open.Gathered.Facts.Commits.Count == 0 && options.Change is not null && open.Branch != open.Target.Ref)
        {
            return Landed(options, desk, open, surroundings.Screen);
        }

        if (open.Gathered.Facts.Commits.Count == 0)
        {
            var newest = desk.Room.FirstParentHistory(open.Head).Take(ShownSteps).ToList();
            return Past(options, desk, open.Head, newest, $"the newest of {VerdictView.Short(open.Target.Ref)}", surroundings.Screen);
        }

        var read = new LikelihoodReader(desk.Room).Read(open.Gathered);
        if (options.Json)
        {
            LikelihoodView.Json(surroundings.Screen, open, read);
        }
        else
        {
            LikelihoodView.Draw(surroundings.Screen, open, read);
        }

        return ExitCode.Allowed;
    }

    /// <summary>One that has entered, among those that were the newest then.</summary>
    private static int Landed(LikelihoodOptions options, Desk desk, OpenChange open, Screen screen)
    {
        var step = StepOf(desk, open);
        var (change, assessment) = Placed(options, desk, step, [step])[0];
        if (options.Json)
        {
            LikelihoodView.Json(screen, open, change.Id, assessment, change.Features, assessment.Probability is not null);
        }
        else
        {
            var by = step == open.Head ? "" : $", with which {open.Head.Short} entered {Visible.Text(VerdictView.Short(open.Target.Ref))}";
            LikelihoodView.One(screen, $"{step.Short} \"{Visible.Text(change.Subject)}\"{by}", assessment, assessment.Probability is null);
        }

        return ExitCode.Allowed;
    }

    /// <summary>The oldest step of the target that has the commit: by halves, for every younger one has it too.</summary>
    private static ObjectId StepOf(Desk desk, OpenChange open)
    {
        var steps = desk.Room.FirstParentHistory(open.Target.Tip).ToList();
        if (steps.Contains(open.Head))
        {
            return open.Head;
        }

        var (has, lacks) = (0, steps.Count);
        while (lacks - has > 1)
        {
            var middle = (has + lacks) / 2;
            (has, lacks) = desk.Room.IsAncestor(open.Head, steps[middle]) ? (middle, lacks) : (has, middle);
        }

        return steps[has];
    }

    /// <summary>Steps that have entered, each among the recent ones.</summary>
    private static int Past(LikelihoodOptions options, Desk desk, ObjectId tip, IReadOnlyCollection<ObjectId> steps, string named, Screen screen)
    {
        var placed = Placed(options, desk, tip, steps);
        if (options.Json)
        {
            LikelihoodView.Json(screen, named, placed);
        }
        else
        {
            LikelihoodView.Draw(screen, named, placed);
        }

        return ExitCode.Allowed;
    }

    private static List<(PastChange Change, Assessment Assessment)> Placed(
        LikelihoodOptions options,
        Desk desk,
        ObjectId tip,
        IReadOnlyCollection<ObjectId> steps
    )
    {
        var wanted = steps.ToHashSet();

        // A model is of merged changes; single commits are placed by the formula.
        var model = options.Grain == Grain.Commit ? null : new LikelihoodReader(desk.Room).ModelAt(desk.Room.TreeOf(tip)).Model;
        var recent = model is null
            ? PastReading.Newest(desk.Room, tip, Math.Max(Assessment.MostRecent, steps.Count), options.Grain)
            : [.. PastReading.Read(desk.Room, tip).Reverse()];
        IReadOnlyList<ChangeFeatures> measures = [.. recent.Take(Assessment.MostRecent).Select(change => change.Features)];
        return
        [
            .. recent
                .Where(change => wanted.Contains(change.Id))
                .Select(change =>
                    (change, model is null ? Assessment.Cold(change.Features, measures) : Assessment.Fitted(change.Features, model, measures))
                ),
        ];
    }
}

public sealed record LikelihoodOptions(string? Change, string? To, Grain Grain, bool Fit, string? Out, bool Json);
