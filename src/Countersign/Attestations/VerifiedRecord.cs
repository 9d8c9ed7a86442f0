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

    /// <summary>The owner of the key, which the statement names too.</summary>
    public PersonId Signer => Statement.Signer.Id;

    public RecordSigner SignerKind => Form.SignedBy;

    /// <summary>Hardware and passkey only where the signature itself proves it; agent is the roster's word; a gate key is a file.</summary>
    public KeyKind KeyKind { get; }

    /// <summary>SHA256:... for an SSH key, hex for a gate key.</summary>
    public string KeyFingerprint { get; }

    /// <summary>Drops other envelopes of the same statement; keeps the one with the smallest id, whatever the order.</summary>
    public static IReadOnlyList<VerifiedRecord> Distinct(IEnumerable<VerifiedRecord> records) =>
        [.. records.OrderBy(record => record.Id).DistinctBy(record => (record.Payload, record.Signer))];
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
