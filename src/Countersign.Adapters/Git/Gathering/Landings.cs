// What has landed on a ref, from the gate's own records and, where there are none, from the history itself.
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.Signatures;

namespace Countersign.Adapters.Git.Gathering;

/// <param name="all">Verified landings of the target ref, oldest first.</param>
public sealed class Landings(CleanRoom room, IReadOnlyList<(VerifiedRecord Record, Landing Landing)> all)
{
    public IReadOnlyList<(VerifiedRecord Record, Landing Landing)> All => all;

    /// <summary>
    /// Digests that landed after <paramref name="from"/>, up to <paramref name="tip"/>. The history is looked at too, so that a landing
    /// whose record is missing spends a sign-off all the same: a step with the same paths and blobs has the same digest.
    /// </summary>
    public IReadOnlySet<Digest> DigestsBetween(ObjectId from, ObjectId tip, ContentNow now)
    {
        var steps = room.FirstParentChain(from, tip).Match(steps => steps, () => (IReadOnlyList<ObjectId>)[]);
        var digests = all.Where(pair => steps.Contains(pair.Landing.New) && pair.Landing.New != from)
            .Select(pair => pair.Landing.Subject.Digest)
            .OfType<Digest>()
            .ToHashSet();
        if (!digests.Contains(now.Manifest.Digest) && LandedInHistory(from, steps, now.Files))
        {
            digests.Add(now.Manifest.Digest);
        }

        return digests;
    }

    private bool LandedInHistory(ObjectId from, IReadOnlyList<ObjectId> steps, IReadOnlyList<ChangedFile> files)
    {
        if (files.Count == 0 || steps.Count == 0)
        {
            return false;
        }

        // Only steps that change this path can be this change; the comparison of whole trees is kept for those.
        var wanted = files[0].Path;
        var parent = from;
        foreach (var step in steps)
        {
            var (was, here) = (room.TreeOf(parent), room.TreeOf(step));
            parent = step;
            if (room.Find(was, wanted)?.Id == room.Find(here, wanted)?.Id)
            {
                continue;
            }

            var landed = room.Compare(was, here, countLines: false);
            if (landed.Count == files.Count && landed.Zip(files).All(pair => Same(pair.First, pair.Second)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Same(ChangedFile one, ChangedFile other) =>
        one.Path == other.Path
        && one.OldMode == other.OldMode
        && one.NewMode == other.NewMode
        && one.OldBlob == other.OldBlob
        && one.NewBlob == other.NewBlob;
}
