// The canonical bytes of a change, and their SHA-256: what a sign-off binds to. Source: specs/change-digest.md.
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Countersign.Signatures;

namespace Countersign.Changes;

/// <summary>Records in the order of their paths' bytes, each path once, none whose two sides are equal.</summary>
public sealed class ChangeManifest
{
    private static readonly string s_noContent = new('0', 64);
    private readonly Lazy<Digest> _digest;

    private ChangeManifest(IReadOnlyList<ManifestEntry> entries)
    {
        Entries = entries;
        _digest = new Lazy<Digest>(Hash);
    }

    public IReadOnlyList<ManifestEntry> Entries { get; }

    /// <summary>The change digest. A change of nothing has the SHA-256 of no bytes.</summary>
    public Digest Digest => _digest.Value;

    public bool IsEmpty => Entries.Count == 0;

    /// <exception cref="ArgumentException">A path twice, or a record in which nothing changes.</exception>
    public static ChangeManifest Of(IEnumerable<ManifestEntry> entries)
    {
        var sorted = entries.ToArray();
        Array.Sort(sorted, static (left, right) => left.Path.CompareTo(right.Path));
        for (var i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].Old == sorted[i].New)
            {
                throw new ArgumentException($"Nothing changes at {sorted[i].Path.Display}.", nameof(entries));
            }

            if (i > 0 && sorted[i].Path == sorted[i - 1].Path)
            {
                throw new ArgumentException($"The path {sorted[i].Path.Display} stands twice.", nameof(entries));
            }
        }

        return new ChangeManifest(sorted);
    }

    /// <summary>The change that undoes this one: an exact revert is a change whose digest equals this one's.</summary>
    public ChangeManifest Inverse() => new([.. Entries.Select(static entry => entry.Inverse())]);

    public bool IsInverseOf(ChangeManifest other) => Entries.Count == other.Entries.Count && Digest == other.Inverse().Digest;

    public byte[] ToBytes()
    {
        var bytes = new List<byte>();
        foreach (var entry in Entries)
        {
            bytes.AddRange(Record(entry));
        }

        return [.. bytes];
    }

    /// <summary>Reads exactly what <see cref="ToBytes"/> writes, and nothing that differs from it by a byte.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ChangeManifest? manifest)
    {
        manifest = null;
        var entries = new List<ManifestEntry>();
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)0);
            if (end < 0 || !TryReadRecord(bytes[..end], out var entry) || (entries.Count > 0 && entries[^1].Path.CompareTo(entry.Path) >= 0))
            {
                return false;
            }

            entries.Add(entry);
            bytes = bytes[(end + 1)..];
        }

        manifest = new ChangeManifest(entries);
        return true;
    }

    private Digest Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in Entries)
        {
            hash.AppendData(Record(entry));
        }

        return Digest.FromBytes(hash.GetHashAndReset());
    }

    private static byte[] Record(ManifestEntry entry) =>
        [
            .. Encoding.ASCII.GetBytes($"{entry.Old.Mode.Octal()} {entry.New.Mode.Octal()} {Content(entry.Old)} {Content(entry.New)} "),
            .. entry.Path.Bytes,
            0,
        ];

    private static string Content(ManifestSide side) => side.Content?.ToString() ?? s_noContent;

    private static bool TryReadRecord(ReadOnlySpan<byte> record, out ManifestEntry entry)
    {
        const int PathAt = 6 + 1 + 6 + 1 + 64 + 1 + 64 + 1;
        entry = default;
        if (record.Length <= PathAt || record[6] != ' ' || record[13] != ' ' || record[78] != ' ' || record[143] != ' ')
        {
            return false;
        }

        if (!TryReadSide(record[..6], record[14..78], out var old) || !TryReadSide(record[7..13], record[79..143], out var @new) || old == @new)
        {
            return false;
        }

        entry = new ManifestEntry(RepoPath.FromBytes(record[PathAt..]), old, @new);
        return true;
    }

    private static bool TryReadSide(ReadOnlySpan<byte> mode, ReadOnlySpan<byte> content, out ManifestSide side)
    {
        side = default;
        if (!EntryModes.TryParse(mode, out var kind) || kind == EntryMode.Tree || content.ContainsAnyExcept(ObjectId.HexBytes))
        {
            return false;
        }

        var absent = !content.ContainsAnyExcept((byte)'0');
        if (absent != (kind == EntryMode.Absent))
        {
            return false;
        }

        side = absent ? ManifestSide.Absent : ManifestSide.Raw(kind, Digest.Parse(Encoding.ASCII.GetString(content)));
        return true;
    }
}
