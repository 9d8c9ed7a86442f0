// The gate's own ref: the landings of each guarded ref, numbered in the order in which they happened.
using System.Globalization;
using Countersign.Cases;
using Countersign.Changes;

namespace Countersign.Adapters.Git.Records;

/// <summary>A landing's stored envelope, not verified. <paramref name="Number"/> counts from 1 for each ref.</summary>
public sealed record StoredLanding(long Number, ObjectId New, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// l/SHA-256 of the ref's name/thousands/number-new commit.json. Written by post-receive only; pushes never reach it.
/// Source: specs/landing-statement.md.
/// </summary>
public sealed class GitGateChain(GitRepository repository, CleanRoom room, TimeProvider? clock = null)
{
    private const int MostRaces = 50;
    private const long MostBytes = 1 << 20;
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<StoredLanding> Read(string targetRef) => [.. Entries(targetRef).Select(Load)];

    /// <summary>Appends after the last, all in one commit; two gates at once get two numbers.</summary>
    /// <returns>The last one's number; 0 where there is nothing to append.</returns>
    public long Append(string targetRef, IReadOnlyList<(ObjectId New, byte[] Envelope)> landings)
    {
        if (landings.Count == 0)
        {
            return 0;
        }

        for (var race = 0; race < MostRaces; race++)
        {
            var tip = repository.ReadRef(RecordRefs.Gate);
            var first = (Entries(targetRef) is { Count: > 0 } all ? all[^1].Number : 0) + 1;
            var last = first + landings.Count - 1;
            var files = landings.Select((landing, place) => new NewFile(PathOf(targetRef, first + place, landing.New), landing.Envelope));
            var writer = new Identity("countersign", "countersign@localhost", _clock.GetUtcNow().ToUnixTimeSeconds());
            using var objects = new GitObjectsWriter(repository);
            var written = objects.Commit(
                tip is { } old ? room.TreeOf(old) : null,
                [.. files],
                new NewCommit(
                    tip is { } parent ? [parent] : [],
                    $"{(first == last ? $"landing {first}" : $"landings {first} to {last}")} of {VisibleText.Of(targetRef)}",
                    writer,
                    writer
                )
            );
            var done = repository
                .UpdateRefs([new RefChange(RecordRefs.Gate, tip ?? ObjectId.Zero(repository.Format), written.Id)])
                .Match(() => true, _ => false);
            if (done)
            {
                return last;
            }

            Thread.Sleep(System.Security.Cryptography.RandomNumberGenerator.GetInt32(1, 10 + (race * 5)));
        }

        throw new GitFault(
            $"{RecordRefs.Gate} kept moving while a landing was added",
            "git update-ref",
            remedy: "Run `countersign audit`: the gap is filled and marked."
        );
    }

    private static RepoPath PathOf(string targetRef, long number, ObjectId landed) =>
        RepoPath.Of(string.Create(CultureInfo.InvariantCulture, $"{Folder(targetRef)}/{number / 1000:000000}/{number:000000000}-{landed}.json"));

    private static string Folder(string targetRef) => $"l/{Freeze.SubjectOf(targetRef)}";

    private StoredLanding Load(Entry entry) => new(entry.Number, entry.New, room.ReadBlob(entry.Blob, MostBytes).Bytes);

    private List<Entry> Entries(string targetRef)
    {
        var found = new List<Entry>();
        if (repository.ReadRef(RecordRefs.Gate) is not { } tip)
        {
            return found;
        }

        foreach (var entry in room.ListTree(room.TreeOf(tip), RepoPath.Of(Folder(targetRef))))
        {
            var name = entry.Path.Name;
            if (
                name.EndsWith(".json", StringComparison.Ordinal)
                && name[..^5].Split('-') is [var count, var commit]
                && long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && ObjectId.TryParse(commit, out var landed)
            )
            {
                found.Add(new Entry(number, landed, entry.Id));
            }
        }

        found.Sort((left, right) => left.Number.CompareTo(right.Number));
        return found;
    }

    private sealed record Entry(long Number, ObjectId New, ObjectId Blob);
}
