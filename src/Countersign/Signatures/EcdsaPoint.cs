// What all ECDSA keys and signatures here share: points on NIST curves, and pairs of numbers in their three spellings.
using System.Security.Cryptography;

namespace Countersign.Signatures;

internal static class EcdsaPoint
{
    /// <summary>Null and the key for an uncompressed point (04, x, y) on the curve; else the problem.</summary>
    public static string? Problem(ECCurve curve, int fieldLength, ReadOnlySpan<byte> point, out ECParameters parameters)
    {
        parameters = default;
        if (point.Length != 1 + (2 * fieldLength) || point[0] != 4)
        {
            return "an ECDSA key is an uncompressed point";
        }

        var candidate = new ECParameters
        {
            Curve = curve,
            Q = new ECPoint { X = point[1..(1 + fieldLength)].ToArray(), Y = point[(1 + fieldLength)..].ToArray() },
        };
        try
        {
            using var probe = ECDsa.Create(candidate);
        }
        catch (CryptographicException)
        {
            return "the ECDSA key is not a point of its curve";
        }

        parameters = candidate;
        return null;
    }

    /// <summary>r and s without leading zeros to r || s of twice the field length.</summary>
    public static byte[] FixedPair(ReadOnlySpan<byte> r, ReadOnlySpan<byte> s, int fieldLength)
    {
        var pair = new byte[2 * fieldLength];
        r.CopyTo(pair.AsSpan(fieldLength - r.Length));
        s.CopyTo(pair.AsSpan((2 * fieldLength) - s.Length));
        return pair;
    }

    /// <summary>A P-256 signature in strict DER (30 len 02 len r 02 len s, short lengths, shortest numbers, nothing after) to r || s.</summary>
    public static bool TryFromDer(ReadOnlySpan<byte> der, out byte[] pair)
    {
        pair = [];
        if (der.Length is < 8 or > 72 || der[0] != 0x30 || der[1] != der.Length - 2)
        {
            return false;
        }

        var rest = der[2..];
        if (!TryNumber(ref rest, out var r) || !TryNumber(ref rest, out var s) || !rest.IsEmpty)
        {
            return false;
        }

        pair = FixedPair(r, s, 32);
        return true;
    }

    private static bool TryNumber(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> magnitude)
    {
        magnitude = default;
        if (rest.Length < 3 || rest[0] != 0x02 || rest[1] is 0 or > 33 || rest[1] > rest.Length - 2)
        {
            return false;
        }

        var number = rest.Slice(2, rest[1]);
        rest = rest[(2 + number.Length)..];
        if (number[0] >= 0x80 || (number[0] == 0 && (number.Length == 1 || number[1] < 0x80)))
        {
            return false;
        }

        magnitude = number[0] == 0 ? number[1..] : number;
        return magnitude.Length <= 32;
    }
}
