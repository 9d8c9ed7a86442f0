// Whether the rules in force came in by a root key's recovery, and no ordinary change of them has landed since.
using Countersign.Cases;

namespace Countersign.Adapters.Git.Gathering;

internal sealed class RecoveryReader(RecordSources sources, Rulebook rulebook)
{
    /// <summary>In words; null where the last change of the rules was an ordinary one, or nothing is recorded.</summary>
    public string? Read(RecordReader reader)
    {
        if (!sources.HasRecords || LastChangeOfRules() is not { Subject: { Digest: { } digest, ResultTree: { } tree } } landing)
        {
            return null;
        }

        return reader
            .Verify(reader.About(digest))
            .Good.Any(record => record.Statement is RootApproval { Purpose: RootPurpose.Recover } approval && approval.Subject.ResultTree == tree)
            ? $"the rules in force were opened by a root key on {landing.SignedAt:yyyy-MM-dd} ({landing.New.Short}); land an ordinary governance change with its sign-offs, such as a new review-by, to confirm them"
            : null;
    }

    /// <summary>A landing keeps the rules' blobs as they were before it; the next landing's, or the tip's, say whether it changed them.</summary>
    private Landing? LastChangeOfRules()
    {
        var (policy, roster, catalog) = (rulebook.PolicyBlob, rulebook.RosterBlob, rulebook.CatalogBlob);
        foreach (var (_, landing) in sources.Landings.Reverse())
        {
            if (landing.PolicyBlob != policy || landing.RosterBlob != roster || landing.CatalogBlob != catalog)
            {
                return landing;
            }
        }

        return null;
    }
}
