// What a records branch once had and has no more: where no hook stands before it, its own history says whether it only grew.
using System.Text;
using Countersign.Attestations;
using Countersign.Changes;

namespace Countersign.Adapters.Git.Records;

public static class RecordsHistory
{
    /// <summary>
    /// Signed records that some commit of this history had and its tip has not, or has with other bytes. Free text that is gone is no
    /// loss of a record: a redaction takes it. What a rewound branch lost no history tells.
    /// </summary>
    public static IReadOnlyList<string> Lost(CleanRoom room, ObjectId tip)
    {
        var answer = room
            .Git.Run(
                room.Surroundings,
                ["log", "-m", "--no-renames", "--diff-filter=DMT", "--raw", "-z", "--no-abbrev", "--format=", "--end-of-options", tip.Hex]
            )
            .Expect();
        var words = Encoding.UTF8.GetString(answer.Output).Split('\0').Select(word => word.TrimStart('\n')).ToList();
        var lost = new SortedSet<string>(StringComparer.Ordinal);
        var tree = room.TreeOf(tip);
        for (var at = 0; at + 1 < words.Count; at++)
        {
            if (words[at] is not [':', ..] || words[at][1..].Split(' ') is not [_, _, var was, ..])
            {
                continue;
            }

            var path = words[++at];
            if (RecordPath.TryParse(path, out var record) && !record.IsText && room.Find(tree, RepoPath.Of(path))?.Id.Hex != was)
            {
                lost.Add(path);
            }
        }

        return [.. lost];
    }

    /// <summary>Records that the old tip had and the new one has not, or has with other bytes.</summary>
    public static int LostBetween(CleanRoom room, ObjectId old, ObjectId @new) =>
        room.Compare(room.TreeOf(old), room.TreeOf(@new), countLines: false)
            .Count(file => !file.IsAdded && RecordPath.TryParse(file.Path.Text, out var path) && !path.IsText);
}
