// Which changes were offered as which commits, read from the records themselves: on a forge no hook keeps heads.
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Adapters.Git.Records;

public static class OfferedHeads
{
    /// <summary>Every patch set that lies in the records, in no order and not verified: who asks, verifies what it takes.</summary>
    public static IEnumerable<(PatchSet Statement, StoredRecord Stored)> ReadAll(GitRecordStore store)
    {
        foreach (var stored in store.ReadChanges())
        {
            if (
                DsseEnvelope.TryParse(stored.Bytes.Span, out var envelope, out _)
                && StatementReader.Read(envelope.Payload).Match((statement, _) => statement as PatchSet, _ => null) is { } patch
                && stored.Path.Fits(patch, stored.Path.Id)
            )
            {
                yield return (patch, stored);
            }
        }
    }

    /// <summary>Change ids whose offered heads are among these commits; only patch sets that verify count.</summary>
    public static IReadOnlyCollection<ChangeId> Among(GitRecordStore store, IReadOnlyCollection<ObjectId> commits, TrustContext trust) =>
        commits.Count == 0
            ? []
            :
            [
                .. ReadAll(store)
                    .Where(pair => commits.Contains(pair.Statement.Head))
                    .Where(pair => RecordVerifier.Verify(pair.Stored.Bytes, pair.Stored.Path, trust).Match(_ => true, _ => false))
                    .Select(pair => pair.Statement.Subject.Change!.Value)
                    .Distinct(),
            ];
}
