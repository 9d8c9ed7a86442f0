// A path inside a repository: bytes, as Git keeps them, and one unambiguous way to write them as text.
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Countersign.Changes;

/// <summary>Equality and order are by bytes. Not empty and without NUL; slashes separate folders.</summary>
public readonly struct RepoPath : IEquatable<RepoPath>, IComparable<RepoPath>
{
    private readonly byte[]? _bytes;

    private RepoPath(byte[] bytes) => _bytes = bytes;

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>UTF-8 as it stands; every other byte and the per cent sign as %XX (upper-case hex).</summary>
    public string Text => Escape(Bytes);

    /// <summary>For people only: <see cref="Text"/> with control, bidirectional and invisible characters made visible.</summary>
    public string Display => VisibleText.Of(Text);

    /// <summary>What stands after the last slash, in the form of <see cref="Text"/>.</summary>
    public string Name => Escape(Bytes[(Bytes.LastIndexOf((byte)'/') + 1)..]);

    /// <summary>From ordinary text, as in a policy or on a command line: a per cent sign is a per cent sign.</summary>
    public static RepoPath Of(string plain) => FromBytes(Encoding.UTF8.GetBytes(plain));

    public byte[] ToBytes() => Bytes.ToArray();

    /// <exception cref="FormatException">Empty, or with a NUL byte.</exception>
    public static RepoPath FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty || bytes.Contains((byte)0)
            ? throw new FormatException("A path in a repository is not empty and has no NUL byte.")
            : new RepoPath(bytes.ToArray());

    /// <summary>From the form of <see cref="Text"/>.</summary>
    /// <exception cref="FormatException">Not that form, for instance a per cent sign that is not written %25.</exception>
    public static RepoPath Parse(string text) =>
        TryParse(text, out var path)
            ? path
            : throw new FormatException($"'{VisibleText.Of(text)}' is not a path in canonical form (UTF-8; other bytes and % as %XX).");

    public static bool TryParse([NotNullWhen(true)] string? text, out RepoPath path)
    {
        path = default;
        if (string.IsNullOrEmpty(text) || text.Contains('\0', StringComparison.Ordinal) || !TryUnescape(text, out var bytes))
        {
            return false;
        }

        path = new RepoPath(bytes);
        return path.Text == text;
    }

    public bool StartsWith(RepoPath folder) =>
        Bytes.Length > folder.Bytes.Length && Bytes[folder.Bytes.Length] == (byte)'/' && Bytes.StartsWith(folder.Bytes);

    public int CompareTo(RepoPath other) => Bytes.SequenceCompareTo(other.Bytes);

    public bool Equals(RepoPath other) => Bytes.SequenceEqual(other.Bytes);

    public override bool Equals(object? obj) => obj is RepoPath other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    public static bool operator ==(RepoPath left, RepoPath right) => left.Equals(right);

    public static bool operator !=(RepoPath left, RepoPath right) => !left.Equals(right);

    public override string ToString() => Text;

    private static string Escape(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.Contains((byte)'%') && Ascii.IsValid(bytes))
        {
            return Encoding.ASCII.GetString(bytes);
        }

        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var used);
            if (status == System.Buffers.OperationStatus.Done && rune.Value != '%')
            {
                text.Append(rune.ToString());
            }
            else
            {
                foreach (var one in bytes[..used])
                {
                    text.Append('%').Append(one.ToString("X2", CultureInfo.InvariantCulture));
                }
            }

            bytes = bytes[used..];
        }

        return text.ToString();
    }

    private static bool TryUnescape(string text, out byte[] bytes)
    {
        bytes = Encoding.UTF8.GetBytes(text);
        var written = 0;
        for (var read = 0; read < bytes.Length; read++)
        {
            if (bytes[read] != (byte)'%')
            {
                bytes[written++] = bytes[read];
                continue;
            }

            if (read + 2 >= bytes.Length || Hex(bytes[read + 1]) is not { } high || Hex(bytes[read + 2]) is not { } low || (high | low) == 0)
            {
                return false;
            }

            bytes[written++] = (byte)((high << 4) | low);
            read += 2;
        }

        Array.Resize(ref bytes, written);
        return true;
    }

    private static int? Hex(byte digit) =>
        digit switch
        {
            >= (byte)'0' and <= (byte)'9' => digit - '0',
            >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
            _ => null,
        };
}
