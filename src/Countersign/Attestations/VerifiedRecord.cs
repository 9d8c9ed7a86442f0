// A record whose signature, signer and repository were checked: the only form in which a statement counts.
using Countersign.People;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Attestations;

/// <summary>Made by <see cref="RecordVerifier"/> alone.</summary>
public sealed class VerifiedRecord
{
    internal VerifiedRecord(Digest id, Digest payload, Statement statement, StatementForm form, KeyKind keyKind, string fingerprint)
    {
        (Id, Payload, Statement, Form, KeyKind, KeyFingerprint) = (id, payload, statement, form, keyKind, fingerprint);
    }

    /// <summary>SHA-256 of the stored bytes, which is also the file's name.</summary>
    public Digest Id { get; }

    /// <summary>SHA-256 of the signed bytes; equal for two envelopes around one statement, which count once.</summary>
    public Digest Payload { get; }

    public Statement Statement { get; }

    public StatementForm Form { get; }

    /// <summary>Names of other envelopes of this statement, which anyone can make: whoever names one of them names this record.</summary>
    public IReadOnlyList<Digest> OtherIds { get; private init; } = [];

    /// <summary>The owner of the key, which the statement names too.</summary>
    public PersonId Signer => Statement.Signer.Id;

    public RecordSigner SignerKind => Form.SignedBy;

    /// <summary>Hardware and passkey only where the signature itself proves it; agent is the roster's word; a gate key is a file.</summary>
    public KeyKind KeyKind { get; }

    /// <summary>SHA256:... for an SSH key, hex for a gate key.</summary>
    public string KeyFingerprint { get; }

    public bool IsNamed(Digest? name) => name == Id || (name is { } other && OtherIds.Contains(other));

    /// <summary>
    /// Drops other envelopes of the same statement; keeps the one with the smallest id, whatever the order. What named a dropped one names
    /// the kept one, so that nobody can cut an answer, a withdrawal or a lifted freeze off from what it is about by spelling that anew.
    /// </summary>
    public static IReadOnlyList<VerifiedRecord> Distinct(IEnumerable<VerifiedRecord> records)
    {
        var all = records
            .OrderBy(record => record.Id)
            .GroupBy(record => (record.Payload, record.Signer))
            .Select(same =>
                same.First().With([.. same.SelectMany(record => record.OtherIds.Append(record.Id)).Distinct().Where(id => id != same.First().Id)])
            )
            .ToList();
        var kept = new Dictionary<Digest, Digest>();
        foreach (var record in all)
        {
            foreach (var other in record.OtherIds)
            {
                kept[other] = record.Id;
            }
        }

        return kept.Count == 0 ? all : [.. all.Select(record => record.With(NamedRecords.In(record.Statement, kept)))];
    }

    private VerifiedRecord With(IReadOnlyList<Digest> others) =>
        others.Count == OtherIds.Count ? this : new(Id, Payload, Statement, Form, KeyKind, KeyFingerprint) { OtherIds = others };

    private VerifiedRecord With(Statement statement) => new(Id, Payload, statement, Form, KeyKind, KeyFingerprint) { OtherIds = OtherIds };
}

/// <summary>Closed: <see cref="Good"/> or <see cref="Rejected"/>.</summary>
public abstract record Verification
{
    private Verification() { }

    public sealed record Good(VerifiedRecord Record) : Verification;

    /// <param name="Code">Stable: record.envelope, record.statement, record.signer, record.signature, record.key, record.repository, record.path, record.size.</param>
    public sealed record Rejected(string Code, string Reason, string Remedy) : Verification;

    public TResult Match<TResult>(Func<VerifiedRecord, TResult> good, Func<Rejected, TResult> rejected) =>
        this switch
        {
            Good it => good(it.Record),
            Rejected it => rejected(it),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
