// Keeps the head of every offered patch set, and puts on record who pushed it.
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Records;
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.Signatures;

namespace Countersign.Adapters.Git.Pushes;

public sealed class HeadKeeper(Gatehouse house, PushedHeads pushed, EcdsaPrivateKey gateKey)
{
    /// <summary>For patch sets that came with this push and whose commit is here; a constant number of processes.</summary>
    public IReadOnlyList<Offer> Keep(ObjectId oldRecords, ObjectId newRecords, Pusher? pusher, DateTimeOffset now)
    {
        var from = oldRecords.IsZero ? ObjectId.EmptyTree(house.Repository.Format) : house.Room.TreeOf(oldRecords);
        var added = house
            .Room.Compare(from, house.Room.TreeOf(newRecords), countLines: false)
            .Where(file => file.Path.Text.StartsWith("c/", StringComparison.Ordinal) && RecordPath.TryParse(file.Path.Text, out _));
        var trust = house.RecordTrust(now);
        var kept = house.Repository.Refs(RecordRefs.Prefix + "heads").Select(reference => reference.Name).ToHashSet(StringComparer.Ordinal);
        var moves = new List<RefChange>();
        var offers = new List<Offer>();
        foreach (var file in added)
        {
            var bytes = house.Room.ReadBlob(file.NewBlob, DsseEnvelope.LongestJson + 1).Bytes;
            if (
                RecordVerifier.Verify(bytes, null, trust).Match(record => record, _ => (VerifiedRecord?)null)
                    is { Statement: PatchSet { Subject.Change: { } change } patch }
                && house.IsCommit(patch.Head)
                && kept.Add(RecordRefs.Head(change, patch.Number))
            )
            {
                moves.Add(new RefChange(RecordRefs.Head(change, patch.Number), ObjectId.Zero(house.Repository.Format), patch.Head));
                offers.Add(
                    new Offer(
                        house.Settings.Repository,
                        change,
                        patch.Number,
                        patch.Head,
                        [.. Pushers(patch.Head, pusher)],
                        LandingStatements.WholeSeconds(now)
                    )
                );
            }
        }

        if (moves.Count > 0)
        {
            // A lost race means that another push of the same records keeps the same heads.
            house.Repository.UpdateRefs(moves);
            house.Publication.Add(offers, gateKey, now);
        }

        return offers;
    }

    private IEnumerable<Pusher> Pushers(ObjectId head, Pusher? now) =>
        pushed.Of(head).Concat(now is null ? [] : [now]).DistinctBy(pusher => pusher.ToString());
}
