// A SHA-256 digest: what statements, files and changes are bound to.
using System.Security.Cryptography;

namespace Countersign.Signatures;

/// <summary>64 lower-case hex digits. Made by <see cref="Of"/> or Parse only.</summary>
public readonly record struct Digest : IComparable<Digest>
{
    private const int HexLength = 64;
    private readonly string? _hex;

    private Digest(string hex) => _hex = hex;

    /// <summary>The first 12 digits, for people.</summary>
    public string Short => ToString()[..12];

    public static Digest Of(ReadOnlySpan<byte> bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>From the 32 raw bytes.</summary>
    public static Digest FromBytes(ReadOnlySpan<byte> hash) =>
        hash.Length == 32 ? new(Convert.ToHexStringLower(hash)) : throw new FormatException("a SHA-256 digest has 32 bytes");

    public static bool TryParse(string? text, out Digest digest)
    {
        var fits = text is { Length: HexLength } && text.All(char.IsAsciiHexDigitLower);
        digest = fits ? new Digest(text!) : default;
        return fits;
    }

    public static Digest Parse(string text) =>
        TryParse(text, out var digest) ? digest : throw new FormatException($"not a SHA-256 digest in lower-case hex: '{text}'");

    public int CompareTo(Digest other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => _hex ?? new string('0', HexLength);
}
