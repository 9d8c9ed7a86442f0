// The lines that left and the lines that came, as Git's own diff of two trees has them; one process, bounded.
using System.Text;
using Countersign.Adapters.Git.Lines;
using Countersign.Changes;

namespace Countersign.Adapters.Git.Gathering;

/// <summary>One hunk; every byte of a line is one character, and a last line without a line break ends in a mark of its own.</summary>
/// <param name="Section">The number of the part of the diff that it stands in, one for each file.</param>
internal sealed record MovableHunk(int Section, ObjectId Old, ObjectId New, IReadOnlyList<string> Removed, IReadOnlyList<string> Added);

internal static class PatchReader
{
    private const string Command = "git diff-tree";
    private const int MostText = 16 << 20;

    /// <summary>Null where the diff is longer than 16 MiB. A file is known by its two contents, in the order of the paths.</summary>
    public static IReadOnlyList<MovableHunk>? Read(CleanRoom room, ObjectId treeA, ObjectId treeB)
    {
        string[] arguments =
        [
            "diff-tree",
            "-r",
            "-p",
            "-U0",
            "--no-renames",
            "--full-index",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            treeA.Hex,
            treeB.Hex,
        ];
        using var process = room.Git.Start(room.Surroundings, arguments);
        process.Arm();
        process.Feed(default);
        var reader = new ByteReader(process.Output, Command, MostText);
        var hunks = new List<MovableHunk>();
        var (section, old, @new, left) = (0, default(ObjectId), default(ObjectId), (long)MostText);
        while (reader.TryReadTo((byte)'\n', out var line))
        {
            process.Arm();
            left -= line.Length + 1;
            if (line.StartsWith("index "u8))
            {
                var ids = Encoding.ASCII.GetString(line["index ".Length..]).Split(' ')[0].Split("..");
                section++;
                (old, @new) =
                    ids.Length == 2 && ObjectId.TryParse(ids[0], out var from) && ObjectId.TryParse(ids[1], out var to)
                        ? (from, to)
                        : throw GitFault.Unreadable(Command, "a file does not say which contents");
            }
            else if (line.StartsWith("@@ "u8))
            {
                hunks.Add(Hunk(Encoding.Latin1.GetString(line), reader, ref left) with { Section = section, Old = old, New = @new });
            }
            else if (line.StartsWith("\\"u8) && hunks.Count > 0)
            {
                // Only after the very last line of a hunk; one inside is met while its lines are read.
                Mark(hunks[^1].Added is { Count: > 0 } added ? (List<string>)added : (List<string>)hunks[^1].Removed);
            }

            if (left < 0)
            {
                return null;
            }
        }

        process.Expect();
        return hunks;
    }

    /// <summary>As many lines as the head says are content, whatever they look like.</summary>
    private static MovableHunk Hunk(string head, ByteReader reader, ref long left)
    {
        if (
            head.Split(' ') is not [_, ['-', .. var before], ['+', .. var after], ..]
            || PatchWalk.Range(before) is not { } from
            || PatchWalk.Range(after) is not { } to
        )
        {
            throw GitFault.Unreadable(Command, "a hunk does not say which lines");
        }

        var (removed, added) = (new List<string>(), new List<string>());
        while ((removed.Count < from.Count || added.Count < to.Count) && left >= 0)
        {
            var line = reader.ReadTo((byte)'\n');
            left -= line.Length + 1;
            switch (line.IsEmpty ? 0 : line[0])
            {
                case (byte)'-':
                    removed.Add(Encoding.Latin1.GetString(line[1..]));
                    break;
                case (byte)'+':
                    added.Add(Encoding.Latin1.GetString(line[1..]));
                    break;
                case (byte)'\\':
                    Mark(removed);
                    break;
                default:
                    throw GitFault.Unreadable(Command, "a hunk ends too early");
            }
        }

        return new MovableHunk(0, default, default, removed, added);
    }

    private static void Mark(List<string> lines)
    {
        if (lines.Count > 0)
        {
            lines[^1] += "\n\\";
        }
    }
}
