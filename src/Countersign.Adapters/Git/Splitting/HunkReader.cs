// Which lines differ between two trees, by the pair of contents; one process for all of them.
using System.Text;
using Countersign.Adapters.Git.Lines;
using Countersign.Changes;
using Countersign.Splitting;

namespace Countersign.Adapters.Git.Splitting;

internal static class HunkReader
{
    private const string Command = "git diff-tree";
    private const int LongestLine = 256 << 20;

    /// <summary>A file that stands elsewhere with similar content is compared with that, as Git's hint says.</summary>
    public static Dictionary<(ObjectId Old, ObjectId New), List<Hunk>> Of(CleanRoom room, ObjectId treeA, ObjectId treeB)
    {
        using var process = room.Git.Start(
            room.Surroundings,
            ["diff-tree", "-r", "-p", "-U0", "--find-renames", "--full-index", "--no-color", "--no-ext-diff", "--no-textconv", treeA.Hex, treeB.Hex]
        );
        process.Arm();
        process.Feed(default);
        var hunks = Read(new ByteReader(process.Output, Command, LongestLine), process.Arm);
        process.Expect();
        return hunks;
    }

    /// <summary>Every line of content begins with a sign of its own, so that none can pass for a head line.</summary>
    internal static Dictionary<(ObjectId Old, ObjectId New), List<Hunk>> Read(ByteReader reader, Action alive)
    {
        var all = new Dictionary<(ObjectId, ObjectId), List<Hunk>>();
        List<Hunk>? open = null;
        while (reader.TryReadTo((byte)'\n', out var line))
        {
            alive();
            if (line.StartsWith("index "u8))
            {
                var ids = Encoding.ASCII.GetString(line["index ".Length..]).Split(' ')[0].Split("..");
                open =
                    ids.Length == 2 && ObjectId.TryParse(ids[0], out var old) && ObjectId.TryParse(ids[1], out var @new)
                        ? all[(old, @new)] = []
                        : throw GitFault.Unreadable(Command, "a file does not say which contents");
            }
            else if (line.StartsWith("@@ "u8))
            {
                open?.Add(Hunk(Encoding.UTF8.GetString(line)));
            }
        }

        return all;
    }

    private static Hunk Hunk(string line) =>
        line.Split(' ') is [_, ['-', .. var old], ['+', .. var @new], ..] && AddedLines.Range(old) is { } from && AddedLines.Range(@new) is { } to
            ? new Hunk(Start(from), from.Count, Start(to), to.Count)
            : throw GitFault.Unreadable(Command, "a hunk does not say which lines");

    /// <summary>Git counts from 1, and names the line before where there are none.</summary>
    private static int Start((int First, int Count) range) => range.Count == 0 ? range.First : range.First - 1;
}
