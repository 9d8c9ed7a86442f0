// Records in a ref of a Git repository: each addition is a commit on top, moved in by compare-and-swap.
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Adapters.Git.Records;

/// <summary>Reads through the clean room, which the caller owns. Source: specs/records-store.md.</summary>
/// <param name="at">Read at this commit instead of the ref's tip: a hook reads what was pushed.</param>
public sealed class GitRecordStore(GitRepository repository, CleanRoom room, TimeProvider? clock = null, ObjectId? at = null) : IRecordStore
{
    private const int MostRaces = 50;
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Null before the first record.</summary>
    public ObjectId? Tip => at ?? repository.ReadRef(RecordRefs.Records);

    public IReadOnlyList<StoredRecord> ReadAll() => [.. Read("d"), .. Read("c")];

    /// <summary>Everything that belongs to a change, whatever its content.</summary>
    public IReadOnlyList<StoredRecord> ReadChanges() => Read("c");

    public IReadOnlyList<StoredRecord> About(Digest digest) => Read($"d/{digest.ToString()[..2]}/{digest}");

    public IReadOnlyList<StoredRecord> Of(ChangeId change) => Read($"c/{change.ToString()[..2]}/{change}");

    public FreeText? ReadText(Digest text)
    {
        var content = Tip is { } tip
            ? room.ReadPath(room.TreeOf(tip), RepoPath.Of(RecordPath.ForText(text).ToString()), FreeText.LongestBytes)
            : null;
        return content is { IsCut: false } && Digest.Of(content.Bytes) == text && FreeText.TryRead(content.Bytes, out var found) ? found : null;
    }

    public void Add(IReadOnlyCollection<StoredRecord> files)
    {
        if (at is not null)
        {
            throw new InvalidOperationException("A store that reads one commit is not written to.");
        }

        for (var race = 0; race < MostRaces; race++)
        {
            var tip = repository.ReadRef(RecordRefs.Records);
            var tree = tip is { } old ? room.TreeOf(old) : (ObjectId?)null;
            var missing = files
                .Where(file => tree is null || room.Find(tree.Value, RepoPath.Of(file.Path.ToString())) is null)
                .DistinctBy(file => file.Path)
                .ToList();
            if (missing.Count == 0)
            {
                return;
            }

            var written = Commit(tree, tip, missing);
            var moved = repository
                .UpdateRefs([new RefChange(RecordRefs.Records, tip ?? ObjectId.Zero(repository.Format), written)])
                .Match(() => true, _ => false);
            if (moved)
            {
                return;
            }

            Thread.Sleep(System.Security.Cryptography.RandomNumberGenerator.GetInt32(1, 10 + (race * 5)));
        }

        throw new GitFault($"{RecordRefs.Records} kept moving while records were added", "git update-ref", remedy: "Run the command again.");
    }

    /// <summary>
    /// Why a push of the records ref may not go in; empty where it may. It descends from the old tip and only adds regular files that
    /// verify, so nothing is ever deleted, changed or rewound.
    /// </summary>
    /// <param name="old">Zero or null where the ref does not exist yet.</param>
    public IReadOnlyList<Problem> ValidatePush(ObjectId? old, ObjectId @new, TrustContext trust)
    {
        var before = old is { IsZero: false } tip ? tip : (ObjectId?)null;
        if (@new.IsZero || (before is { } ancestor && !room.IsAncestor(ancestor, @new)))
        {
            return
            [
                new Problem(
                    "record.rewind",
                    "the records are only added to, never deleted or rewound",
                    "Fetch them and add your own on top: countersign sync."
                ),
            ];
        }

        var from = before is { } commit ? room.TreeOf(commit) : ObjectId.EmptyTree(repository.Format);
        var changes = room.Compare(from, room.TreeOf(@new), countLines: false);
        if (changes.Count > RecordPush.MostFiles)
        {
            return [new Problem("record.size", $"one push adds at most {RecordPush.MostFiles} records", "Push them in several parts.")];
        }

        var problems = new List<Problem>();
        var added = new List<StoredRecord>();
        foreach (var change in changes)
        {
            if (change.OldMode != EntryMode.Absent || change.NewMode != EntryMode.Regular || !RecordPath.TryParse(change.Path.Text, out var path))
            {
                problems.Add(
                    new Problem(
                        "record.path",
                        "only new regular files at a record's own place may be added",
                        "Never edit the records by hand: countersign sync.",
                        File: change.Path.Display
                    )
                );
                continue;
            }

            added.Add(new StoredRecord(path, room.ReadBlob(change.NewBlob, DsseEnvelope.LongestJson + 1).Bytes));
        }

        return [.. problems, .. RecordPush.Validate(added, trust)];
    }

    /// <summary>Names that are no record's are passed over: what was pushed was checked, and reading stays possible.</summary>
    private List<StoredRecord> Read(string folder)
    {
        var found = new List<StoredRecord>();
        if (Tip is not { } tip)
        {
            return found;
        }

        foreach (var entry in room.ListTree(room.TreeOf(tip), RepoPath.Of(folder)))
        {
            if (entry.Mode == EntryMode.Regular && RecordPath.TryParse(entry.Path.Text, out var path))
            {
                found.Add(new StoredRecord(path, room.ReadBlob(entry.Id, DsseEnvelope.LongestJson + 1).Bytes));
            }
        }

        return found;
    }

    private ObjectId Commit(ObjectId? tree, ObjectId? parent, List<StoredRecord> files)
    {
        var writer = new Identity("countersign", "countersign@localhost", _clock.GetUtcNow().ToUnixTimeSeconds());
        using var objects = new GitObjectsWriter(repository);
        return objects
            .Commit(
                tree,
                [.. files.Select(file => new NewFile(RepoPath.Of(file.Path.ToString()), file.Bytes.ToArray()))],
                new NewCommit(parent is { } one ? [one] : [], $"records: {files.Count} added", writer, writer)
            )
            .Id;
    }
}
