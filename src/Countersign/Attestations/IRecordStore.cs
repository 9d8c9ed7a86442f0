// Where records are kept: read by what they are about, only ever added to.
using Countersign.Cases;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Attestations;

/// <summary>Stored bytes as they lie, not verified.</summary>
public sealed record StoredRecord(RecordPath Path, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>A signed record at every place where it belongs.</summary>
    public static IReadOnlyList<StoredRecord> Of(Statement statement, ReadOnlyMemory<byte> envelope) =>
        [.. RecordPath.For(statement, Digest.Of(envelope.Span)).Select(path => new StoredRecord(path, envelope))];

    public static StoredRecord Of(FreeText text) => new(RecordPath.ForText(text.Digest), text.ToBytes());
}

/// <summary>What is read comes in the order of its paths. One contract suite runs over every store.</summary>
public interface IRecordStore
{
    /// <summary>Every signed record, each place it lies in; no free text.</summary>
    IReadOnlyList<StoredRecord> ReadAll();

    IReadOnlyList<StoredRecord> About(Digest digest);

    IReadOnlyList<StoredRecord> Of(ChangeId change);

    /// <summary>Null where the text was redacted or never arrived; readers show "redacted".</summary>
    FreeText? ReadText(Digest text);

    /// <summary>Adds all of them or none; what is there already stays as it is. Somebody else adding at the same time loses nothing.</summary>
    void Add(IReadOnlyCollection<StoredRecord> files);
}
