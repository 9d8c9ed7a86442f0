// `countersign provenance`: what was declared and recorded of AI assistance over a history, with how many commits that rests on.
using System.CommandLine;
using Countersign.Adapters.Documents;
using Countersign.Adapters.Git.Gathering;
using Countersign.Changes;
using Countersign.Cli.Workbench;
using Countersign.Provenance;

namespace Countersign.Cli.Commands.ProvenanceHistory;

public static class ProvenanceCommand
{
    private const int ProgressEvery = 5000;

    public static Command Build(Surroundings surroundings)
    {
        var range = new Argument<string?>("range")
        {
            Description = "OLD..NEW, or one commit and everything before it (default: HEAD)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object for programs" };
        var commits = new Option<bool>("--commits") { Description = "Print one line for each commit with evidence; with --json, one object a line" };
        var lines = new Option<bool>("--lines") { Description = "Count the lines of every commit as well; slower, since each commit is compared" };
        var verb = new Verb("provenance", "Say what was declared and recorded of AI assistance over a history")
        {
            Examples =
            [
                ("countersign provenance", "The whole history of HEAD, on all parents."),
                ("countersign provenance v2.3.0..v2.4.0 --json", "A release, for a program."),
                ("countersign provenance --lines v2.3.0..v2.4.0", "With the share of added lines by class, and what each share rests on."),
                ("countersign provenance --commits origin/main..HEAD", "Each commit that carries evidence, with the raw line it rests on."),
            ],
        };
        verb.Add(range);
        verb.Add(json);
        verb.Add(commits);
        verb.Add(lines);
        return verb.Runs(
            parsed => (Range: parsed.GetValue(range), Json: parsed.GetValue(json), Commits: parsed.GetValue(commits), Lines: parsed.GetValue(lines)),
            options => Run(options.Range ?? "HEAD", options.Json, options.Commits, options.Lines, surroundings)
        );
    }

    private static int Run(string range, bool json, bool commits, bool lines, Surroundings surroundings)
    {
        using var desk = Desk.Open(surroundings);
        var (from, to) = Ends(range, desk);
        var screen = surroundings.Screen;
        var tally = new HistoryTally();
        var rulebook = Rules(to, desk);
        var recorded = ToolRecords.RefsIn(desk.Repository);
        foreach (var commit in HistoryReading.Read(desk.Room, recorded, rulebook, to, from, surroundings.Now, lines && !commits))
        {
            tally.Add(commit.When, commit.Findings, commit.Recorded, commit.Added);
            if (commits && commit.Findings.Count > 0)
            {
                ProvenanceView.Commit(screen, commit, json);
            }

            if (tally.Commits % ProgressEvery == 0 && screen.IsInteractive)
            {
                screen.Aside($"{tally.Commits} commits read ...");
            }
        }

        if (commits)
        {
            return ExitCode.Allowed;
        }

        var silence = SilenceReader.Read(desk.Room, desk.Room.TreeOf(to));
        if (json)
        {
            ProvenanceView.Json(screen, range, tally, silence, rulebook.Signals);
        }
        else
        {
            ProvenanceView.Draw(screen, range, tally, silence, rulebook.Signals);
        }

        return ExitCode.Allowed;
    }

    /// <summary>As the newest commit of the range has them.</summary>
    private static Rulebook Rules(ObjectId to, Desk desk)
    {
        var rulebook = new RulebookReader(desk.Room, YamlReader.Read).At(to);
        return rulebook.Errors.FirstOrDefault(problem => problem.File == Rulebook.SignalsPath) is { } problem
            ? throw new UsageProblem($"{problem}")
            : rulebook;
    }

    private static (ObjectId? From, ObjectId To) Ends(string range, Desk desk)
    {
        var dots = range.IndexOf("..", StringComparison.Ordinal);
        return dots < 0
            ? (null, desk.Commit(range))
            : (desk.Commit(range[..dots]), desk.Commit(range[(dots + 2)..] is { Length: > 0 } end ? end : "HEAD"));
    }
}
