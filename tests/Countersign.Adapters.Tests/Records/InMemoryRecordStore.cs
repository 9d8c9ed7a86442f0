// A record store in memory: the twin for tests, held to the same contract.
using System.Collections.Concurrent;
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Adapters.Tests.Records;

public sealed class InMemoryRecordStore : IRecordStore
{
    private readonly ConcurrentDictionary<string, StoredRecord> files = new(StringComparer.Ordinal);

    public IReadOnlyList<StoredRecord> ReadAll() => Where(path => !path.IsText);

    public IReadOnlyList<StoredRecord> About(Digest digest) => Where(path => path.Place == 'd' && path.Key == digest.ToString());

    public IReadOnlyList<StoredRecord> Of(ChangeId change) => Where(path => path.Place == 'c' && path.Key == change.ToString());

    public FreeText? ReadText(Digest text) =>
        files.TryGetValue(RecordPath.ForText(text).ToString(), out var file) && FreeText.TryRead(file.Bytes.Span, out var found) ? found : null;

    public void Add(IReadOnlyCollection<StoredRecord> files)
    {
        foreach (var file in files)
        {
            this.files.TryAdd(file.Path.ToString(), file);
        }
    }

    private List<StoredRecord> Where(Func<RecordPath, bool> fits) =>
        [.. files.Values.Where(file => fits(file.Path)).OrderBy(file => file.Path.ToString(), StringComparer.Ordinal)];
}

public sealed class InMemoryRecordStoreTests : RecordStoreContract
{
    private readonly InMemoryRecordStore store = new();

    protected override IRecordStore Open() => store;
}
