// post-receive: appends what landed to the gate's chain, keeps offered heads, and fills the gap that a crash left.
using System.Security.Cryptography;
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Records;
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.Gating;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Adapters.Git.Pushes;

public sealed class LandingWriter(Gatehouse house, EcdsaPrivateKey gateKey)
{
    /// <summary>Writes one landing for a moved guarded ref; first whatever is missing since the last one, marked repaired.</summary>
    public IReadOnlyList<Landing> Write(string reference, ObjectId old, ObjectId @new, Pusher? pusher, DateTimeOffset now)
    {
        var written = new List<Landing>();
        var last = house.Publication.Landings(house.Settings, reference).Select(pair => pair.Landing).LastOrDefault()?.New ?? house.Settings.BaselineOf(reference);
        if (last is { } recorded && recorded != old && !old.IsZero && recorded != @new && house.Room.IsAncestor(recorded, old))
        {
            written.Add(WriteOne(reference, recorded, old, null, now, isRepaired: true));
        }

        if (last != @new)
        {
            written.Add(WriteOne(reference, old, @new, pusher, now, isRepaired: false));
        }

        return written;
    }

    /// <summary>Every guarded branch whose tip is beyond its last landing, as a crash between the hooks leaves it.</summary>
    public IReadOnlyList<Landing> Repair(DateTimeOffset now)
    {
        var written = new List<Landing>();
        foreach (var reference in house.Repository.Refs("refs/heads").Where(reference => house.Settings.Guards(reference.Name)))
        {
            var last = house.Publication.Landings(house.Settings, reference.Name).Select(pair => pair.Landing).LastOrDefault()?.New ?? house.Settings.BaselineOf(reference.Name);
            if (last is { } recorded && recorded != reference.Id)
            {
                written.Add(WriteOne(reference.Name, recorded, reference.Id, null, now, isRepaired: true));
            }
        }

        return written;
    }

    /// <summary>Keeps the head of every patch set in the records whose commit is here, so that it is never swept away.</summary>
    public void KeepHeads(ObjectId? oldRecords, ObjectId newRecords, DateTimeOffset now)
    {
        var added = house.Room.Compare(oldRecords is { IsZero: false } old ? house.Room.TreeOf(old) : ObjectId.EmptyTree(house.Repository.Format), house.Room.TreeOf(newRecords), countLines: false);
        var trust = house.RecordTrust(now);
        foreach (var file in added.Where(file => file.Path.Text.StartsWith("c/", StringComparison.Ordinal) && RecordPath.TryParse(file.Path.Text, out _)))
        {
            var bytes = house.Room.ReadBlob(file.NewBlob, DsseEnvelope.LongestJson + 1).Bytes;
            if (RecordVerifier.Verify(bytes, null, trust).Match(record => record, _ => (VerifiedRecord?)null) is { Statement: PatchSet { Subject.Change: { } change } patch }
                && house.Repository.ResolveCommit(patch.Head.Hex) is { } head)
            {
                var name = RecordRefs.Head(change, patch.Number);
                if (house.Repository.ReadRef(name) is null)
                {
                    house.Repository.UpdateRefs([new RefChange(name, ObjectId.Zero(house.Repository.Format), head)]);
                }
            }
        }
    }

    private Landing WriteOne(string reference, ObjectId old, ObjectId @new, Pusher? pusher, DateTimeOffset now, bool isRepaired)
    {
        var records = house.Repository.ReadRef(RecordRefs.Records);
        var gate = house.Open(reference, records);
        var at = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        var judgement = gate.Judge.Judge(new Arrival(reference, old, @new, at, Lands: true) { Pusher = pusher }, demandDigest: true);
        var facts = judgement.Gathered.Facts;
        var used = facts.Decisions.Where(decision => decision.IsStanding && decision.Void is null && (decision.Carries || decision.Kind == DecisionKind.Override)).ToList();
        var landing = new Landing
        {
            Context = new StatementContext(house.Settings.Repository, reference),
            Subject = new StatementSubject
            {
                Change = judgement.Gathered.Records.ChangeIds is [var change, ..] ? change : null,
                Digest = judgement.Gathered.Manifest?.Digest,
                ResultTree = facts.Subject.ResultTree,
                Commit = @new,
            },
            Signer = new SignerClaim(PersonId.Parse(Landing.SignerId)),
            SignedAt = at,
            Nonce = Nonce.FromBytes(RandomNumberGenerator.GetBytes(16)),
            Old = old,
            New = @new,
            Outcome = judgement.Verdict.Kind.ToString(),
            SignOffs = [.. used.Select(decision => decision.Statement)],
            CarriedOver = [.. Carried(judgement, used, old)],
            PolicyBlob = judgement.Gathered.Rulebook.PolicyBlob,
            RosterBlob = judgement.Gathered.Rulebook.RosterBlob,
            CatalogBlob = judgement.Gathered.Rulebook.CatalogBlob,
            Verdict = VerdictJson.DigestOf(judgement.Verdict, facts, judgement.Gathered.Rulebook.Policy ?? Policies.Policy.Absent),
            Records = records,
            Findings = facts.Provenance.Findings,
            Pusher = pusher?.ToString(),
            IsObserved = house.Settings.Mode == GateMode.Observe,
            IsRepaired = isRepaired,
        };
        var envelope = RecordEnvelope.Of(landing).Seal(gateKey);
        new GitGateChain(house.Repository, house.Room).Append(reference, @new, envelope);
        return landing;
    }

    private static IEnumerable<CarryOver> Carried(JudgedChange judgement, List<DecisionFacts> used, ObjectId old)
    {
        foreach (var (record, signOff) in judgement.Gathered.Records.Of<SignOff>())
        {
            if (signOff.BaseCommit != old && used.Exists(decision => decision.Statement == record.Id))
            {
                yield return new CarryOver(record.Id, signOff.BaseCommit, old);
            }
        }
    }
}
