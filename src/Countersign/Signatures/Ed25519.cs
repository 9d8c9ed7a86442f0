// Checks Ed25519 signatures (RFC 8032) strictly; .NET has no Ed25519 of its own.
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace Countersign.Signatures;

/// <summary>
/// The equation is the one without cofactor, [S]B - [h]A = R compared as bytes, as OpenSSH does it. Refused on top of a wrong equation:
/// a key or signature of another length; S not below the group order L (else every signature had a twin);
/// a key A or point R that is not encoded canonically (y not below p, or a zero x with the sign bit), or is not on the curve;
/// a key A of small order (it would accept signatures over many messages at once).
/// A key of mixed order cannot be told from an honest one without its maker's help; for it the equation alone decides.
/// </summary>
public static class Ed25519
{
    public const int KeyLength = 32;
    public const int SignatureLength = 64;

    private static readonly BigInteger Order =
        BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", CultureInfo.InvariantCulture);

    /// <summary>Never throws; an input of a wrong length is a bad signature.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureLength || !TryDecodeKey(publicKey, out var key))
        {
            return false;
        }

        var r = signature[..32];
        var s = signature[32..];
        if (new BigInteger(s, isUnsigned: true) >= Order)
        {
            return false;
        }

        Span<byte> h = stackalloc byte[32];
        HashToScalar(r, publicKey, message, h);
        Span<byte> expected = stackalloc byte[32];
        EdwardsPoint.BasePlus(s, key.Negate(), h).Encode(expected);
        return expected.SequenceEqual(r);
    }

    /// <summary>True if these 32 bytes can be the key of anybody: canonical, on the curve, not of small order.</summary>
    public static bool IsKey(ReadOnlySpan<byte> publicKey) => TryDecodeKey(publicKey, out _);

    private static bool TryDecodeKey(ReadOnlySpan<byte> publicKey, out EdwardsPoint key)
    {
        key = default;
        return publicKey.Length == KeyLength && EdwardsPoint.TryDecode(publicKey, out key) && !key.IsSmallOrder;
    }

    private static void HashToScalar(ReadOnlySpan<byte> r, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, Span<byte> scalar)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(r);
        hash.AppendData(publicKey);
        hash.AppendData(message);
        Span<byte> digest = stackalloc byte[64];
        hash.GetHashAndReset(digest);
        scalar.Clear();
        (new BigInteger(digest, isUnsigned: true) % Order).TryWriteBytes(scalar, out _, isUnsigned: true);
    }
}
