// The private half of a gate's or bot's own key; the text of the key comes from outside and is never printed.
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Countersign.Signatures;

public sealed class EcdsaPrivateKey
{
    private readonly byte[] _pkcs8;

    private EcdsaPrivateKey(byte[] pkcs8, EcdsaPublicKey publicKey) => (_pkcs8, PublicKey) = (pkcs8, publicKey);

    public EcdsaPublicKey PublicKey { get; }

    /// <summary>A new key from the operating system's randomness.</summary>
    public static EcdsaPrivateKey Create()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return TryFrom(ecdsa, out var key) ? key : throw new CryptographicException("A new P-256 key was not a P-256 key.");
    }

    /// <summary>Reads an unencrypted <c>PRIVATE KEY</c> or <c>EC PRIVATE KEY</c> block of P-256.</summary>
    public static bool TryParse(string pem, [NotNullWhen(true)] out EcdsaPrivateKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        problem = "this is not one unencrypted P-256 private key in PEM";
        try
        {
            using var ecdsa = ECDsa.Create();
            ecdsa.ImportFromPem(pem);
            return TryFrom(ecdsa, out key);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>A signature in DER over SHA-256 of the message.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(_pkcs8, out _);
        return ecdsa.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>An unencrypted <c>PRIVATE KEY</c> block with a newline at the end: the secret itself, for a file that only its owner reads.</summary>
    public string ToPem() => PemEncoding.WriteString("PRIVATE KEY", _pkcs8) + "\n";

    public override string ToString() => $"private half of {PublicKey}";

    private static bool TryFrom(ECDsa ecdsa, [NotNullWhen(true)] out EcdsaPrivateKey? key)
    {
        key = EcdsaPublicKey.TryFromSpki(ecdsa.ExportSubjectPublicKeyInfo(), out var publicKey, out _)
            ? new EcdsaPrivateKey(ecdsa.ExportPkcs8PrivateKey(), publicKey)
            : null;
        return key is not null;
    }
}
