// What every record store promises; each store runs this whole suite.
using System.Security.Cryptography;
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Adapters.Tests.Records;

public abstract class RecordStoreContract : IDisposable
{
    protected abstract IRecordStore Open();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }

    protected static StoredRecord About(Digest digest, string content)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(content);
        return new StoredRecord(RecordPath.ForDigest(digest, Digest.Of(bytes)), bytes);
    }

    protected static Digest D(string name) => Digest.Of(System.Text.Encoding.UTF8.GetBytes(name));

    [Fact]
    public void An_empty_store_reads_as_nothing()
    {
        Open().ReadAll().ShouldBeEmpty();
        Open().About(D("x")).ShouldBeEmpty();
        Open().ReadText(D("x")).ShouldBeNull();
    }

    [Fact]
    public void A_record_is_found_by_its_digest_and_by_its_change_and_nowhere_else()
    {
        var change = ChangeId.FromBytes(RandomNumberGenerator.GetBytes(16));
        var bytes = "{}"u8.ToArray();
        var id = Digest.Of(bytes);
        Open().Add([new StoredRecord(RecordPath.ForDigest(D("a"), id), bytes), new StoredRecord(RecordPath.ForChange(change, id), bytes)]);
        Open().About(D("a")).ShouldHaveSingleItem().Bytes.ToArray().ShouldBe(bytes);
        Open().Of(change).ShouldHaveSingleItem().Path.Id.ShouldBe(id);
        Open().About(D("b")).ShouldBeEmpty();
        Open().ReadAll().Count.ShouldBe(2);
    }

    [Fact]
    public void Adding_what_is_there_changes_nothing_and_adding_more_loses_nothing()
    {
        var store = Open();
        store.Add([About(D("a"), "one")]);
        store.Add([About(D("a"), "one"), About(D("a"), "two")]);
        store.Add([]);
        Open().About(D("a")).Count.ShouldBe(2);
    }

    [Fact]
    public void Two_who_add_at_the_same_time_both_find_their_records_again()
    {
        Open().Add([About(D("a"), "first")]);
        var faults = new System.Collections.Concurrent.ConcurrentQueue<Exception>();
        var writers = Enumerable
            .Range(0, 4)
            .Select(writer => new Thread(() =>
            {
                try
                {
                    for (var i = 0; i < 3; i++)
                    {
                        Open().Add([About(D("a"), $"{writer} {i}")]);
                    }
                }
                catch (Exception fault)
                {
                    faults.Enqueue(fault);
                }
            }))
            .ToList();
        writers.ForEach(writer => writer.Start());
        writers.ForEach(writer => writer.Join());
        faults.ShouldBeEmpty();
        Open().About(D("a")).Count.ShouldBe(13);
    }

    [Fact]
    public void A_text_is_read_back_by_its_digest_and_is_no_record()
    {
        var text = new FreeText(Nonce.FromBytes(RandomNumberGenerator.GetBytes(16)), "why: ü\nand how\n");
        Open().Add([StoredRecord.Of(text)]);
        Open().ReadText(text.Digest).ShouldBe(text);
        Open().ReadAll().ShouldBeEmpty();
    }
}
