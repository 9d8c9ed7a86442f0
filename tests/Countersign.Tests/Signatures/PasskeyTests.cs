// Wrapping a browser's answer, and what is not wrapped.
using System.Text;
using Countersign.Signatures;

namespace Countersign.Tests.Signatures;

public sealed class PasskeyTests
{
    private static readonly SignatureCase Known = SignatureCase.All.Single(one => one.Name == "passkey, touched and verified");
    private static readonly SshProof.Passkey Proof = ProofOf(Known.Signature);

    [Fact]
    public void The_browsers_answer_wrapped_again_is_the_same_signature()
    {
        Wrap(Known.Signature.PublicKey, AuthenticatorData("countersign.example"), Der(Proof.Signature), out var problem)
            .ShouldBe(Known.Signature, problem);
    }

    [Fact]
    public void The_answer_of_another_relying_party_is_not_wrapped()
    {
        Wrap(Known.Signature.PublicKey, AuthenticatorData("evil.example"), Der(Proof.Signature), out var problem).ShouldBeNull();
        problem.ShouldBe("the authenticator data is damaged or belongs to another relying party");
        Wrap(Known.Signature.PublicKey, AuthenticatorData("countersign.example")[..36], Der(Proof.Signature), out problem).ShouldBeNull();
        problem.ShouldBe("the authenticator data is damaged or belongs to another relying party");
    }

    [Fact]
    public void Only_a_P256_passkey_is_wrapped()
    {
        foreach (var other in SignatureCase.All.Where(one => one.Signature.PublicKey.Type != "sk-ecdsa-sha2-nistp256@openssh.com"))
        {
            Wrap(other.Signature.PublicKey, AuthenticatorData("countersign.example"), Der(Proof.Signature), out var problem).ShouldBeNull();
            problem.ShouldBe("only a P-256 passkey signs this way");
        }
    }

    [Fact]
    public void A_signature_that_is_not_DER_is_not_wrapped()
    {
        Wrap(Known.Signature.PublicKey, AuthenticatorData("countersign.example"), Proof.Signature, out var problem).ShouldBeNull();
        problem.ShouldBe("the assertion's signature is not DER");
    }

    [Fact]
    public void A_wrapped_answer_to_another_challenge_is_bad()
    {
        var wrapped = Wrap(Known.Signature.PublicKey, AuthenticatorData("countersign.example"), Der(Proof.Signature), out _)!;
        wrapped.Verify("another change"u8, Known.Namespace).ShouldBe(new SshVerification.Bad("the passkey signed another challenge or origin"));
    }

    private static SshSignature? Wrap(SshPublicKey key, byte[] authenticatorData, byte[] signature, out string? problem)
    {
        PasskeyAssertion.TryWrap(
            key,
            Known.Namespace,
            Known.Signature.HashAlgorithm,
            authenticatorData,
            Proof.ClientData,
            signature,
            Proof.Origin,
            out var wrapped,
            out problem
        );
        return wrapped;
    }

    private static byte[] AuthenticatorData(string rpId) =>
        new SshWriter()
            .Raw(Digest.Of(Encoding.ASCII.GetBytes(rpId)).ToBytes())
            .Byte(Proof.Flags)
            .UInt32(Proof.Counter)
            .Raw(Proof.Extensions)
            .ToArray();

    private static byte[] Der(ReadOnlySpan<byte> pair)
    {
        var (r, s) = (Number(pair[..32]), Number(pair[32..]));
        return [0x30, (byte)(r.Length + s.Length), .. r, .. s];

        static byte[] Number(ReadOnlySpan<byte> magnitude)
        {
            magnitude = magnitude.TrimStart((byte)0);
            byte[] number = magnitude[0] < 0x80 ? [.. magnitude] : [0, .. magnitude];
            return [2, (byte)number.Length, .. number];
        }
    }

    private static SshProof.Passkey ProofOf(SshSignature signature)
    {
        var reader = new SshReader(signature.Blob.Span);
        reader.TryFixed("SSHSIG"u8);
        reader.TryUInt32(out _);
        reader.TryBytes(out _);
        reader.TryBytes(out _);
        reader.TryBytes(out _);
        reader.TryBytes(out _);
        reader.TryBytes(out var field);
        SshProof.Read(signature.PublicKey, field, out var proof).ShouldBeNull();
        return (SshProof.Passkey)proof!;
    }
}
