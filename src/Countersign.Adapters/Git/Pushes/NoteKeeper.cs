// Keeps every version of tools' notes that the gate comes to see; deleting or rewriting one afterwards takes nothing back.
using System.Globalization;
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Records;
using Countersign.Changes;
using Countersign.Provenance.LineRecords;

namespace Countersign.Adapters.Git.Pushes;

public sealed class NoteKeeper(Gatehouse house)
{
    /// <summary>Bytes of traces that are compared in one push, so that what a longer one begins with is kept once.</summary>
    private const long MostCompared = 64L << 20;

    private static readonly string[] s_kept = ["refs/notes/", "refs/agentdiff/"];

    public static bool Keeps(string reference) =>
        ToolRecords.Holds(reference) && s_kept.Any(folder => reference.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>Everything that stands in the repository now, for a gate that starts.</summary>
    public IReadOnlyList<string> KeepAll(DateTimeOffset now)
    {
        var zero = ObjectId.Zero(house.Repository.Format);
        return Keep([.. house.Repository.Refs().Select(reference => new RefCommand(reference.Name, zero, reference.Id))], now);
    }

    /// <summary>What the moves of these refs brought or took away; a constant number of processes for each.</summary>
    /// <returns>What could not be kept, a sentence for each ref.</returns>
    public IReadOnlyList<string> Keep(IReadOnlyCollection<RefCommand> moves, DateTimeOffset now)
    {
        var problems = new List<string>();
        var wanted = moves.Where(move => Keeps(move.Ref)).ToList();
        if (wanted.Count > 0)
        {
            GrowingRef.Grow(
                house.Repository,
                house.Room,
                RecordRefs.Notes,
                now,
                tree =>
                {
                    problems.Clear();
                    var kept = new KeptNotes(house.Room, tree);
                    var files = wanted.SelectMany(move => Quietly(move, kept, problems)).DistinctBy(file => file.Path).ToList();
                    return new Growth(files, string.Create(CultureInfo.InvariantCulture, $"gate: {files.Count} notes of tools seen"));
                }
            );
        }

        return problems;
    }

    /// <summary>A ref that cannot be read takes no other ref's notes away.</summary>
    private List<NewFile> Quietly(RefCommand move, KeptNotes kept, List<string> problems)
    {
        try
        {
            var files = new List<NewFile>();
            foreach (
                var versions in Brought(move, kept.Has(move.Ref)).ToLookup(file => KeptNotes.FolderOf(move.Ref, file.Path), file => file.NewBlob)
            )
            {
                if (versions.Key is { } folder)
                {
                    var there = kept.In(move.Ref, folder);
                    var added = versions.Except(there).ToList();
                    var covered = folder.Name == KeptNotes.TraceFile.Name && added.Count > 0 ? Covered([.. there, .. added]) : [];
                    files.AddRange(added.Except(covered).Select(blob => new NewFile(KeptNotes.PlaceOf(folder, blob), null) { Stored = blob }));
                    files.AddRange(there.Where(covered.Contains).Select(blob => new NewFile(KeptNotes.PlaceOf(folder, blob), null)));
                }
            }

            return files;
        }
        catch (GitFault problem)
        {
            problems.Add($"{move.Ref}: {problem.Message}");
            return [];
        }
    }

    /// <summary>A ref of which nothing was kept yet is kept as it was and as it is.</summary>
    private IEnumerable<ChangedFile> Brought(RefCommand move, bool isKnown)
    {
        var nothing = ObjectId.EmptyTree(house.Repository.Format);
        var (old, now) = (TreeOf(move.Old), TreeOf(move.New));
        var added = house.Room.Compare(isKnown ? old : nothing, now, countLines: false);
        return (isKnown ? added : added.Concat(house.Room.Compare(nothing, old, countLines: false))).Where(file => file.NewMode.IsFile());
    }

    /// <summary>A ref that names no commit, or one that is not here, holds no notes; nobody reads such a ref either.</summary>
    private ObjectId TreeOf(ObjectId id) => !id.IsZero && house.IsCommit(id) ? house.Room.TreeOf(id) : ObjectId.EmptyTree(house.Repository.Format);

    /// <summary>Traces that another one begins with, line by line: nothing in them is not in that one.</summary>
    private HashSet<ObjectId> Covered(IReadOnlyCollection<ObjectId> blobs)
    {
        var contents = new List<(ObjectId Id, byte[] Bytes)>();
        var left = MostCompared;
        foreach (var blob in blobs.Distinct())
        {
            var content = house.Room.ReadBlob(blob, left);
            if (!content.IsCut)
            {
                contents.Add((blob, content.Bytes));
                left -= content.Size;
            }
        }

        return [.. contents.Where(one => contents.Exists(other => Begins(other.Bytes, one.Bytes))).Select(one => one.Id)];
    }

    /// <summary>A record that spans lines is read only where it stands alone, so what follows it would take it away.</summary>
    private static bool Begins(byte[] longer, byte[] shorter) =>
        longer.Length > shorter.Length
        && longer.AsSpan().StartsWith(shorter)
        && (shorter is [] || shorter[^1] == (byte)'\n' || longer[shorter.Length] == (byte)'\n')
        && AgentTrace.Read((byte[])[.. shorter, .. "\n-"u8], out _).Count == AgentTrace.Read(shorter, out _).Count;
}
