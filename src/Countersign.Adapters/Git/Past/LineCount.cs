// One line of `git log --numstat -z`: added TAB deleted TAB path, with dashes for binary content.
using System.Globalization;

namespace Countersign.Adapters.Git.Past;

internal readonly ref struct LineCount
{
    private LineCount(ReadOnlySpan<byte> path, int added, int deleted, bool isBinary)
    {
        Path = path;
        (Added, Deleted, IsBinary) = (added, deleted, isBinary);
    }

    public ReadOnlySpan<byte> Path { get; }

    /// <summary>Binary content counts no lines.</summary>
    public int Added { get; }

    public int Deleted { get; }

    public bool IsBinary { get; }

    public static bool Is(ReadOnlySpan<byte> piece) => piece.Contains((byte)'\t');

    /// <exception cref="GitFault">It is no such line.</exception>
    public static LineCount Read(ReadOnlySpan<byte> piece)
    {
        var first = piece.IndexOf((byte)'\t');
        var second = piece[(first + 1)..].IndexOf((byte)'\t') + first + 1;
        if (second <= first || second + 1 >= piece.Length)
        {
            throw GitFault.Unreadable(LogAnswer.Command, "a line count names no file");
        }

        var path = piece[(second + 1)..];
        return piece[..first].SequenceEqual("-"u8)
            ? new LineCount(path, 0, 0, true)
            : new LineCount(path, Count(piece[..first]), Count(piece[(first + 1)..second]), false);
    }

    private static int Count(ReadOnlySpan<byte> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw GitFault.Unreadable(LogAnswer.Command, "a line count is no number");
}
