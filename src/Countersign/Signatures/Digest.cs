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

    // Four words and no UInt128: code that touches a type with one inside cannot be compiled ahead of time, and nearly everything has a digest.
    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    private Digest(ulong a, ulong b, ulong c, ulong d) => (_a, _b, _c, _d) = (a, b, c, d);

    /// <summary>The first 12 hexadecimal digits, for people; never compare by it.</summary>
    public string Short => ToString()[..12];

    public static Digest Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[ByteLength];
        SHA256.HashData(bytes, hash);
        return FromBytes(hash);
    }

    /// <exception cref="FormatException">Not exactly 32 bytes.</exception>
    public static Digest FromBytes(ReadOnlySpan<byte> hash) =>
        hash.Length == ByteLength
            ? new Digest(
                BinaryPrimitives.ReadUInt64BigEndian(hash),
                BinaryPrimitives.ReadUInt64BigEndian(hash[8..]),
                BinaryPrimitives.ReadUInt64BigEndian(hash[16..]),
                BinaryPrimitives.ReadUInt64BigEndian(hash[24..])
            )
            : throw new FormatException("A SHA-256 digest has 32 bytes.");

    /// <exception cref="FormatException">Not 64 lower-case hexadecimal digits.</exception>
    public static Digest Parse(string text) =>
        TryParse(text, out var digest) ? digest : throw new FormatException("A digest is 64 lower-case hexadecimal digits.");

    public static bool TryParse([NotNullWhen(true)] string? text, out Digest digest)
    {
        digest = default;
        if (text is null || text.Length != HexLength || text.AsSpan().ContainsAnyExcept(HexDigits))
        {
            return false;
        }

        digest = new Digest(Word(text.AsSpan(0, 16)), Word(text.AsSpan(16, 16)), Word(text.AsSpan(32, 16)), Word(text.AsSpan(48)));
        return true;
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[ByteLength];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _a);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), _b);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(16), _c);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(24), _d);
        return bytes;
    }

    /// <summary>The order of the bytes, which is also the order of the hexadecimal text.</summary>
    public int CompareTo(Digest other) =>
        _a != other._a ? _a.CompareTo(other._a)
        : _b != other._b ? _b.CompareTo(other._b)
        : _c != other._c ? _c.CompareTo(other._c)
        : _d.CompareTo(other._d);

    public override string ToString() => Convert.ToHexStringLower(ToBytes());

    private static ulong Word(ReadOnlySpan<char> digits) => ulong.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
