// From a line to what is remembered about it: blame, the step that brought the commit, its landing, and the records of the change.
using Countersign.Adapters.Git.Auditing;
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Lines;
using Countersign.Adapters.Git.Records;
using Countersign.Adapters.Keys;
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Workbench;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Why;

internal sealed class WhyReader(Desk desk, Reading reading)
{
    private readonly GitRecordStore _store = new(desk.Repository, desk.Room);
    private readonly CaseTold _told = new(new GitRecordStore(desk.Repository, desk.Room));

    public WhyAnswer Read(ObjectId revision, RepoPath path, int line)
    {
        var origin = desk.Room.OriginOf(revision, path, line) ?? throw new UsageProblem($"{path.Display} has no line {line} in {revision.Short}");
        var commit = desk.Room.ReadCommit(origin.Commit);
        foreach (var walk in reading.Walks())
        {
            if (walk.StepThatBrought(origin.Commit) is { } step)
            {
                return Read(new WhyAnswer(WhyKind.NoLanding, path, line, origin, commit, walk.Ref, null), walk, step);
            }
        }

        return new WhyAnswer(WhyKind.NotIn, path, line, origin, commit, null, null);
    }

    private WhyAnswer Read(WhyAnswer answer, AuditWalk walk, ObjectId step)
    {
        if (walk.PlaceOf(step) <= walk.BaselinePlace)
        {
            return answer with { Kind = WhyKind.Before };
        }

        if (walk.HasGate && walk.LandingOf(step) is null)
        {
            var parent = desk.Room.ReadCommit(step).Parents is [var first, ..] ? first : (ObjectId?)null;
            return answer with { Link = walk.Links(parent, step).First() };
        }

        var link = walk.LandingOf(step) is { } entry ? walk.Link(entry) : walk.LinkOf(step);
        var judged = link.Judged!;
        var records = Now(judged.Gathered);
        var facts = judged.Gathered.Facts;
        var signatures = Signatures(judged, records);
        return answer with
        {
            Kind = WhyKind.Landed,
            Link = link,
            Sections = _told.Sections(facts.Case?.Statement, records),
            CaseBy = facts.Case?.SignedBy.Value,
            IsCaseOlder = facts.Case?.IsForOlderPatchSet == true,
            Advice = CaseTold.Case(facts.Case?.Statement, records)?.Advice ?? [],
            Declared = DeclaredPart.In(records, _told, judged.Gathered.Manifest?.Digest),
            Threads = _told.Threads(records),
            Conditions = _told.Conditions(records),
            Signatures = signatures,
            Makers = facts.Makers,
            Provenance = facts.Provenance,
            Policies = judged.Gathered.Rulebook.Policy?.Parts ?? [],
            PatchSet = facts.Subject.PatchSet,
            Check = Check(judged.Gathered, records),
        };
    }

    /// <summary>The records as they stand now, through the roster of then and of now: what was said since is shown too.</summary>
    private ChangeRecords Now(Gathered then)
    {
        if (then.Manifest is not { } manifest || _store.Tip is null)
        {
            return then.Records;
        }

        var settings = reading.Settings;
        var all = then.Records.All.ToList();
        foreach (var roster in new[] { then.Rulebook.Roster, desk.Rulebooks.At(reading.Branches[0].Tip).Roster })
        {
            var reader = new RecordReader(_store, settings.Repository, roster, settings.RootKeys, settings.GateKeys, then.Arrival.Now);
            all.AddRange(reader.Read(manifest.Digest, then.Records.ChangeIds).All);
        }

        return new ChangeRecords(VerifiedRecord.Distinct(all), then.Records.Rejected);
    }

    /// <summary>Those that counted first, then overrides, objections and withdrawals that stand beside them.</summary>
    private IReadOnlyList<Signature> Signatures(JudgedChange judged, ChangeRecords records)
    {
        var byId = records
            .All.SelectMany(record => record.OtherIds.Append(record.Id).Select(id => (id, record)))
            .ToDictionary(pair => pair.id, pair => pair.record);
        return
        [
            .. judged
                .Gathered.Facts.Decisions.Where(decision =>
                    decision.IsStanding && decision.Kind is not (DecisionKind.Withdraw or DecisionKind.Decline)
                )
                .Select(decision =>
                    byId.TryGetValue(decision.Statement, out var record)
                        ? Signature(decision, record, ChainLink.Counts(decision, judged.Gathered.Facts))
                        : new Signature(decision, judged.Gathered.Facts.Now, null, null, ChainLink.Counts(decision, judged.Gathered.Facts))
                )
                .OrderByDescending(signature => signature.Counted)
                .ThenBy(signature => signature.Facts.Person.Value, StringComparer.Ordinal),
        ];
    }

    private Signature Signature(Inputs.DecisionFacts decision, VerifiedRecord record, bool counts) =>
        record.Statement switch
        {
            SignOffs.Override it => new Signature(decision, it.SignedAt, it.Reason, it.FollowUp, true),
            SignOff { Reason: { } reason } it => new Signature(decision, it.SignedAt, _told.Text(reason) ?? "(redacted)", null, counts),
            _ => new Signature(decision, record.Statement.SignedAt, null, null, counts),
        };

    /// <summary>A counted sign-off if there is one, else an override, else the case: whatever a person's key stands behind.</summary>
    private StockCheck? Check(Gathered then, ChangeRecords records)
    {
        var counted = then
            .Facts.Decisions.Where(decision => ChainLink.Counts(decision, then.Facts))
            .Select(decision => decision.Statement)
            .ToHashSet();
        var record =
            records.All.Where(one => counted.Any(name => one.IsNamed(name))).OrderBy(one => one.Signer.Value, StringComparer.Ordinal).FirstOrDefault()
            ?? records.All.FirstOrDefault(one => one.Statement is SignOffs.Override)
            ?? records.All.FirstOrDefault(one => one.IsNamed(then.Facts.Case?.Statement))
            ?? records.All.FirstOrDefault(one => one.Statement is PatchSet);
        var key = record is null
            ? null
            : then.Rulebook.Roster.Find(record.Signer)?.Keys.FirstOrDefault(key => key.Key.Fingerprint == record.KeyFingerprint)?.Key;
        var blob =
            record is not null && _store.Tip is { } tip && RecordPath.For(record.Statement, record.Id) is [var path, ..]
                ? desk.Room.Find(desk.Room.TreeOf(tip), RepoPath.Of(path.ToString()))?.Id
                : null;
        return record is null || key is null || blob is null ? null : StockCheck.Of(record, blob.Value.Hex, key);
    }
}
