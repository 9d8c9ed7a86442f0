// Verified records about one digest, for statements that belong to no change: pauses, freezes, root approvals.
using Countersign.Adapters.Git.Gathering;
using Countersign.Attestations;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cli.Workbench;

internal static class SignedAbout
{
    public static IReadOnlyList<(VerifiedRecord Record, T Statement)> Read<T>(Desk desk, Target target, Digest digest)
        where T : Statement
    {
        var sources = desk.Trust.Sources(target.Ref);
        var reader = new RecordReader(
            sources.Store,
            sources.Repository ?? default,
            desk.Rulebooks.At(target.Tip).Roster,
            sources.RootKeys,
            sources.GateKeys,
            desk.Now
        );
        return
        [
            .. reader
                .Verify(reader.About(digest))
                .Good.Where(record => record.Statement is T)
                .Select(record => (record, (T)record.Statement))
                .OrderBy(pair => pair.record.Id),
        ];
    }
}
