// Reads and writes the bytes of one tree object: one folder.
using System.Text;
using Countersign.Changes;

namespace Countersign.Adapters.Git;

/// <summary><paramref name="Path"/> is the name alone in a single tree, the whole path in a listing.</summary>
public readonly record struct TreeEntry(RepoPath Path, EntryMode Mode, ObjectId Id);

internal static class TreeObject
{
    /// <exception cref="GitFault">Anything that Git would not write: a broken record, an impossible name, a name twice.</exception>
    public static List<TreeEntry> Read(ReadOnlySpan<byte> raw, ObjectFormat format)
    {
        var entries = new List<TreeEntry>();
        var names = new HashSet<RepoPath>();
        var idLength = ObjectId.HexLength(format) / 2;
        while (!raw.IsEmpty)
        {
            var space = raw.IndexOf((byte)' ');
            var end = raw.IndexOf((byte)0);
            if (space < 0 || end < space || raw.Length < end + 1 + idLength || !EntryModes.TryParseStored(raw[..space], out var mode))
            {
                throw GitFault.Unreadable("git cat-file", "a tree has a broken record");
            }

            var name = raw[(space + 1)..end];
            if (name.IsEmpty || name.Contains((byte)'/') || name.SequenceEqual("."u8) || name.SequenceEqual(".."u8))
            {
                throw GitFault.Unreadable("git cat-file", "a tree has an impossible name in it");
            }

            var entry = new TreeEntry(RepoPath.FromBytes(name), mode, ObjectId.FromBytes(raw.Slice(end + 1, idLength)));
            if (!names.Add(entry.Path))
            {
                throw GitFault.Unreadable("git cat-file", $"a tree has the name {entry.Path.Display} twice");
            }

            entries.Add(entry);
            raw = raw[(end + 1 + idLength)..];
        }

        return entries;
    }

    /// <summary>In Git's order, in which a folder sorts as if its name ended with a slash.</summary>
    public static byte[] Write(IEnumerable<TreeEntry> entries)
    {
        using var bytes = new MemoryStream();
        foreach (var entry in entries.OrderBy(static entry => entry, Comparer<TreeEntry>.Create(Compare)))
        {
            bytes.Write(Encoding.ASCII.GetBytes(entry.Mode.Octal().TrimStart('0')));
            bytes.WriteByte((byte)' ');
            bytes.Write(entry.Path.Bytes);
            bytes.WriteByte(0);
            bytes.Write(entry.Id.ToBytes());
        }

        return bytes.ToArray();
    }

    private static int Compare(TreeEntry left, TreeEntry right) => SortName(left).AsSpan().SequenceCompareTo(SortName(right));

    private static byte[] SortName(TreeEntry entry) => entry.Mode == EntryMode.Tree ? [.. entry.Path.Bytes, (byte)'/'] : entry.Path.ToBytes();
}
