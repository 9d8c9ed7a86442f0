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
    private const long MostBytes = 1 << 20;
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<StoredLanding> Read(string targetRef) => [.. Entries(Tree, targetRef).Select(Load)];

    /// <summary>Newest first, each read when it is reached.</summary>
    public IEnumerable<StoredLanding> ReadBackwards(string targetRef) => Enumerable.Reverse(Entries(Tree, targetRef)).Select(Load);

    /// <summary>Those whose name says that they brought this commit, newest first.</summary>
    public IEnumerable<StoredLanding> Read(string targetRef, ObjectId landed) =>
        Enumerable.Reverse(Entries(Tree, targetRef)).Where(entry => entry.New == landed).Select(Load);

    /// <summary>Appends after the last, all in one commit; two gates at once get two numbers.</summary>
    /// <returns>The last one's number; 0 where there is nothing to append.</returns>
    public long Append(string targetRef, IReadOnlyList<(ObjectId New, byte[] Envelope)> landings)
    {
        if (landings.Count == 0)
        {
            return 0;
        }

        var last = 0L;
        GrowingRef.Grow(
            repository,
            room,
            RecordRefs.Gate,
            _clock.GetUtcNow(),
            tree =>
            {
                var first = (Entries(tree, targetRef) is { Count: > 0 } all ? all[^1].Number : 0) + 1;
                last = first + landings.Count - 1;
                return new Growth(
                    [.. landings.Select((landing, place) => new NewFile(PathOf(targetRef, first + place, landing.New), landing.Envelope))],
                    $"{(first == last ? $"landing {first}" : $"landings {first} to {last}")} of {VisibleText.Of(targetRef)}"
                );
            }
        );
        return last;
    }

    private static RepoPath PathOf(string targetRef, long number, ObjectId landed) =>
        RepoPath.Of(string.Create(CultureInfo.InvariantCulture, $"{Folder(targetRef)}/{number / 1000:000000}/{number:000000000}-{landed}.json"));

    private static string Folder(string targetRef) => $"l/{Freeze.SubjectOf(targetRef)}";

    private StoredLanding Load(Entry entry) => new(entry.Number, entry.New, room.ReadBlob(entry.Blob, MostBytes).Bytes);

    private ObjectId? Tree => repository.ReadRef(RecordRefs.Gate) is { } tip ? room.TreeOf(tip) : null;

    private List<Entry> Entries(ObjectId? tree, string targetRef)
    {
        var found = new List<Entry>();
        foreach (var entry in tree is { } there ? room.ListTree(there, RepoPath.Of(Folder(targetRef))) : [])
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
