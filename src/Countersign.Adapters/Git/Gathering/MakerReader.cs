// Everyone who made the change: claims in its commits, signers of its patch sets, the agent's prompter, the pusher.
using Countersign.Adapters.Git.Pushes;
using Countersign.Cases;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Adapters.Git.Gathering;

internal static class MakerReader
{
    public static IReadOnlyList<MakerFacts> Read(
        ReadCommits commits,
        ChangeRecords records,
        Digest? digest,
        IReadOnlyList<Offer> offers,
        Arrival arrival,
        Roster roster
    )
    {
        var claims = new List<MakerClaim>(commits.Claims);
        foreach (var (record, patch) in records.Of<PatchSet>())
        {
            claims.Add(new MakerClaim(record.Signer.Value, "", "patch-set", null, record.Signer));
            if (patch.Accountable != record.Signer)
            {
                claims.Add(Named(patch.Accountable, "accountable", roster));
            }
        }

        // Only heads that are part of this change: an older version that was thrown away made nobody a maker of this one.
        var ids = commits.Facts.Select(commit => commit.Id).ToHashSet();
        foreach (
            var (offer, pushed) in offers.Where(offer => ids.Contains(offer.Head)).SelectMany(offer => offer.Pushers.Select(one => (offer, one)))
        )
        {
            if (roster.Find(pushed) is { } who)
            {
                claims.Add(new MakerClaim(who.Id.Value, "", "pusher of an offered head", offer.Head, who.Id));
            }
        }

        // Landing exactly what was offered, or what somebody else signed, makes nobody a maker; pushing anything else does. Where the
        // commits name the pusher, the transport vouches for that name.
        if (
            arrival is { Lands: true, Pusher: { } pusher }
            && roster.Find(pusher) is { } entry
            && (!IsLandingOnly(entry.Id, records, digest) || commits.Claims.Any(claim => roster.FindByEmail(claim.Email)?.Id == entry.Id))
        )
        {
            claims.Add(new MakerClaim(entry.Id.Value, "", "pusher", null, entry.Id));
        }

        var words = new List<ClaimWord>();
        foreach (var (record, word) in records.Of<Attribution>())
        {
            switch (word.Act)
            {
                case AttributionAct.Attribute:
                    words.Add(new ClaimWord(record.Signer, false, word.Person, word.Claim, word.OfCommit));
                    claims.Add(new MakerClaim(record.Signer.Value, "", "attributed", null, record.Signer));
                    break;
                case AttributionAct.Sponsor:
                    words.Add(new ClaimWord(record.Signer, false, record.Signer, word.Claim, word.OfCommit));
                    claims.Add(new MakerClaim(record.Signer.Value, "", "sponsor", null, record.Signer));
                    break;
                case AttributionAct.Disown:
                    words.Add(new ClaimWord(record.Signer, true, null, word.Claim, word.OfCommit));
                    break;
                case AttributionAct.Prompter:
                    claims.Add(
                        word.Person is { } asked && asked != record.Signer
                            ? Named(asked, "prompter", roster)
                            : new MakerClaim(record.Signer.Value, "", "prompter", null, record.Signer)
                    );
                    break;
                default:
                    break;
            }
        }

        return MakerClaims.Join(claims, words, roster, arrival.Now);
    }

    /// <summary>A patch set answers for this very content; without one, a pusher who also signed it could be its only maker.</summary>
    private static bool IsLandingOnly(PersonId pusher, ChangeRecords records, Digest? digest)
    {
        var signers = records.Of<SignOff>().Where(pair => pair.Statement.Subject.Digest == digest).Select(pair => pair.Record.Signer).ToHashSet();
        return records.Of<PatchSet>().Any(pair => pair.Statement.Subject.Digest == digest) || (signers.Count > 0 && !signers.Contains(pusher));
    }

    private static MakerClaim Named(PersonId person, string role, Roster roster) =>
        roster.Find(person)?.Emails is [var email, ..]
            ? new MakerClaim(person.Value, email, role, null)
            : new MakerClaim(person.Value, "", role, null, person);
}
