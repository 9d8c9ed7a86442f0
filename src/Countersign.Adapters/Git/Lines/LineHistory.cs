// Follows a line back through moves and renames to the commit that wrote it, in the clean room: nobody's ignore lists, no attributes.
using System.Globalization;
using System.Text;
using Countersign.Changes;

namespace Countersign.Adapters.Git.Lines;

public static class LineHistory
{
    /// <summary>
    /// Git follows a block of lines, and a single short line is too little to recognise: its neighbours are asked for as well,
    /// so that a block that moved as a whole is followed as a whole.
    /// </summary>
    private const int Neighbours = 20;

    /// <summary>Null where the file has no such line.</summary>
    /// <exception cref="GitFault">There is no such file in the commit, or Git cannot read the history.</exception>
    public static LineOrigin? OriginOf(this CleanRoom room, ObjectId commit, RepoPath path, int line)
    {
        if (line < 1 || LineCount(room, commit, path) < line)
        {
            return null;
        }

        var window = string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, line - Neighbours)},{line + Neighbours}");
        var answer = room
            .Git.Run(room.Surroundings, ["blame", "-M", "-C", "--porcelain", "-L", window, commit.Hex, "--", Encoding.UTF8.GetString(path.Bytes)])
            .Expect();
        return Read(answer, line);
    }

    /// <summary>
    /// Porcelain: ID OLD-LINE NEW-LINE [COUNT], then headers the first time a commit appears ("filename" among them), then TAB and the
    /// line. Source: git-blame(1).
    /// </summary>
    internal static LineOrigin? Read(GitAnswer answer, int line)
    {
        var reader = new ByteReader(new MemoryStream(answer.Output), answer.Command);
        var paths = new Dictionary<ObjectId, RepoPath>();
        (ObjectId Id, int Old, int New)? open = null;
        while (reader.TryReadTo((byte)'\n', out var piece))
        {
            if (piece is [(byte)'\t', ..])
            {
                if (open is { } here && here.New == line)
                {
                    return paths.TryGetValue(here.Id, out var path)
                        ? new LineOrigin(here.Id, path, here.Old, Encoding.UTF8.GetString(piece[1..]).TrimEnd('\r'))
                        : throw GitFault.Unreadable(answer.Command, "a line has no file name");
                }

                open = null;
            }
            else if (open is null)
            {
                open = Header(Encoding.UTF8.GetString(piece)) ?? throw GitFault.Unreadable(answer.Command, "a line does not start with a commit");
            }
            else if (piece.StartsWith("filename "u8))
            {
                paths[open.Value.Id] = QuotedPath.Read(piece["filename ".Length..]);
            }
        }

        return null;
    }

    private static (ObjectId, int, int)? Header(string text) =>
        text.Split(' ') is [var id, var old, var @new, ..]
        && ObjectId.TryParse(id, out var commit)
        && int.TryParse(old, NumberStyles.None, CultureInfo.InvariantCulture, out var was)
        && int.TryParse(@new, NumberStyles.None, CultureInfo.InvariantCulture, out var now)
            ? (commit, was, now)
            : null;

    private static int LineCount(CleanRoom room, ObjectId commit, RepoPath path)
    {
        const long Most = 64L << 20;
        var content =
            room.ReadPath(room.TreeOf(commit), path, Most) ?? throw new GitFault($"there is no file {path.Display} in {commit.Short}", "git blame");
        var bytes = content.Bytes.AsSpan();
        return bytes.Count((byte)'\n') + (bytes is [.., not (byte)'\n'] ? 1 : 0);
    }
}
