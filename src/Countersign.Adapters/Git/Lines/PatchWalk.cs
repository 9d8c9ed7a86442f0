// Walks Git's patches without context: which commit, which file, which lines; what stands in a hunk is counted off, whatever it looks like.
using System.Globalization;
using System.Text;
using Countersign.Changes;

namespace Countersign.Adapters.Git.Lines;

internal sealed class PatchWalk(ByteReader reader, Action alive)
{
    public const string Command = "git diff-tree";

    /// <summary>Bytes of a line of content that are looked at; the rest of a longer one is passed over.</summary>
    private const int LongestLine = 1 << 20;

    public static IReadOnlyList<string> Options { get; } = ["-r", "-p", "-U0", "--no-color", "--no-ext-diff", "--no-textconv", "--full-index"];

    public delegate void TakeLine(int number, ReadOnlySpan<byte> text);

    public Action<ObjectId> Commit { get; init; } = _ => { };

    /// <summary>The file's path on the new side; null where it is gone.</summary>
    public Action<RepoPath?> File { get; init; } = _ => { };

    /// <summary>The contents of a file, before and after.</summary>
    public Action<ObjectId, ObjectId> Contents { get; init; } = (_, _) => { };

    public Action<PatchHunk> Hunk { get; init; } = _ => { };

    /// <summary>A line that was added, without its line break.</summary>
    public TakeLine Added { get; init; } = (_, _) => { };

    /// <summary>Runs Git to its end.</summary>
    public static void Of(GitProcess process, Func<ByteReader, PatchWalk> walk)
    {
        walk(new ByteReader(process.Output, Command)).Read();
        process.Expect();
    }

    public void Read()
    {
        while (reader.TryReadTo((byte)'\n', out var line))
        {
            alive();
            if (line.StartsWith("@@ "u8))
            {
                var hunk = HunkOf(Encoding.ASCII.GetString(line));
                Hunk(hunk);
                Pass(hunk);
            }
            else if (line.StartsWith("+++ "u8))
            {
                File(line.SequenceEqual("+++ /dev/null"u8) ? null : PathOf(line[4..]));
            }
            else if (line.StartsWith("index "u8))
            {
                var ids = Encoding.ASCII.GetString(line["index ".Length..]).Split(' ')[0].Split("..");
                if (ids.Length != 2 || !ObjectId.TryParse(ids[0], out var old) || !ObjectId.TryParse(ids[1], out var @new))
                {
                    throw GitFault.Unreadable(Command, "a file does not say which contents");
                }

                Contents(old, @new);
            }
            else if (line.Length is 40 or 64 && ObjectId.TryParse(Encoding.ASCII.GetString(line), out var commit))
            {
                Commit(commit);
            }
        }
    }

    /// <summary>Removed lines come first, then added ones; a word about a missing line break stands between or after them.</summary>
    private void Pass(PatchHunk hunk)
    {
        var (removed, count, number) = (hunk.Removed, hunk.Count, hunk.First);
        while (removed > 0 || count > 0)
        {
            alive();
            var line = reader.ReadFirst((byte)'\n', LongestLine);
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
            Added(number++, line.IsEmpty ? line : line[1..]);
        }
    }

    /// <summary>"b/" and the path, in quotes where it is odd; a path with a blank ends in a tab.</summary>
    private static RepoPath PathOf(ReadOnlySpan<byte> name)
    {
        var path = QuotedPath.Read(name is [.. var rest, (byte)'\t'] ? rest : name);
        return path.Bytes is [(byte)'b', (byte)'/', _, ..] ? RepoPath.FromBytes(path.Bytes[2..]) : path;
    }

    /// <summary>"@@ -old[,lines] +new[,lines] @@", where one line is not counted out. Source: git-diff(1).</summary>
    private static PatchHunk HunkOf(string line) =>
        line.Split(' ') is [_, ['-', .. var old], ['+', .. var @new], ..] && Range(old) is var (from, removed) && Range(@new) is var (first, count)
            ? new PatchHunk(from, removed, first, count)
            : throw GitFault.Unreadable(Command, "a hunk does not say which lines");

    /// <summary>"4,2" or "4", which is one line.</summary>
    internal static (int First, int Count)? Range(string text) =>
        text.Split(',') switch
        {
            [var one] when Number(one) is { } first => (first, 1),
            [var one, var two] when Number(one) is { } first && Number(two) is { } count => (first, count),
            _ => null,
        };

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Lines count from 1; where a side has none, its first is the line before.</summary>
internal readonly record struct PatchHunk(int From, int Removed, int First, int Count);
