// Every verified record about one change, found by its content and by its change ids.
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.People;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Adapters.Git.Gathering;

/// <summary><paramref name="Rejected"/> are records that lie in the right place and do not verify: shown, never counted.</summary>
public sealed record ChangeRecords(IReadOnlyList<VerifiedRecord> All, IReadOnlyList<RejectedRecord> Rejected)
{
    public static ChangeRecords None { get; } = new([], []);

    public IEnumerable<(VerifiedRecord Record, T Statement)> Of<T>()
        where T : Statement => All.Where(record => record.Statement is T).Select(record => (record, (T)record.Statement));

    public IReadOnlyList<ChangeId> ChangeIds => [.. Of<PatchSet>().Select(pair => pair.Statement.Subject.Change).OfType<ChangeId>().Distinct()];

    /// <summary>The newest version offered of exactly this content, if any: by somebody who wrote it where there is one, whoever else offers it too.</summary>
    public (VerifiedRecord Record, PatchSet Statement)? PatchSetOf(Digest digest, Func<PersonId, bool> wrote) =>
        Of<PatchSet>()
            .Where(pair => pair.Statement.Subject.Digest == digest)
            .OrderByDescending(pair => wrote(pair.Record.Signer))
            .ThenByDescending(pair => pair.Statement.Number)
            .Select(pair => ((VerifiedRecord, PatchSet)?)pair)
            .FirstOrDefault();
}

public sealed record RejectedRecord(RecordPath Path, Verification.Rejected Why);

/// <summary>Reads a record store through one roster's eyes.</summary>
public sealed class RecordReader(
    IRecordStore? store,
    RepositoryId repository,
    Roster roster,
    IReadOnlyList<SshPublicKey> rootKeys,
    IReadOnlyList<EcdsaPublicKey> gateKeys,
    DateTimeOffset now
)
{
    private readonly TrustContext _trust = new()
    {
        Repository = repository,
        Roster = KeyHolders.Of(roster),
        RootKeys = rootKeys,
        GateKeys = gateKeys,
        Now = now,
        HoldsPastItsKey = true,
    };

    public TrustContext Trust => _trust;

    /// <summary>About this content, and about every change id that offered it or whose earlier heads are among these commits.</summary>
    public ChangeRecords Read(Digest digest, IReadOnlyCollection<ChangeId> known)
    {
        var (found, rejected) = VerifyEach(About(digest));
        var ids = found
            .Select(record => record.Statement)
            .OfType<PatchSet>()
            .Select(patch => patch.Subject.Change)
            .OfType<ChangeId>()
            .Concat(known)
            .Distinct()
            .ToList();
        foreach (var id in ids)
        {
            var (more, worse) = VerifyEach(store?.Of(id) ?? []);
            found.AddRange(more);
            rejected.AddRange(worse);
        }

        return new ChangeRecords(VerifiedRecord.Distinct(found), rejected);
    }

    /// <summary>Stored under a digest, not verified.</summary>
    public IReadOnlyList<StoredRecord> About(Digest digest) => store?.About(digest) ?? [];

    /// <summary>Each statement once, however many envelopes there are of it.</summary>
    public (IReadOnlyList<VerifiedRecord> Good, IReadOnlyList<RejectedRecord> Bad) Verify(IEnumerable<StoredRecord> stored)
    {
        var (good, bad) = VerifyEach(stored);
        return (VerifiedRecord.Distinct(good), bad);
    }

    private (List<VerifiedRecord> Good, List<RejectedRecord> Bad) VerifyEach(IEnumerable<StoredRecord> stored)
    {
        var good = new List<VerifiedRecord>();
        var bad = new List<RejectedRecord>();
        foreach (var record in stored)
        {
            RecordVerifier
                .Verify(record.Bytes, record.Path, _trust)
                .Match(
                    verified =>
                    {
                        good.Add(verified);
                        return 0;
                    },
                    why =>
                    {
                        bad.Add(new RejectedRecord(record.Path, why));
                        return 0;
                    }
                );
        }

        return (good, bad);
    }
}
