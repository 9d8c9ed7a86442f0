// Ids of 128 random bits as 32 lower-case hex digits: the change and the nonce.
using System.Diagnostics.CodeAnalysis;

namespace Countersign.SignOffs;

/// <summary>Names a change for its whole life; made by the first `propose` from 128 random bits.</summary>
public readonly record struct ChangeId
{
    private readonly string? hex;

    private ChangeId(string hex) => this.hex = HexId.NullIfZeros(hex);

    /// <exception cref="FormatException">Not 16 bytes.</exception>
    public static ChangeId FromBytes(ReadOnlySpan<byte> random) => new(HexId.Of(random));

    public static bool TryParse([NotNullWhen(true)] string? text, out ChangeId id)
    {
        id = HexId.Fits(text) ? new ChangeId(text) : default;
        return HexId.Fits(text);
    }

    public static ChangeId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"not a change id (32 lower-case hex digits): '{text}'");

    public override string ToString() => hex ?? new string('0', HexId.Length);
}

/// <summary>Makes two statements that say the same differ; the randomness comes from outside the core.</summary>
public readonly record struct Nonce
{
    private readonly string? hex;

    private Nonce(string hex) => this.hex = HexId.NullIfZeros(hex);

    /// <exception cref="FormatException">Not 16 bytes.</exception>
    public static Nonce FromBytes(ReadOnlySpan<byte> random) => new(HexId.Of(random));

    public static bool TryParse([NotNullWhen(true)] string? text, out Nonce nonce)
    {
        nonce = HexId.Fits(text) ? new Nonce(text) : default;
        return HexId.Fits(text);
    }

    public override string ToString() => hex ?? new string('0', HexId.Length);
}

internal static class HexId
{
    public const int Length = 32;

    /// <summary>So that the default value and the one read from zeros are equal.</summary>
    public static string? NullIfZeros(string hex) => hex.All(digit => digit == '0') ? null : hex;

    public static bool Fits([NotNullWhen(true)] string? text) => text is { Length: Length } && text.All(char.IsAsciiHexDigitLower);

    public static string Of(ReadOnlySpan<byte> random) =>
        random.Length == 16 ? Convert.ToHexStringLower(random) : throw new FormatException("an id is made of 16 random bytes");
}
