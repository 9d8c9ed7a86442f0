// `countersign audit`: walks a guarded branch, judges every landing again, and names what nobody signed.
using System.CommandLine;
using Countersign.Adapters.Git.Auditing;
using Countersign.Changes;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Audit;

public static class AuditCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var range = new Argument<string?>("range")
        {
            Description = "OLD..NEW, or one commit to walk up to (default: the whole main branch)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var quiet = new Option<bool>("--problems") { Description = "Show only what is not well" };
        var verb = new Verb("audit", "Walk a guarded branch and judge every landing again")
        {
            Examples =
            [
                ("countersign audit", "The whole of the main branch, from its beginning."),
                ("countersign audit v2.3.0..v2.4.0 --trust trust.json", "A release, with the trust file that the gate's keeper gave you."),
            ],
        };
        verb.Add(range);
        verb.Add(quiet);
        ReadingOptions.AddTo(verb);
        return verb.Runs(
            parsed => (Range: parsed.GetValue(range), Quiet: parsed.GetValue(quiet), Reading: ReadingOptions.Of(parsed)),
            options => Run(options.Range, options.Quiet, options.Reading, surroundings)
        );
    }

    private static int Run(string? range, bool quiet, ReadingOptions options, Surroundings surroundings)
    {
        using var desk = Reading.Open(surroundings, options.Trust, fetch: !options.Offline);
        var reading = new Reading(desk);
        var (from, to) = Ends(range, desk, reading);
        var walk =
            reading.Walks().FirstOrDefault(walk => walk.PlaceOf(to) >= 0)
            ?? throw new UsageProblem($"{to.Short} is on no guarded branch's first-parent line; an audit walks from tip to tip", ExitCode.Refused);
        if (from is { } start && walk.PlaceOf(start) < 0)
        {
            throw new UsageProblem(
                $"{start.Short} is not on {VerdictView.Short(walk.Ref)}'s first-parent line; an audit walks from tip to tip",
                ExitCode.Refused
            );
        }

        var view = new AuditView(surroundings.Screen, quiet);
        var tally = options.Json
            ? AuditJson.Write(surroundings.Screen, walk, walk.Links(from, to), desk.Trust)
            : view.Draw(walk, walk.Links(from, to), desk.Trust);
        return tally.IsWell ? ExitCode.Allowed : ExitCode.Refused;
    }

    private static (ObjectId? From, ObjectId To) Ends(string? range, Desk desk, Reading reading)
    {
        if (range is null)
        {
            return (null, reading.Branches is [var first, ..] ? first.Tip : throw new UsageProblem("no guarded branch is here; fetch it: git fetch"));
        }

        var dots = range.IndexOf("..", StringComparison.Ordinal);
        return dots < 0
            ? (null, desk.Commit(range))
            : (desk.Commit(range[..dots]), desk.Commit(range[(dots + 2)..] is { Length: > 0 } end ? end : "HEAD"));
    }
}

/// <summary>Counts by kind; <see cref="Problems"/> are those of the chain as a whole.</summary>
internal sealed class Tally(AuditWalk walk)
{
    private readonly SortedDictionary<LinkKind, int> _counts = [];

    public IReadOnlyDictionary<LinkKind, int> Counts => _counts;

    public int Repaired { get; private set; }

    public int Rewritten { get; private set; }

    public IReadOnlyList<string> Problems { get; } =
    [
        .. walk.Baseline is { } baseline && walk.BaselinePlace < 0
            ? [$"the tip at installation, {baseline.Short}, is not in this history: it was swapped"]
            : Array.Empty<string>(),
        .. walk.Forged.Select(forged => $"landing {forged.Number} ({forged.New.Short}) counts for nothing: {forged.Problem}"),
        .. walk
            .Entries.Where(entry => entry.Landing is not null && walk.PlaceOf(entry.New) < 0)
            .Select(entry => $"landing {entry.Number} names {entry.New.Short}, which is not on this line: rewound since, or another history"),
    ];

    public bool IsWell =>
        Problems.Count == 0 && _counts.Keys.All(kind => kind is LinkKind.Signed or LinkKind.NobodyNeeded or LinkKind.Overridden or LinkKind.Before);

    public void Add(ChainLink link)
    {
        _counts[link.Kind] = _counts.GetValueOrDefault(link.Kind) + 1;
        Repaired += link.IsRepaired ? 1 : 0;
        Rewritten += link.Notes.Count > 0 ? 1 : 0;
    }
}
