// Which lines differ between two trees, by the pair of contents; one process for all of them.
using Countersign.Adapters.Git.Lines;
using Countersign.Changes;
using Countersign.Splitting;

namespace Countersign.Adapters.Git.Splitting;

internal static class HunkReader
{
    /// <summary>A file that stands elsewhere with similar content is compared with that, as Git's hint says.</summary>
    public static Dictionary<(ObjectId Old, ObjectId New), List<Hunk>> Of(CleanRoom room, ObjectId treeA, ObjectId treeB)
    {
        using var process = room.Git.Start(room.Surroundings, ["diff-tree", "--find-renames", .. PatchWalk.Options, treeA.Hex, treeB.Hex]);
        process.Arm();
        process.Feed(default);
        var all = new Dictionary<(ObjectId, ObjectId), List<Hunk>>();
        List<Hunk>? open = null;
        PatchWalk.Of(
            process,
            reader => new PatchWalk(reader, process.Arm)
            {
                Contents = (old, @new) => all[(old, @new)] = open = [],
                Hunk = hunk => open?.Add(new Hunk(Start(hunk.From, hunk.Removed), hunk.Removed, Start(hunk.First, hunk.Count), hunk.Count)),
            }
        );
        return all;
    }

    /// <summary>Git counts from 1, and names the line before where there are none.</summary>
    private static int Start(int first, int count) => count == 0 ? first : first - 1;
}
