// The three families of SSH keys: how each is read, how its signatures are read, and how they are checked.
using System.Numerics;
using System.Security.Cryptography;

namespace Countersign.Signatures;

public abstract partial class SshPublicKey
{
    /// <summary><c>ssh-ed25519</c> and <c>sk-ssh-ed25519@openssh.com</c>.</summary>
    public sealed class Ed25519Key : SshPublicKey
    {
        private readonly byte[] _point;

        private Ed25519Key(string type, byte[] blob, byte[] point, string? application)
            : base(type, blob, 256, application) => _point = point;

        internal static string? Read(string type, ReadOnlySpan<byte> blob, ref SshReader reader, out SshPublicKey? key)
        {
            key = null;
            var application = (string?)null;
            if (!reader.TryBytes(out var point) || (type != "ssh-ed25519" && !reader.TryText(out application)))
            {
                return "the Ed25519 key is damaged";
            }

            if (!Ed25519.IsKey(point))
            {
                return "the Ed25519 key is not a canonical point of large order";
            }

            key = new Ed25519Key(type, blob.ToArray(), point.ToArray(), application);
            return null;
        }

        internal override string? ReadSignature(string algorithm, ref SshReader reader, out byte[] signature)
        {
            signature = [];
            if (!reader.TryBytes(out var bytes) || bytes.Length != Ed25519.SignatureLength)
            {
                return "an Ed25519 signature has 64 bytes";
            }

            signature = bytes.ToArray();
            return null;
        }

        internal override bool Check(string algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature) =>
            Ed25519.Verify(_point, signed, signature);
    }

    /// <summary><c>ecdsa-sha2-nistp256</c>, 384 and 521, and <c>sk-ecdsa-sha2-nistp256@openssh.com</c>.</summary>
    public sealed class EcdsaKey : SshPublicKey
    {
        internal const string HardwareType = "sk-ecdsa-sha2-nistp256@openssh.com";
        private readonly ECParameters _parameters;
        private readonly HashAlgorithmName _hash;

        private EcdsaKey(string type, byte[] blob, int bits, HashAlgorithmName hash, ECParameters parameters, string? application)
            : base(type, blob, bits, application) => (_hash, _parameters) = (hash, parameters);

        private int FieldLength => (Bits + 7) / 8;

        internal static string? Read(string type, ReadOnlySpan<byte> blob, ref SshReader reader, out SshPublicKey? key)
        {
            key = null;
            var (name, bits, curve, hash) = type switch
            {
                "ecdsa-sha2-nistp384" => ("nistp384", 384, ECCurve.NamedCurves.nistP384, HashAlgorithmName.SHA384),
                "ecdsa-sha2-nistp521" => ("nistp521", 521, ECCurve.NamedCurves.nistP521, HashAlgorithmName.SHA512),
                _ => ("nistp256", 256, ECCurve.NamedCurves.nistP256, HashAlgorithmName.SHA256),
            };
            var application = (string?)null;
            if (
                !reader.TryText(out var named)
                || named != name
                || !reader.TryBytes(out var point)
                || (type == HardwareType && !reader.TryText(out application))
            )
            {
                return "the ECDSA key is damaged";
            }

            if (EcdsaPoint.Problem(curve, (bits + 7) / 8, point, out var parameters) is { } problem)
            {
                return problem;
            }

            key = new EcdsaKey(type, blob.ToArray(), bits, hash, parameters, application);
            return null;
        }

        internal override string? ReadSignature(string algorithm, ref SshReader reader, out byte[] signature)
        {
            signature = [];
            if (!reader.TryBytes(out var pair))
            {
                return "the ECDSA signature is damaged";
            }

            var numbers = new SshReader(pair);
            if (
                !numbers.TryPositive(out var r)
                || !numbers.TryPositive(out var s)
                || !numbers.AtEnd
                || r.Length > FieldLength
                || s.Length > FieldLength
            )
            {
                return "an ECDSA signature is two positive canonical numbers";
            }

            signature = EcdsaPoint.FixedPair(r, s, FieldLength);
            return null;
        }

        internal override bool Check(string algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
        {
            using var ecdsa = ECDsa.Create(_parameters);
            return ecdsa.VerifyData(signed, signature, _hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
    }

    /// <summary><c>ssh-rsa</c> keys of 2048 to 16384 bits; they sign with SHA-2 only.</summary>
    public sealed class RsaKey : SshPublicKey
    {
        private readonly RSAParameters _parameters;

        private RsaKey(byte[] blob, int bits, RSAParameters parameters)
            : base("ssh-rsa", blob, bits, application: null) => _parameters = parameters;

        internal static string? Read(ReadOnlySpan<byte> blob, ref SshReader reader, out SshPublicKey? key)
        {
            key = null;
            if (!reader.TryPositive(out var exponent) || !reader.TryPositive(out var modulus))
            {
                return "the RSA key is damaged";
            }

            var bits = (int)new BigInteger(modulus, isUnsigned: true, isBigEndian: true).GetBitLength();
            if (bits is < 2048 or > 16384)
            {
                return $"the RSA key has {bits} bits; 2048 to 16384 are accepted";
            }

            if (exponent.Length > 8 || exponent is [1] || (exponent[^1] & 1) == 0 || (modulus[^1] & 1) == 0)
            {
                return "the RSA key has an impossible exponent or modulus";
            }

            key = new RsaKey(blob.ToArray(), bits, new RSAParameters { Exponent = exponent.ToArray(), Modulus = modulus.ToArray() });
            return null;
        }

        internal override string? ReadSignature(string algorithm, ref SshReader reader, out byte[] signature)
        {
            signature = [];
            if (!reader.TryBytes(out var bytes) || bytes.Length != _parameters.Modulus!.Length)
            {
                return "an RSA signature is as long as its modulus";
            }

            signature = bytes.ToArray();
            return null;
        }

        internal override bool Check(string algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
        {
            using var rsa = RSA.Create(_parameters);
            var hash = algorithm == "rsa-sha2-256" ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA512;
            return rsa.VerifyData(signed, signature, hash, RSASignaturePadding.Pkcs1);
        }
    }
}
