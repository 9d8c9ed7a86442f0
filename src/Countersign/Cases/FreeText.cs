// Words that people wrote, kept beside the signed statement so that they can be redacted without breaking a signature.
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cases;

/// <summary>
/// The stored bytes are 32 hex digits of salt, a newline, the text in UTF-8. A statement names them by their SHA-256, which without the
/// salt tells nothing about a short text. Source: specs/records-store.md.
/// </summary>
public sealed record FreeText(Nonce Salt, string Text)
{
    /// <summary>Of the stored bytes.</summary>
    public const int LongestBytes = 60_000;

    private const int SaltLine = 33;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public Digest Digest => Digest.Of(ToBytes());

    /// <exception cref="EncoderFallbackException">The text has a lone surrogate.</exception>
    public byte[] ToBytes() => Strict.GetBytes($"{Salt}\n{Text}");

    public static bool TryRead(ReadOnlySpan<byte> stored, [NotNullWhen(true)] out FreeText? text)
    {
        text = null;
        if (stored.Length is <= SaltLine or > LongestBytes || stored[SaltLine - 1] != (byte)'\n' || !System.Text.Unicode.Utf8.IsValid(stored))
        {
            return false;
        }

        if (Nonce.TryParse(Encoding.ASCII.GetString(stored[..(SaltLine - 1)]), out var salt))
        {
            text = new FreeText(salt, Encoding.UTF8.GetString(stored[SaltLine..]));
        }

        return text is not null;
    }
}
