// Reads the answer of diff-tree -z --raw, with or without --numstat behind it.
using System.Globalization;
using System.Text;
using Countersign.Changes;

namespace Countersign.Adapters.Git;

internal static class RawDiff
{
    private const string Command = "git diff-tree";

    /// <summary>In the order of the paths' bytes, each path once.</summary>
    public static List<ChangedFile> Read(Stream answer, ObjectFormat format)
    {
        var reader = new ByteReader(answer, Command);
        var files = new List<ChangedFile>();
        var counted = 0;
        while (reader.TryReadTo(0, out var piece))
        {
            if (piece.StartsWith(":"u8) && counted == 0)
            {
                files.Add(Record(Encoding.ASCII.GetString(piece), reader, format));
            }
            else
            {
                if (counted == files.Count)
                {
                    throw GitFault.Unreadable(Command, "it counts lines of more files than it names");
                }

                files[counted] = Counted(files[counted], piece);
                counted++;
            }
        }

        if (counted != 0 && counted != files.Count)
        {
            throw GitFault.Unreadable(Command, "it names more files than it counts lines of");
        }

        files.Sort(static (left, right) => left.Path.CompareTo(right.Path));
        for (var i = 1; i < files.Count; i++)
        {
            if (files[i].Path == files[i - 1].Path)
            {
                throw GitFault.Unreadable(Command, $"it names {files[i].Path.Display} twice");
            }
        }

        return files;
    }

    private static ChangedFile Record(string header, ByteReader reader, ObjectFormat format)
    {
        var words = header.Split(' ');
        if (
            words.Length != 5
            || !EntryModes.TryParse(words[0][1..], out var oldMode)
            || !EntryModes.TryParse(words[1], out var newMode)
            || !ObjectId.TryParse(words[2], out var oldBlob)
            || !ObjectId.TryParse(words[3], out var newBlob)
            || words[2].Length != ObjectId.HexLength(format)
            || words[3].Length != ObjectId.HexLength(format)
            || words[4].Length == 0
        )
        {
            throw GitFault.Unreadable(Command, $"'{VisibleText.Of(header)}' is no record of a change");
        }

        if (
            oldMode == EntryMode.Tree
            || newMode == EntryMode.Tree
            || oldBlob.IsZero != (oldMode == EntryMode.Absent)
            || newBlob.IsZero != (newMode == EntryMode.Absent)
        )
        {
            throw GitFault.Unreadable(Command, $"'{VisibleText.Of(header)}' contradicts itself");
        }

        var path = PathOf(reader.ReadTo(0));
        return words[4][0] is 'R' or 'C'
            ? new ChangedFile(PathOf(reader.ReadTo(0)), oldMode, newMode, oldBlob, newBlob) { RenamedFrom = path }
            : new ChangedFile(path, oldMode, newMode, oldBlob, newBlob);
    }

    /// <summary>Added TAB deleted TAB path, with dashes for binary content.</summary>
    private static ChangedFile Counted(ChangedFile file, ReadOnlySpan<byte> piece)
    {
        var first = piece.IndexOf((byte)'\t');
        var second = first < 0 ? -1 : piece[(first + 1)..].IndexOf((byte)'\t') + first + 1;
        if (second <= first || !piece[(second + 1)..].SequenceEqual(file.Path.Bytes))
        {
            throw GitFault.Unreadable(Command, $"the line count of {file.Path.Display} is not where it should be");
        }

        var added = piece[..first];
        var deleted = piece[(first + 1)..second];
        if (added.SequenceEqual("-"u8) && deleted.SequenceEqual("-"u8))
        {
            return file with { Added = 0, Deleted = 0, IsBinary = true };
        }

        return file with
        {
            Added = Count(added, file),
            Deleted = Count(deleted, file),
        };
    }

    private static int Count(ReadOnlySpan<byte> digits, ChangedFile file) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw GitFault.Unreadable(Command, $"the line count of {file.Path.Display} is no number");

    private static RepoPath PathOf(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? throw GitFault.Unreadable(Command, "it names an empty path") : RepoPath.FromBytes(bytes);
}
