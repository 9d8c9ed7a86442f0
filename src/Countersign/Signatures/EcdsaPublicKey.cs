// The public half of a gate's or bot's own key: plain ECDSA on P-256, which common deploy gates can check.
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Countersign.Signatures;

/// <summary>Two keys are equal if their points are.</summary>
public sealed class EcdsaPublicKey : IEquatable<EcdsaPublicKey>
{
    /// <summary>The fixed start of every P-256 SubjectPublicKeyInfo with a named curve and an uncompressed point.</summary>
    private static readonly byte[] SpkiStart = Convert.FromHexString("3059301306072a8648ce3d020106082a8648ce3d030107034200");

    private const int LongestPem = 4096;
    private readonly byte[] _spki;
    private readonly ECParameters _parameters;

    private EcdsaPublicKey(byte[] spki, ECParameters parameters) => (_spki, _parameters, Fingerprint) = (spki, parameters, Digest.Of(spki));

    /// <summary>SHA-256 of the DER SubjectPublicKeyInfo.</summary>
    public Digest Fingerprint { get; }

    /// <summary>The DER SubjectPublicKeyInfo, 91 bytes.</summary>
    public ReadOnlyMemory<byte> Spki => _spki;

    /// <summary>Reads one <c>PUBLIC KEY</c> block and nothing beside it.</summary>
    public static bool TryParse(string pem, [NotNullWhen(true)] out EcdsaPublicKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        problem = "this is not one PEM block PUBLIC KEY";
        if (
            pem.Length > LongestPem
            || !PemEncoding.TryFind(pem, out var fields)
            || !pem.AsSpan()[fields.Label].SequenceEqual("PUBLIC KEY")
            || pem.AsSpan()[..fields.Location.Start.Value].ContainsAnyExcept(" \t\r\n")
            || pem.AsSpan()[fields.Location.End.Value..].ContainsAnyExcept(" \t\r\n")
        )
        {
            return false;
        }

        var base64 = string.Concat(pem[fields.Base64Data].Where(c => !char.IsWhiteSpace(c)));
        return StrictBase64.TryDecode(base64, out var der) && TryFromSpki(der, out key, out problem);
    }

    public static bool TryFromSpki(ReadOnlySpan<byte> der, [NotNullWhen(true)] out EcdsaPublicKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        if (!der.StartsWith(SpkiStart))
        {
            problem = "this is not a P-256 key with an uncompressed point";
            return false;
        }

        problem = EcdsaPoint.Problem(ECCurve.NamedCurves.nistP256, 32, der[SpkiStart.Length..], out var parameters);
        key = problem is null ? new EcdsaPublicKey(der.ToArray(), parameters) : null;
        return key is not null;
    }

    /// <summary>Checks a signature in strict DER over SHA-256 of the message. Never throws.</summary>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> derSignature)
    {
        if (!EcdsaPoint.TryFromDer(derSignature, out var pair))
        {
            return false;
        }

        using var ecdsa = ECDsa.Create(_parameters);
        return ecdsa.VerifyData(message, pair, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>A <c>PUBLIC KEY</c> block with a newline at the end.</summary>
    public string ToPem() => PemEncoding.WriteString("PUBLIC KEY", _spki) + "\n";

    public bool Equals([NotNullWhen(true)] EcdsaPublicKey? other) => other is not null && Fingerprint == other.Fingerprint;

    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as EcdsaPublicKey);

    public override int GetHashCode() => Fingerprint.GetHashCode();

    public override string ToString() => $"ecdsa-p256 {Fingerprint}";
}
