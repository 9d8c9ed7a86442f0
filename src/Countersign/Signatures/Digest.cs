// A SHA-256 digest: the one way in which this program names bytes.
using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Countersign.Signatures;

/// <summary>32 bytes, written as 64 lower-case hexadecimal digits. The default value is 64 zeros, which names an absent side.</summary>
public readonly record struct Digest : IComparable<Digest>
{
    public const int HexLength = 64;
    public const int ByteLength = 32;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private readonly UInt128 _high;
    private readonly UInt128 _low;

    private Digest(UInt128 high, UInt128 low) => (_high, _low) = (high, low);

    /// <summary>The first 12 hexadecimal digits, for people; never compare by it.</summary>
    public string Short => ToString()[..12];

    public static Digest Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[ByteLength];
        SHA256.HashData(bytes, hash);
        return FromBytes(hash);
    }

    /// <exception cref="FormatException">Not exactly 32 bytes.</exception>
    public static Digest FromBytes(ReadOnlySpan<byte> hash) => hash.Length == ByteLength
        ? new Digest(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]))
        : throw new FormatException("A SHA-256 digest has 32 bytes.");

    /// <exception cref="FormatException">Not 64 lower-case hexadecimal digits.</exception>
    public static Digest Parse(string text) => TryParse(text, out var digest)
        ? digest
        : throw new FormatException("A digest is 64 lower-case hexadecimal digits.");

    public static bool TryParse([NotNullWhen(true)] string? text, out Digest digest)
    {
        digest = default;
        if (text is null || text.Length != HexLength || text.AsSpan().ContainsAnyExcept(HexDigits))
        {
            return false;
        }

        digest = new Digest(
            UInt128.Parse(text.AsSpan(0, 32), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            UInt128.Parse(text.AsSpan(32), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        return true;
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[ByteLength];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _high);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(16), _low);
        return bytes;
    }

    /// <summary>The order of the bytes, which is also the order of the hexadecimal text.</summary>
    public int CompareTo(Digest other) => _high == other._high ? _low.CompareTo(other._low) : _high.CompareTo(other._high);

    public override string ToString() => Convert.ToHexStringLower(ToBytes());
}
