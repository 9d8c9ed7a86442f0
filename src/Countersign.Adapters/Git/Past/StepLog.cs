// Reads one `git log` of a first-parent line, oldest first: who is a hash, what is paths with counted lines.
using System.Globalization;
using System.Text;
using Countersign.Changes;

namespace Countersign.Adapters.Git.Past;

/// <summary>What one change of the past is: a step of the first-parent line with all that it brought, or every single commit but merges.</summary>
public enum Grain
{
    MergedChange,
    Commit,
}

/// <summary>One step of the line against its first parent. <paramref name="Author"/> is a hash and leaves this folder nowhere.</summary>
internal sealed record Step(ObjectId Id, long When, uint Author, string Message, IReadOnlyList<CountedFile> Files);

/// <summary>Binary content counts no lines.</summary>
internal readonly record struct CountedFile(RepoPath Path, int Added, int Deleted);

internal static class StepLog
{
    private const string Command = "git log";
    private const int LongestPiece = 8 << 20;

    /// <summary>Newest steps only where <paramref name="newest"/> says how many; of some paths only where given. One process, streamed.</summary>
    public static IEnumerable<Step> Read(
        CleanRoom room,
        ObjectId tip,
        int? newest = null,
        IReadOnlyCollection<RepoPath>? paths = null,
        Grain grain = Grain.MergedChange
    )
    {
        List<string> arguments =
        [
            "log",
            .. grain == Grain.MergedChange ? new[] { "--first-parent", "--diff-merges=first-parent" } : ["--no-merges", "--topo-order"],
            "--reverse",
            "--no-renames",
            "--numstat",
            "-z",
            "--no-mailmap",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--format=%H%x00%ct%x00%ae%x00%B%x00",
        ];
        if (newest is { } most)
        {
            arguments.Add(string.Create(CultureInfo.InvariantCulture, $"--max-count={most}"));
        }

        arguments.Add("--stdin");
        using var process = room.Git.Start(room.Surroundings, arguments);
        process.Arm();
        process.Feed(Input(tip, paths));
        var reader = new ByteReader(process.Output, Command, LongestPiece);
        var more = Next(reader, process, out var piece);
        while (more)
        {
            var id = ObjectId.TryParse(piece, out var parsed) ? parsed : throw GitFault.Unreadable(Command, "a step does not begin with a commit");
            var when = long.TryParse(reader.ReadTo(0), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time) ? time : 0;
            var author = (uint)PathKey.Of(Lower(reader.ReadTo(0)));
            var message = Encoding.UTF8.GetString(reader.ReadTo(0)).Trim();
            if (!reader.ReadTo(0).IsEmpty)
            {
                throw GitFault.Unreadable(Command, "a step's message does not end where it should");
            }

            var files = new List<CountedFile>();
            while ((more = Next(reader, process, out piece)) && piece.Contains((byte)'\t'))
            {
                files.Add(File(piece));
            }

            yield return new Step(id, Math.Max(0, when), author, message, files);
        }

        process.Expect();
    }

    // A span does not live across a yield: the piece that follows a step is copied.
    private static bool Next(ByteReader reader, GitProcess process, out byte[] piece)
    {
        process.Arm();
        var found = reader.TryReadTo(0, out var bytes);
        piece = found ? bytes.TrimStart((byte)'\n').ToArray() : [];
        return found;
    }

    private static byte[] Input(ObjectId tip, IReadOnlyCollection<RepoPath>? paths)
    {
        using var input = new MemoryStream();
        input.Write(Encoding.ASCII.GetBytes($"{tip.Hex}\n"));
        if (paths is not null)
        {
            input.Write("--\n"u8);
            foreach (var path in paths)
            {
                input.Write(path.Bytes);
                input.WriteByte((byte)'\n');
            }
        }

        return input.ToArray();
    }

    private static CountedFile File(ReadOnlySpan<byte> piece)
    {
        var first = piece.IndexOf((byte)'\t');
        var second = piece[(first + 1)..].IndexOf((byte)'\t') + first + 1;
        return second > first && second + 1 < piece.Length
            ? new CountedFile(RepoPath.FromBytes(piece[(second + 1)..]), Count(piece[..first]), Count(piece[(first + 1)..second]))
            : throw GitFault.Unreadable(Command, "a line count names no file");
    }

    private static int Count(ReadOnlySpan<byte> digits) =>
        digits.SequenceEqual("-"u8) ? 0
        : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
        : throw GitFault.Unreadable(Command, "a line count is no number");

    private static byte[] Lower(ReadOnlySpan<byte> text)
    {
        var lower = text.ToArray();
        for (var i = 0; i < lower.Length; i++)
        {
            lower[i] = lower[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(lower[i] | 0x20) : lower[i];
        }

        return lower;
    }
}
