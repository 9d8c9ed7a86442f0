// Writes a proposed series as commits, one on the other, in the clean room; its sum is the original tree or there is no series.
using Countersign.Changes;
using Countersign.Splitting;

namespace Countersign.Adapters.Git.Splitting;

public sealed record WrittenPart(SeriesPart Part, int Number, ObjectId Commit, ObjectId Tree);

/// <summary>No ref moves and nothing leaves the room: the caller keeps the objects once it wants the branches.</summary>
public sealed class SeriesWriter(CleanRoom room, PartMakers makers)
{
    /// <exception cref="GitFault">The parts together would not make the head's tree to the byte.</exception>
    public IReadOnlyList<WrittenPart> Write(Series series, ObjectId start, ObjectId headTree, string title, string name)
    {
        using var objects = new GitObjectsWriter(room);
        var walk = new SeriesWalk(series);
        var written = new List<WrittenPart>();
        var (parent, tree) = (start, room.TreeOf(start));
        foreach (var part in series.Parts)
        {
            var number = written.Count + 1;
            var files = walk.Take(part).Select(after => new NewFile(after.Path, after.Content, after.Mode) { Stored = after.Blob }).ToList();
            var says = PartCommit.Of(part.Name, number, series.Parts.Count, name, title, makers.Behind(part));
            var commit = objects.Commit(tree, files, new NewCommit([parent], says.Message, says.Author, says.Committer));
            (parent, tree) = (commit.Id, commit.Tree);
            written.Add(new WrittenPart(part, number, parent, tree));
        }

        return tree == headTree
            ? written
            : throw new GitFault($"the parts together make the tree {tree.Short}, not {headTree.Short}: nothing was made", "countersign split");
    }
}
