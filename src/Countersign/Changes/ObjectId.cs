// The name that Git gives an object: 40 hex digits in a SHA-1 repository, 64 in a SHA-256 one.
using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Countersign.Changes;

public enum ObjectFormat
{
    Sha1,
    Sha256,
}

/// <summary>Lower-case hex only; all zeros stands for "no object". The default value is the SHA-1 zero.</summary>
public readonly record struct ObjectId : IComparable<ObjectId>
{
    internal static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");
    internal static readonly SearchValues<byte> HexBytes = SearchValues.Create("0123456789abcdef"u8);
    private readonly string? _hex;

    private static readonly string s_zeros = new('0', 40);

    private ObjectId(string hex) => _hex = hex == s_zeros ? null : hex;

    public string Hex => _hex ?? s_zeros;

    public ObjectFormat Format => Hex.Length == 64 ? ObjectFormat.Sha256 : ObjectFormat.Sha1;

    /// <summary>True for all zeros, of either length.</summary>
    public bool IsZero => !Hex.AsSpan().ContainsAnyExcept('0');

    /// <summary>The first 12 digits, for people.</summary>
    public string Short => Hex[..12];

    public static ObjectId Zero(ObjectFormat format) => new(new string('0', HexLength(format)));

    /// <summary>The empty tree, which Git knows without storing it.</summary>
    public static ObjectId EmptyTree(ObjectFormat format) =>
        new(
            format == ObjectFormat.Sha1
                ? "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
                : "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"
        );

    public static int HexLength(ObjectFormat format) => format == ObjectFormat.Sha256 ? 64 : 40;

    /// <exception cref="FormatException">Anything but 40 or 64 lower-case hex digits.</exception>
    public static ObjectId Parse(string text) =>
        TryParse(text, out var id)
            ? id
            : throw new FormatException($"'{VisibleText.Of(text)}' is not a Git object id (40 or 64 lower-case hex digits).");

    public static bool TryParse([NotNullWhen(true)] string? text, out ObjectId id)
    {
        var good = text is { Length: 40 or 64 } && !text.AsSpan().ContainsAnyExcept(HexDigits);
        id = good ? new ObjectId(text!) : default;
        return good;
    }

    public static bool TryParse(ReadOnlySpan<byte> ascii, out ObjectId id)
    {
        var good = ascii.Length is 40 or 64 && !ascii.ContainsAnyExcept(HexBytes);
        id = good ? new ObjectId(System.Text.Encoding.ASCII.GetString(ascii)) : default;
        return good;
    }

    /// <summary>From the 20 or 32 raw bytes that stand in a tree object.</summary>
    public static ObjectId FromBytes(ReadOnlySpan<byte> raw) =>
        raw.Length is 20 or 32
            ? new ObjectId(Convert.ToHexStringLower(raw))
            : throw new FormatException($"A raw Git object id has 20 or 32 bytes, not {raw.Length}.");

    public byte[] ToBytes() => Convert.FromHexString(Hex);

    public int CompareTo(ObjectId other) => string.CompareOrdinal(Hex, other.Hex);

    public override string ToString() => Hex;
}
