// An SSH signature over bytes (OpenSSH PROTOCOL.sshsig), the form in which every person signs here.
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Countersign.Signatures;

/// <summary>Read and well formed, but not verified: ask <see cref="Verify"/>. Two are equal if their blobs are.</summary>
public sealed class SshSignature : IEquatable<SshSignature>
{
    private static readonly byte[] Magic = "SSHSIG"u8.ToArray();
    private readonly byte[] _blob;
    private readonly byte[] _reserved;
    private readonly SshProof _proof;

    private SshSignature(byte[] blob, SshPublicKey key, string @namespace, byte[] reserved, string hashAlgorithm, SshProof proof)
    {
        (_blob, _reserved, _proof) = (blob, reserved, proof);
        (PublicKey, Namespace, HashAlgorithm) = (key, @namespace, hashAlgorithm);
    }

    /// <summary>The key that the signature names; anyone can name any key until the signature is verified.</summary>
    public SshPublicKey PublicKey { get; }

    public string Namespace { get; }

    /// <summary><c>sha256</c> or <c>sha512</c>.</summary>
    public string HashAlgorithm { get; }

    /// <summary>What the key signed with, for example <c>rsa-sha2-512</c>.</summary>
    public string SignatureAlgorithm => _proof.Algorithm;

    public ReadOnlyMemory<byte> Blob => _blob;

    public static bool TryParse(string armoured, [NotNullWhen(true)] out SshSignature? signature, [NotNullWhen(false)] out string? problem)
    {
        signature = null;
        return SshArmour.TryRead(armoured, out var blob, out problem) && TryFromBlob(blob, out signature, out problem);
    }

    /// <summary>Refuses other versions, other hashes than SHA-2, keys and algorithms that do not fit, and any byte too many.</summary>
    public static bool TryFromBlob(ReadOnlySpan<byte> blob, [NotNullWhen(true)] out SshSignature? signature, [NotNullWhen(false)] out string? problem)
    {
        signature = null;
        var reader = new SshReader(blob);
        if (blob.Length > SshArmour.LongestText || !reader.TryFixed(Magic) || !reader.TryUInt32(out var version))
        {
            problem = "this is not an SSH signature";
        }
        else if (version != 1)
        {
            problem = $"SSH signatures of version {version} are not supported";
        }
        else if (!reader.TryBytes(out var keyBlob))
        {
            problem = "the public key in the signature is damaged";
        }
        else if (SshPublicKey.TryFromBlob(keyBlob, out var key, out problem))
        {
            problem = ReadRest(blob, ref reader, key, out signature);
        }

        return signature is not null && problem is null;
    }

    /// <summary>The bytes that a key signs (and a passkey gets as challenge) for this message: magic, namespace, empty reserved, hash name, hash.</summary>
    /// <exception cref="ArgumentException">The hash is not <c>sha256</c> or <c>sha512</c>.</exception>
    public static byte[] SignedBytes(string @namespace, string hashAlgorithm, ReadOnlySpan<byte> message) =>
        new SshWriter()
            .Raw(Magic)
            .Bytes(Encoding.UTF8.GetBytes(@namespace))
            .Bytes([])
            .Text(hashAlgorithm)
            .Bytes(
                hashAlgorithm switch
                {
                    "sha256" => SHA256.HashData(message),
                    "sha512" => SHA512.HashData(message),
                    _ => throw new ArgumentException("An SSH signature hashes with sha256 or sha512.", nameof(hashAlgorithm)),
                }
            )
            .ToArray();

    public SshVerification Verify(ReadOnlySpan<byte> message, string expectedNamespace)
    {
        if (Namespace != expectedNamespace)
        {
            return new SshVerification.Bad($"the signature is for {Namespace}, not for {expectedNamespace}");
        }

        // ssh-keygen ignores these bytes and does not sign them, so anyone could change them.
        if (_reserved.Length > 0)
        {
            return new SshVerification.Bad("the reserved field is not empty");
        }

        var signed = SignedBytes(Namespace, HashAlgorithm, message);
        if (_proof is SshProof.Passkey asked && PasskeyClientData.Problem(asked.ClientData, signed, asked.Origin) is { } problem)
        {
            return new SshVerification.Bad(problem);
        }

        if (!Fits(signed))
        {
            return new SshVerification.Bad("the signature does not fit the key and the signed bytes");
        }

        return _proof switch
        {
            SshProof.Hardware p => new SshVerification.Good(PublicKey, IsPresent(p.Flags), IsVerified(p.Flags), Origin: null, RpId: null),
            SshProof.Passkey p => new SshVerification.Good(PublicKey, IsPresent(p.Flags), IsVerified(p.Flags), p.Origin, PublicKey.Application),
            _ => new SshVerification.Good(PublicKey, UserPresence: null, UserVerification: null, Origin: null, RpId: null),
        };
    }

    /// <summary>The text that ssh-keygen writes for this blob.</summary>
    public string Armour() => SshArmour.Write(_blob);

    public bool Equals([NotNullWhen(true)] SshSignature? other) => other is not null && _blob.AsSpan().SequenceEqual(other._blob);

    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as SshSignature);

    public override int GetHashCode() => Digest.Of(_blob).GetHashCode();

    /// <summary>The blob around a signature field.</summary>
    internal static byte[] Assemble(SshPublicKey key, string @namespace, string hashAlgorithm, ReadOnlySpan<byte> field) =>
        new SshWriter().Raw(Magic).UInt32(1).Bytes(key.Blob.Span).Text(@namespace).Bytes([]).Text(hashAlgorithm).Bytes(field).ToArray();

    /// <summary>A key that the platform's cryptography will not work with has signed nothing.</summary>
    private bool Fits(byte[] signed)
    {
        try
        {
            return PublicKey.Check(_proof.Algorithm, _proof.Covered(PublicKey, signed), _proof.Signature);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool IsPresent(byte flags) => (flags & 0x01) != 0;

    private static bool IsVerified(byte flags) => (flags & 0x04) != 0;

    private static string? ReadRest(ReadOnlySpan<byte> blob, ref SshReader reader, SshPublicKey key, out SshSignature? signature)
    {
        signature = null;
        if (!reader.TryText(out var @namespace) || @namespace.Length == 0 || !reader.TryBytes(out var reserved))
        {
            return "the namespace in the signature is damaged";
        }

        if (!reader.TryText(out var hashAlgorithm) || hashAlgorithm is not ("sha256" or "sha512"))
        {
            return "the signature hashes with something other than sha256 or sha512";
        }

        if (!reader.TryBytes(out var field) || !reader.AtEnd)
        {
            return "the signature field is damaged, or bytes follow it";
        }

        if (SshProof.Read(key, field, out var proof) is { } problem)
        {
            return problem;
        }

        signature = new SshSignature(blob.ToArray(), key, @namespace, reserved.ToArray(), hashAlgorithm, proof!);
        return null;
    }
}
