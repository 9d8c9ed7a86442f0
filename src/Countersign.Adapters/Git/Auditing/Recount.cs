// Judges a landed move again: by the rules of its first parent, at the landing's time, with the records as the gate read them.
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Pushes;
using Countersign.Adapters.Git.Records;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.Gating;
using Countersign.Provenance;
using Countersign.Provenance.LineRecords;
using Countersign.SignOffs;

namespace Countersign.Adapters.Git.Auditing;

/// <param name="records">The tip of the records as they stand now, null where there are none.</param>
/// <param name="defaultTip">The tip of the first guarded branch, by whose rules a new branch is judged.</param>
public sealed class Recount(
    GitRepository repository,
    CleanRoom room,
    RulebookReader rulebooks,
    GateSettings settings,
    ObjectId? records,
    ObjectId? defaultTip
)
{
    private readonly GatePublication _publication = new(repository, room);
    private readonly IReadOnlyDictionary<ObjectId, ChangeId> _heads = new GatePublication(repository, room).Heads();

    /// <param name="before">Landings of the ref that came before this one.</param>
    public ChainLink Of(string targetRef, ChainEntry entry, int steps, IReadOnlyList<ChainEntry> before)
    {
        var landing = entry.Landing!;
        var problems = new List<string>();
        var notes = new List<string>();
        var read = RecordsOf(landing, notes);
        if (landing.Subject.Digest == MoveDigest.Of(targetRef, landing.Old, landing.New))
        {
            return OfMove(targetRef, entry, steps, read) with { Notes = notes };
        }

        var judged = Judge(targetRef, landing.Old, landing.New, landing.SignedAt, read, Pusher(landing), before, landing, problems);
        Compare(landing, judged, problems);
        var kind = ChainLink.KindOf(judged);
        kind =
            problems.Count > 0 ? LinkKind.Altered
            : kind == LinkKind.Unsigned && landing.IsObserved ? LinkKind.Observed
            : kind;
        return new ChainLink(kind, landing.Old, landing.New, steps, entry, [.. problems, .. Missing(judged)]) { Judged = judged, Notes = notes };
    }

    /// <summary>No content entered: the ref was made where another guarded one stood, or moved as an override names.</summary>
    private ChainLink OfMove(string targetRef, ChainEntry entry, int steps, ObjectId? read)
    {
        var landing = entry.Landing!;
        var sources = new RecordSources(new GitRecordStore(repository, room, at: read), settings.Repository, settings.RootKeys, settings.GateKeys)
        {
            HasRecords = read is not null,
        };
        var gate = new OpenGate(new ChangeJudge(room, rulebooks, sources), sources, rulebooks);
        var isWell = landing.Old.IsZero
            ? defaultTip is { } tip && room.IsAncestor(landing.New, tip)
            : RefMoves.Permit(gate, new RefMove(targetRef, landing.Old, landing.New), landing.Old, landing.SignedAt) is { } permit
                && landing.SignOffs.Contains(permit);
        var kind =
            !isWell && landing.IsObserved ? LinkKind.Observed
            : !isWell ? LinkKind.Unsigned
            : landing.Old.IsZero ? LinkKind.NobodyNeeded
            : LinkKind.Overridden;
        var problem = landing.Old.IsZero ? "it was made where no guarded branch stood" : "no override names this move";
        return new ChainLink(kind, landing.Old, landing.New, steps, entry, isWell ? [] : [problem]);
    }

    /// <summary>A move that no landing tells of: judged with everything that is there now.</summary>
    public ChainLink OfGap(string targetRef, ObjectId old, ObjectId @new, int steps, DateTimeOffset now, IReadOnlyList<ChainEntry> before)
    {
        var judged = Judge(targetRef, old, @new, now, records, null, before, null, []);
        var would = judged.IsAllowed ? "judged now it would be Allowed" : $"judged now it is {judged.Verdict.Kind}";
        return new ChainLink(
            LinkKind.Gap,
            old,
            @new,
            steps,
            null,
            [$"no landing tells how {old.Short} became {@new.Short}; {would}", .. Missing(judged)]
        )
        {
            Judged = judged,
        };
    }

    /// <summary>
    /// A move on a forge where nobody signs landings: judged with everything that is there now, at the date that its commit names, which
    /// whoever made the commit wrote.
    /// </summary>
    public ChainLink OfStep(string targetRef, ObjectId old, ObjectId @new, int steps)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(room.ReadCommit(@new).Committer.UnixTime, 0, 253_402_300_799));
        var judged = Judge(targetRef, old, @new, at, records, null, [], null, []);
        return new ChainLink(ChainLink.KindOf(judged), old, @new, steps, null, [.. Missing(judged)]) { Judged = judged };
    }

    private string? DefaultRef =>
        settings
            .Guarded.Select(guarded => guarded.Pattern)
            .FirstOrDefault(pattern => pattern.StartsWith("refs/heads/", StringComparison.Ordinal) && !pattern.AsSpan().ContainsAny("*?[{"));

    private JudgedChange Judge(
        string targetRef,
        ObjectId old,
        ObjectId @new,
        DateTimeOffset at,
        ObjectId? read,
        Pusher? pusher,
        IReadOnlyList<ChainEntry> before,
        Landing? landing,
        List<string> problems
    )
    {
        var sources = new RecordSources(new GitRecordStore(repository, room, at: read), settings.Repository, settings.RootKeys, settings.GateKeys)
        {
            HasRecords = read is not null,
            OfferedAs =
                settings.Forge is null || read is null
                    ? null
                    : (commits, trust) => OfferedHeads.Among(new GitRecordStore(repository, room, at: read), commits, trust),
            Heads = _heads,
            Offers = change => _publication.Offers(settings, change),
            Recorded = [.. (landing?.Findings ?? []).Where(finding => finding.Signal is RecordedLines.Signal or CommitRecord.Signal)],
            Landings = [.. before.Where(entry => entry.Landing is not null).Select(entry => (entry.Record!, entry.Landing!))],
        };
        var judge = new ChangeJudge(room, rulebooks, sources);
        var tip = old.IsZero && targetRef != DefaultRef && defaultTip is { } known && room.MergeBases(known, @new) is [var common, ..] ? common : old;
        var arrival = new Arrival(targetRef, tip, @new, at, Lands: true)
        {
            Pusher = pusher,
            SignalsUpTo =
                landing is null ? SignalsTable.Version
                : landing.Signals is null ? 1
                : SignalSet.VersionOf(landing.Signals) ?? SignalsTable.Version,
        };
        var whole = judge.Judge(arrival, demandDigest: true);
        if (whole.IsAllowed || old.IsZero)
        {
            return whole;
        }

        if (!room.IsAncestor(old, @new))
        {
            var gate = new OpenGate(judge, sources, rulebooks);
            if (RefMoves.Permit(gate, new RefMove(targetRef, old, @new), old, at) is null)
            {
                problems.Add($"{targetRef} was rewound from {old.Short} to {@new.Short} and no override names this move");
            }

            return whole;
        }

        var steps = room.FirstParentChain(old, @new).Match(steps => steps, () => []);
        return steps.Count > 1 ? judge.StepByStep(arrival, steps) ?? whole : whole;
    }

    /// <summary>
    /// As the gate read them then. Where that commit is gone the ref was rewritten, as a redaction does: what is there now is
    /// read instead, and every sign-off that the landing names must still be found in it.
    /// </summary>
    private ObjectId? RecordsOf(Landing landing, List<string> notes)
    {
        if (landing.Records is not { } then)
        {
            return null;
        }

        var isHere = repository.ResolveCommit(then.Hex) is not null;
        if (!isHere || records is not { } now || !room.IsAncestor(then, now))
        {
            notes.Add($"{RecordRefs.Records} was rewritten since: it no longer holds the commit that this landing was judged by ({then.Short})");
        }

        return isHere ? then : records;
    }

    private void Compare(Landing landing, JudgedChange judged, List<string> problems)
    {
        var facts = judged.Gathered.Facts;
        if (landing.Subject.ResultTree is { } tree && tree != room.TreeOf(landing.New))
        {
            problems.Add($"the tree that landed is {room.TreeOf(landing.New).Short}, and the landing says {tree.Short}");
        }

        if (judged.Gathered.Arrival.Tip == landing.Old && landing.Subject.Digest != judged.Gathered.Manifest?.Digest)
        {
            problems.Add($"the content that landed is not the one that the landing names ({landing.Subject.Digest?.Short})");
        }

        if (
            judged.Gathered.Arrival.Tip == landing.Old
            && (landing.PolicyBlob, landing.RosterBlob) != (judged.Gathered.Rulebook.PolicyBlob, judged.Gathered.Rulebook.RosterBlob)
        )
        {
            problems.Add("the landing names another policy or roster than its first parent has");
        }

        if (landing.Outcome == nameof(VerdictKind.Allowed) && !judged.IsAllowed)
        {
            problems.Add($"the landing says Allowed, and judged again it is {judged.Verdict.Kind}");
        }

        var verified = judged.Gathered.Records.All.SelectMany(record => record.OtherIds.Append(record.Id)).ToHashSet();
        foreach (var named in landing.SignOffs.Where(named => !verified.Contains(named) && judged.Gathered.Arrival.Tip == landing.Old))
        {
            problems.Add($"the sign-off {named.Short} that it names is not in the records, or does not verify");
        }

        if (facts.Subject.ResultTree is null)
        {
            problems.Add("its content cannot be read");
        }
    }

    private static IEnumerable<string> Missing(JudgedChange judged) =>
        judged.IsAllowed
            ? []
            : judged
                .Verdict.Reasons.Concat(judged.Verdict.Missing.Select(item => $"missing: {item.Requirement}"))
                .Distinct(StringComparer.Ordinal)
                .Take(5);

    /// <summary>The landing keeps the account's name; a key is found again by its fingerprint.</summary>
    private Pusher? Pusher(Landing landing)
    {
        if (landing.Pusher?.Split(':', 2) is not [var kind, var name])
        {
            return null;
        }

        var key =
            kind == "ssh-key"
                ? rulebooks.At(landing.Old).Roster.Entries.SelectMany(entry => entry.Keys).FirstOrDefault(key => key.Key.Fingerprint == name)?.Key
                : null;
        return new Pusher(kind, name) { Key = key };
    }
}
