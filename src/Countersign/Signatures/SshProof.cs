// What stands in the signature field of an SSHSIG: the three forms that a key, a hardware key and a passkey make.
using System.Security.Cryptography;

namespace Countersign.Signatures;

/// <summary>Closed and structurally sound; nothing in it is verified yet.</summary>
internal abstract record SshProof(string Algorithm, byte[] Signature)
{
    public const string WebAuthnAlgorithm = "webauthn-sk-ecdsa-sha2-nistp256@openssh.com";
    private const byte AttestedData = 0x40;
    private const byte ExtensionData = 0x80;

    /// <summary>Null and the proof, or the problem.</summary>
    public static string? Read(SshPublicKey key, ReadOnlySpan<byte> field, out SshProof? proof)
    {
        proof = null;
        var reader = new SshReader(field);
        if (!reader.TryText(out var algorithm))
        {
            return "the signature field is damaged";
        }

        if (!Fits(key.Type, algorithm))
        {
            return algorithm == "ssh-rsa" ? "an RSA signature with SHA-1 is refused" : $"a key of type {key.Type} does not sign with {algorithm}";
        }

        if (key.ReadSignature(algorithm, ref reader, out var signature) is { } problem)
        {
            return problem;
        }

        if (!key.IsHardware)
        {
            proof = new Plain(algorithm, signature);
        }
        else if (!reader.TryByte(out var flags) || !reader.TryUInt32(out var counter))
        {
            return "the authenticator's flags or counter are missing";
        }
        else if (algorithm != WebAuthnAlgorithm)
        {
            proof = new Hardware(algorithm, signature, flags, counter);
        }
        else if (!reader.TryText(out var origin) || !reader.TryBytes(out var clientData) || !reader.TryBytes(out var extensions))
        {
            return "the passkey's origin, client data or extensions are damaged";
        }
        else if ((flags & AttestedData) != 0 || ((flags & ExtensionData) != 0) == extensions.IsEmpty)
        {
            return "the passkey's flags contradict its data";
        }
        else
        {
            proof = new Passkey(algorithm, signature, flags, counter, origin, clientData.ToArray(), extensions.ToArray());
        }

        return reader.AtEnd ? null : "bytes follow the signature";
    }

    /// <summary>The bytes that the key signed, given the signed bytes of the SSHSIG.</summary>
    public abstract byte[] Covered(SshPublicKey key, byte[] signedBytes);

    private static bool Fits(string type, string algorithm) =>
        type switch
        {
            "ssh-rsa" => algorithm is "rsa-sha2-256" or "rsa-sha2-512",
            SshPublicKey.EcdsaKey.HardwareType => algorithm is SshPublicKey.EcdsaKey.HardwareType or WebAuthnAlgorithm,
            _ => algorithm == type,
        };

    private static byte[] AuthenticatorData(SshPublicKey key, byte flags, uint counter, byte[] extensions, ReadOnlySpan<byte> over) =>
        new SshWriter()
            .Raw(Digest.Of(System.Text.Encoding.ASCII.GetBytes(key.Application!)).ToBytes())
            .Byte(flags)
            .UInt32(counter)
            .Raw(extensions)
            .Raw(SHA256.HashData(over))
            .ToArray();

    internal sealed record Plain(string Algorithm, byte[] Signature) : SshProof(Algorithm, Signature)
    {
        public override byte[] Covered(SshPublicKey key, byte[] signedBytes) => signedBytes;
    }

    internal sealed record Hardware(string Algorithm, byte[] Signature, byte Flags, uint Counter) : SshProof(Algorithm, Signature)
    {
        public override byte[] Covered(SshPublicKey key, byte[] signedBytes) => AuthenticatorData(key, Flags, Counter, [], signedBytes);
    }

    internal sealed record Passkey(string Algorithm, byte[] Signature, byte Flags, uint Counter, string Origin, byte[] ClientData, byte[] Extensions)
        : SshProof(Algorithm, Signature)
    {
        public override byte[] Covered(SshPublicKey key, byte[] signedBytes) => AuthenticatorData(key, Flags, Counter, Extensions, ClientData);
    }
}
