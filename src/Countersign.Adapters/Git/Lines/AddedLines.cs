// Which lines each of many commits added, counted in its own version of the files; one process for all of them.
using System.Globalization;
using System.Text;
using Countersign.Changes;
using Countersign.Provenance.LineRecords;

namespace Countersign.Adapters.Git.Lines;

internal static class AddedLines
{
    private const string Command = "git diff-tree";
    private const int LongestLine = 64 << 20;

    /// <summary>
    /// By commit and path, against the only parent; a root commit added everything. Merges add nothing of their own here: their
    /// parents' commits are asked for by themselves. Nothing is followed through renames: a moved file's lines are new where it stands.
    /// </summary>
    public static Dictionary<ObjectId, Dictionary<string, IReadOnlyList<LineRange>>> Of(CleanRoom room, IReadOnlyCollection<ObjectId> commits)
    {
        var added = commits.ToDictionary(id => id, _ => new Dictionary<string, IReadOnlyList<LineRange>>(StringComparer.Ordinal));
        if (commits.Count == 0)
        {
            return added;
        }

        using var process = room.Git.Start(
            room.Surroundings,
            ["diff-tree", "--stdin", "--root", "-r", "-p", "-U0", "--no-renames", "--no-color", "--no-ext-diff", "--no-textconv", "--full-index"]
        );
        process.Arm();
        process.Feed(Encoding.ASCII.GetBytes(string.Concat(commits.Select(id => id.Hex + "\n"))));
        Read(new ByteReader(process.Output, Command, LongestLine), added, process.Arm);
        process.Expect();
        return added;
    }

    /// <summary>How many lines each commit added; the same lines that records are held against.</summary>
    public static Dictionary<ObjectId, long> Count(CleanRoom room, IReadOnlyCollection<ObjectId> commits) =>
        Of(room, commits).ToDictionary(of => of.Key, of => of.Value.Values.Sum(ranges => ranges.Sum(range => (long)range.Count)));

    /// <summary>A line that begins with a sign of the format can stand in a file as well, so the lines of a hunk are counted off.</summary>
    internal static void Read(ByteReader reader, Dictionary<ObjectId, Dictionary<string, IReadOnlyList<LineRange>>> added, Action alive)
    {
        Dictionary<string, IReadOnlyList<LineRange>>? files = null;
        List<LineRange>? ranges = null;
        while (reader.TryReadTo((byte)'\n', out var line))
        {
            alive();
            if (line.StartsWith("@@ "u8))
            {
                var (removed, first, count) = Hunk(Encoding.UTF8.GetString(line));
                Skip(reader, removed + count);
                if (count > 0)
                {
                    ranges?.Add(new LineRange(first, first + count - 1));
                }
            }
            else if (line.StartsWith("+++ "u8))
            {
                ranges = [];
                if (!line.SequenceEqual("+++ /dev/null"u8) && files is not null)
                {
                    files[PathOf(line[4..])] = ranges;
                }
            }
            else if (line.Length is 40 or 64 && ObjectId.TryParse(Encoding.ASCII.GetString(line), out var commit))
            {
                files = added.GetValueOrDefault(commit);
                ranges = null;
            }
        }
    }

    /// <summary>"b/" and the path, in quotes where it is odd; a path with a blank ends in a tab.</summary>
    internal static string PathOf(ReadOnlySpan<byte> name)
    {
        var path = QuotedPath.Read(name is [.. var rest, (byte)'\t'] ? rest : name).Text;
        return path.StartsWith("b/", StringComparison.Ordinal) ? path[2..] : path;
    }

    private static void Skip(ByteReader reader, int lines)
    {
        for (var i = 0; i < lines; i++)
        {
            reader.ReadTo((byte)'\n');
        }
    }

    /// <summary>"@@ -old[,lines] +new[,lines] @@", where one line is not counted out. Source: git-diff(1).</summary>
    internal static (int Removed, int First, int Count) Hunk(string line) =>
        line.Split(' ') is [_, ['-', .. var old], ['+', .. var @new], ..] && Range(old) is var (_, removed) && Range(@new) is var (first, count)
            ? (removed, first, count)
            : throw GitFault.Unreadable(Command, "a hunk does not say which lines");

    internal static (int First, int Count)? Range(string text) =>
        text.Split(',') switch
        {
            [var one] when Number(one) is { } first => (first, 1),
            [var one, var two] when Number(one) is { } first && Number(two) is { } count => (first, count),
            _ => null,
        };

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
