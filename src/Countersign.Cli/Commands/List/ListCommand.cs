// `countersign list`: the offered changes that have not landed, what only you can give first.
using System.CommandLine;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Records;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.People;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.List;

public static class ListCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var mine = new Option<bool>("--mine") { Description = "Only what waits for you or what you made" };
        var key = ChangeOptions.KeyOption();
        var json = new Option<bool>("--json") { Description = "Print one JSON object for programs" };
        var verb = new Verb("list", "What waits, for whom, and how long it takes to read")
        {
            Examples =
            [
                ("countersign list", "Every offered change that has not landed; what only you can give comes first."),
                ("countersign list --mine", "Yours, and those that wait for you."),
            ],
        };
        verb.Add(mine);
        verb.Add(key);
        verb.Add(json);
        return verb.Runs(
            parsed => (Mine: parsed.GetValue(mine), Key: parsed.GetValue(key), Json: parsed.GetValue(json)),
            options => Run(options.Mine, options.Key, options.Json, surroundings)
        );
    }

    private static int Run(bool mine, string? key, bool asJson, Surroundings surroundings)
    {
        using var desk = Reading.Open(surroundings, null, fetch: true);
        var reading = new Reading(desk);
        var waiting = Waiting(desk, reading, Me(desk, key, surroundings), surroundings)
            .Where(change => !mine || change.IsMine)
            .OrderBy(change => change.Rank)
            .ThenBy(change => change.Minutes)
            .ThenBy(change => change.Id.ToString(), StringComparer.Ordinal)
            .ToList();
        if (asJson)
        {
            Json(surroundings.Screen, waiting);
            return ExitCode.Allowed;
        }

        foreach (var change in waiting)
        {
            surroundings.Screen.Line(Line(change));
        }

        if (waiting.Count == 0)
        {
            surroundings.Screen.Line(mine ? "Nothing waits for you." : "Nothing waits.");
        }

        return ExitCode.Allowed;
    }

    /// <summary>Id, minutes, for whom, whose and what; at most 80 columns.</summary>
    private static string Line(WaitingChange change)
    {
        const int Columns = 80;
        var line =
            $"{change.Id.ToString()[..8]}  {change.Band, -12}  {Visible.Text(change.Waits), -22}  {Visible.Text($"{change.PatchSet.Accountable}: {change.Facts.Subject.Title}")}";
        return line.Length <= Columns ? line : line[..(Columns - 1)] + "…";
    }

    private static PersonId? Me(Desk desk, string? key, Surroundings surroundings)
    {
        try
        {
            return Recorder.Open(desk, Target.Find(desk.Repository, null), key, surroundings).Id;
        }
        catch (UsageProblem)
        {
            return null;
        }
    }

    private static IEnumerable<WaitingChange> Waiting(Desk desk, Reading reading, PersonId? me, Surroundings surroundings)
    {
        const string Prefix = RecordRefs.Prefix + "heads/";
        var tips = reading.Branches.ToDictionary(branch => branch.Ref, branch => branch.Tip, StringComparer.Ordinal);
        var kept = reading.Settings.Forge is null
            ? desk.Repository.Refs(Prefix.TrimEnd('/')).Select(reference => reference.Name[Prefix.Length..].Split('/')[0])
            : OfferedHeads.ReadAll(new GitRecordStore(desk.Repository, desk.Room)).Select(pair => pair.Statement.Subject.Change!.Value.ToString());
        foreach (var name in kept.Distinct(StringComparer.Ordinal))
        {
            if (
                ChangeId.TryParse(name, out var id)
                && Newest(desk, reading, id, surroundings) is { Context.TargetRef: { } target } patch
                && tips.TryGetValue(target, out var tip)
                && !IsIn(desk, target, tip, id, patch)
            )
            {
                // A squash leaves the head outside the branch; where merging it would bring nothing any more, it is in.
                if (
                    Judged(desk, new Arrival(target, tip, patch.Head, surroundings.Now, Lands: false), surroundings.Screen) is { } judged
                    && (reading.Settings.Forge is null || judged.Gathered.Facts.Files.Count > 0 || judged.Gathered.Manifest is null)
                )
                {
                    yield return new WaitingChange(id, patch, judged, me);
                }
            }
        }
    }

    /// <summary>What cannot be read is named, and hides nothing else that waits.</summary>
    private static JudgedChange? Judged(Desk desk, Arrival arrival, Screen screen)
    {
        try
        {
            return desk.Judge(arrival.TargetRef).Judge(arrival, demandDigest: true);
        }
        catch (GitFault fault)
        {
            screen.Aside($"countersign: WARNING {arrival.Head.Short} cannot be judged: {Visible.Text(fault.Message)}");
            return null;
        }
    }

    private static PatchSet? Newest(Desk desk, Reading reading, ChangeId id, Surroundings surroundings)
    {
        if (reading.Branches.Count == 0)
        {
            return null;
        }

        var store = new GitRecordStore(desk.Repository, desk.Room);
        var reader = new RecordReader(
            store,
            reading.Settings.Repository,
            desk.Rulebooks.At(reading.Branches[0].Tip).Roster,
            reading.Settings.RootKeys,
            reading.Settings.GateKeys,
            surroundings.Now
        );
        return reader
            .Verify(store.Of(id))
            .Good.Select(record => record.Statement)
            .OfType<PatchSet>()
            .OrderByDescending(patch => patch.Number)
            .FirstOrDefault(patch => desk.Repository.ResolveCommit(patch.Head.Hex) is not null);
    }

    private static bool IsIn(Desk desk, string target, ObjectId tip, ChangeId id, PatchSet patch) =>
        desk.Room.IsAncestor(patch.Head, tip)
        || desk.Trust.Sources(target).Landings.Any(pair => pair.Landing.Subject.Change == id && pair.Landing.Subject.Digest == patch.Subject.Digest);

    private static void Json(Screen screen, IReadOnlyList<WaitingChange> waiting) =>
        JsonOut.Write(
            screen,
            json =>
                JsonOut.List(
                    json,
                    "waiting",
                    waiting,
                    change =>
                    {
                        json.WriteString("change", change.Id.ToString());
                        json.WriteNumber("patchSet", change.PatchSet.Number);
                        json.WriteString("target", change.PatchSet.Context.TargetRef);
                        json.WriteString("head", change.PatchSet.Head.Hex);
                        json.WriteString("accountable", change.PatchSet.Accountable.Value);
                        json.WriteString("title", change.Facts.Subject.Title);
                        json.WriteString("verdict", change.Judged.Verdict.Kind.ToString());
                        json.WriteString("minutes", change.Band);
                        JsonOut.Texts(json, "waitsFor", change.WaitsFor.Select(person => person.Value));
                        json.WriteBoolean("waitsForYou", change.Rank <= 1);
                        json.WriteBoolean("onlyYou", change.Rank == 0);
                    }
                )
        );
}
