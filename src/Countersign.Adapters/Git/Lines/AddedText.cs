// The lines that one commit added, by file, as marks; nothing for a merge, whose parents' commits speak for themselves.
using Countersign.Changes;
using Countersign.Provenance.Recording;

namespace Countersign.Adapters.Git.Lines;

public static class AddedText
{
    private const string Command = "git diff-tree";
    private const int LongestLine = 64 << 20;

    /// <summary>Only files that <paramref name="wanted"/> asks for; the same lines that a record is held against later.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<AddedLine>> Of(GitRepository repository, ObjectId commit, Func<string, bool> wanted)
    {
        using var process = repository.Git.Start(
            repository.Surroundings,
            [
                "diff-tree",
                "--root",
                "-r",
                "-p",
                "-U0",
                "--no-renames",
                "--no-color",
                "--no-ext-diff",
                "--no-textconv",
                "--full-index",
                "--end-of-options",
                commit.Hex,
            ]
        );
        process.Arm();
        process.Feed(default);
        var files = Read(new ByteReader(process.Output, Command, LongestLine), wanted, process.Arm);
        process.Expect();
        return files;
    }

    internal static Dictionary<string, IReadOnlyList<AddedLine>> Read(ByteReader reader, Func<string, bool> wanted, Action alive)
    {
        var files = new Dictionary<string, IReadOnlyList<AddedLine>>(StringComparer.Ordinal);
        List<AddedLine>? open = null;
        while (reader.TryReadTo((byte)'\n', out var line))
        {
            alive();
            if (line.StartsWith("@@ "u8))
            {
                var (removed, first, count) = AddedLines.Hunk(System.Text.Encoding.UTF8.GetString(line));
                Hunk(reader, removed, first, count, open);
            }
            else if (line.StartsWith("+++ "u8))
            {
                open = null;
                if (!line.SequenceEqual("+++ /dev/null"u8) && AddedLines.PathOf(line[4..]) is var path && wanted(path))
                {
                    files[path] = open = [];
                }
            }
        }

        return files;
    }

    /// <summary>Removed lines come first, then added ones; a word about a missing line break stands between or after them.</summary>
    private static void Hunk(ByteReader reader, int removed, int first, int count, List<AddedLine>? open)
    {
        var number = first;
        while (removed > 0 || count > 0)
        {
            var line = reader.ReadTo((byte)'\n');
            if (line is [(byte)'\\', ..])
            {
                continue;
            }

            if (removed > 0)
            {
                removed--;
                continue;
            }

            count--;
            var text = line.Length > 0 ? line[1..] : line;
            open?.Add(new AddedLine(number++, LineMark.Of(text), LineMark.IsTrivial(text)));
        }
    }
}
