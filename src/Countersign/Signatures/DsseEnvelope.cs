// A DSSE envelope: one payload, kept byte for byte, and the signatures over it.
using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Countersign.Signatures;

/// <param name="KeyId">A hint that anyone can change; it decides nothing.</param>
/// <param name="Sig">The signature's bytes; for a person's sign-off these are the armoured SSH signature in ASCII.</param>
public sealed record DsseSignature(string? KeyId, ReadOnlyMemory<byte> Sig)
{
    public bool Equals(DsseSignature? other) => other is not null && KeyId == other.KeyId && Sig.Span.SequenceEqual(other.Sig.Span);

    public override int GetHashCode() => HashCode.Combine(KeyId, Digest.Of(Sig.Span));
}

/// <summary>Well formed, not verified. 1 to 32 signatures; at most 60,000 bytes as JSON.</summary>
public sealed class DsseEnvelope : IEquatable<DsseEnvelope>
{
    public const int LongestJson = 60_000;
    public const int MostSignatures = 32;

    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="ArgumentException">No payload type, no or too many signatures, or an empty one.</exception>
    public DsseEnvelope(string payloadType, ReadOnlyMemory<byte> payload, IEnumerable<DsseSignature> signatures)
    {
        (PayloadType, Payload, Signatures) = (payloadType, payload, [.. signatures]);
        if (payloadType.Length == 0 || Signatures.Count is 0 or > MostSignatures || Signatures.Any(one => one.Sig.IsEmpty))
        {
            throw new ArgumentException("An envelope has a payload type and 1 to 32 signatures.", nameof(signatures));
        }
    }

    public string PayloadType { get; }

    /// <summary>The very bytes that were signed; read the statement from these and from nothing else.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    public IReadOnlyList<DsseSignature> Signatures { get; }

    /// <summary>What every signature in here has to cover.</summary>
    public byte[] SignedBytes() => Dsse.Pae(PayloadType, Payload.Span);

    /// <summary>Strict: see <see cref="DsseReader"/> for what is refused.</summary>
    public static bool TryParse(ReadOnlySpan<byte> json, [NotNullWhen(true)] out DsseEnvelope? envelope, [NotNullWhen(false)] out string? problem) =>
        DsseReader.TryRead(json, out envelope, out problem);

    /// <summary>One line without a newline, keys in fixed order, standard base64: equal envelopes give equal bytes.</summary>
    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, OneLine))
        {
            json.WriteStartObject();
            json.WriteString("payloadType", PayloadType);
            json.WriteBase64String("payload", Payload.Span);
            json.WriteStartArray("signatures");
            foreach (var one in Signatures)
            {
                json.WriteStartObject();
                if (one.KeyId is { } keyId)
                {
                    json.WriteString("keyid", keyId);
                }

                json.WriteBase64String("sig", one.Sig.Span);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public bool Equals([NotNullWhen(true)] DsseEnvelope? other) =>
        other is not null
        && PayloadType == other.PayloadType
        && Payload.Span.SequenceEqual(other.Payload.Span)
        && Signatures.SequenceEqual(other.Signatures);

    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as DsseEnvelope);

    public override int GetHashCode() => Digest.Of(ToJson()).GetHashCode();
}
