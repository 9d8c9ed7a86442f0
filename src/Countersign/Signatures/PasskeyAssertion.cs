// Wraps what a browser's passkey answered as an SSH signature, so that one format and one stock verifier serve both.
using System.Diagnostics.CodeAnalysis;

namespace Countersign.Signatures;

public static class PasskeyAssertion
{
    private const int RpIdHashLength = 32;

    /// <summary>
    /// The challenge given to the browser was <see cref="SshSignature.SignedBytes"/> of the same namespace, hash and message.
    /// The result is well formed, not verified: ask <see cref="SshSignature.Verify"/>.
    /// </summary>
    /// <param name="key">The enrolled key, of type sk-ecdsa-sha2-nistp256@openssh.com with the relying party id as application.</param>
    /// <param name="namespace">What the signature is for.</param>
    /// <param name="hashAlgorithm"><c>sha256</c> or <c>sha512</c>.</param>
    /// <param name="authenticatorData">Hash of the relying party id, flags, counter, extensions.</param>
    /// <param name="clientData">clientDataJSON, byte for byte.</param>
    /// <param name="derSignature">The assertion's ECDSA signature in DER.</param>
    /// <param name="origin">The page that asked.</param>
    /// <param name="signature">The wrapped assertion.</param>
    /// <param name="problem">Why there is none.</param>
    public static bool TryWrap(
        SshPublicKey key,
        string @namespace,
        string hashAlgorithm,
        ReadOnlySpan<byte> authenticatorData,
        ReadOnlySpan<byte> clientData,
        ReadOnlySpan<byte> derSignature,
        string origin,
        [NotNullWhen(true)] out SshSignature? signature,
        [NotNullWhen(false)] out string? problem
    )
    {
        signature = null;
        if (key is not SshPublicKey.EcdsaKey { Application: { } rpId })
        {
            problem = "only a P-256 passkey signs this way";
            return false;
        }

        var reader = new SshReader(authenticatorData);
        if (
            !reader.TryFixed(Digest.Of(System.Text.Encoding.ASCII.GetBytes(rpId)).ToBytes())
            || !reader.TryByte(out var flags)
            || !reader.TryUInt32(out var counter)
        )
        {
            problem = "the authenticator data is damaged or belongs to another relying party";
            return false;
        }

        if (!EcdsaPoint.TryFromDer(derSignature, out var pair))
        {
            problem = "the assertion's signature is not DER";
            return false;
        }

        var numbers = new SshWriter().Positive(pair.AsSpan(0, 32)).Positive(pair.AsSpan(32)).ToArray();
        var field = new SshWriter()
            .Text(SshProof.WebAuthnAlgorithm)
            .Bytes(numbers)
            .Byte(flags)
            .UInt32(counter)
            .Text(origin)
            .Bytes(clientData)
            .Bytes(authenticatorData[(RpIdHashLength + 5)..])
            .ToArray();
        return SshSignature.TryFromBlob(SshSignature.Assemble(key, @namespace, hashAlgorithm, field), out signature, out problem);
    }
}
