// Keeps every version of tools' notes that the gate comes to see; deleting or rewriting one afterwards takes nothing back.
using System.Globalization;
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Records;
using Countersign.Changes;

namespace Countersign.Adapters.Git.Pushes;

public sealed class NoteKeeper(Gatehouse house)
{
    private static readonly string[] s_kept = ["refs/notes/", "refs/agentdiff/"];

    public static bool Keeps(string reference) =>
        ToolRecords.Holds(reference) && s_kept.Any(folder => reference.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>Everything that stands in the repository now, for a gate that starts.</summary>
    public void KeepAll(DateTimeOffset now)
    {
        var zero = ObjectId.Zero(house.Repository.Format);
        Keep(
            [
                .. house
                    .Repository.Refs()
                    .Where(reference => Keeps(reference.Name))
                    .Select(reference => new RefCommand(reference.Name, zero, reference.Id)),
            ],
            now
        );
    }

    /// <summary>What the moves of these refs brought or took away; a constant number of processes for each.</summary>
    public void Keep(IReadOnlyCollection<RefCommand> moves, DateTimeOffset now)
    {
        if (!moves.Any(move => Keeps(move.Ref)))
        {
            return;
        }

        var was = house.Repository.ReadRef(RecordRefs.Notes);
        var known = new KeptNotes(house.Room, was is { } kept ? house.Room.TreeOf(kept) : null);
        var files = moves
            .Where(move => Keeps(move.Ref))
            .SelectMany(move => Versions(move, known.Has(move.Ref)))
            .DistinctBy(file => file.Path)
            .ToList();
        if (files.Count == 0)
        {
            return;
        }

        var gate = new Identity("countersign", "countersign@localhost", now.ToUnixTimeSeconds());
        using var writer = new GitObjectsWriter(house.Repository);
        var commit = writer.Commit(
            was is { } before ? house.Room.TreeOf(before) : null,
            files,
            new NewCommit(
                was is { } parent ? [parent] : [],
                string.Create(CultureInfo.InvariantCulture, $"gate: {files.Count} notes of tools seen"),
                gate,
                gate
            )
        );
        house.Repository.UpdateRefs([new RefChange(RecordRefs.Notes, was ?? ObjectId.Zero(house.Repository.Format), commit.Id)]);
    }

    /// <summary>A ref of which nothing was kept yet is kept as it was and as it is.</summary>
    private IEnumerable<NewFile> Versions(RefCommand move, bool isKnown)
    {
        var nothing = ObjectId.EmptyTree(house.Repository.Format);
        var old = move.Old.IsZero ? nothing : house.Room.TreeOf(move.Old);
        var now = move.New.IsZero ? nothing : house.Room.TreeOf(move.New);
        var added = house.Room.Compare(isKnown ? old : nothing, now, countLines: false);
        return (isKnown ? added : added.Concat(house.Room.Compare(nothing, old, countLines: false)))
            .Where(file => file.NewMode.IsFile())
            .Where(file => KeptNotes.FolderOf(move.Ref, file.Path) is not null)
            .Select(file => new NewFile(KeptNotes.PlaceOf(KeptNotes.FolderOf(move.Ref, file.Path)!.Value, file.NewBlob), null) { Stored = file.NewBlob });
    }
}
