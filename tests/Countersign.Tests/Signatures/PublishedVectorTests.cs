// Runs the published sets: Wycheproof, the OpenSSH unit tests, the DSSE protocol vector, and a passkey wrapped as an SSH signature.
using System.Numerics;
using System.Text;
using Countersign.Signatures;

namespace Countersign.Tests.Signatures;

public sealed class PublishedVectorTests
{
    [Fact]
    public void Ed25519_agrees_with_all_151_cases_of_Wycheproof()
    {
        var count = 0;
        foreach (var group in VectorFiles.Json(VectorFiles.Published("wycheproof", "ed25519_test.json")).GetProperty("testGroups").EnumerateArray())
        {
            var key = group.GetProperty("publicKey").Hex("pk");
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                Ed25519
                    .Verify(key, test.Hex("msg"), test.Hex("sig"))
                    .ShouldBe(test.Text("result") == "valid", $"tcId {test.GetProperty("tcId")}: {test.Text("comment")}");
                count++;
            }
        }

        count.ShouldBe(151);
    }

    [Fact]
    public void P256_in_DER_agrees_with_all_484_cases_of_Wycheproof()
    {
        var count = 0;
        foreach (
            var group in VectorFiles
                .Json(VectorFiles.Published("wycheproof", "ecdsa_secp256r1_sha256_test.json"))
                .GetProperty("testGroups")
                .EnumerateArray()
        )
        {
            EcdsaPublicKey.TryParse(group.Text("publicKeyPem"), out var key, out var problem).ShouldBeTrue(problem);
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                key!
                    .Verify(test.Hex("msg"), test.Hex("sig"))
                    .ShouldBe(test.Text("result") == "valid", $"tcId {test.GetProperty("tcId")}: {test.Text("comment")}");
                count++;
            }
        }

        count.ShouldBe(484);
    }

    [Theory]
    [InlineData("ed25519", false)]
    [InlineData("ecdsa", false)]
    [InlineData("rsa", false)]
    [InlineData("ed25519_sk", true)]
    [InlineData("ecdsa_sk", true)]
    [InlineData("ecdsa_sk_webauthn", true)]
    public void The_signatures_of_the_OpenSSH_unit_tests_are_good(string name, bool hardware)
    {
        var signature = Read("sshsig", name + ".sig");
        SshPublicKey.TryParse(File.ReadAllText(VectorFiles.Published("sshsig", name + ".pub")), out var key, out var problem).ShouldBeTrue(problem);

        var good = signature
            .Verify(File.ReadAllBytes(VectorFiles.Published("sshsig", "signed-data")), "unittest")
            .ShouldBeOfType<SshVerification.Good>();

        good.Key.ShouldBe(key);
        good.UserPresence.ShouldBe(hardware ? true : null);
        good.UserVerification.ShouldBe(hardware ? false : null);
        good.Origin.ShouldBe(name == "ecdsa_sk_webauthn" ? "https://www.mindrot.org" : null);
        good.RpId.ShouldBe(name == "ecdsa_sk_webauthn" ? "mindrot.org" : null);
    }

    [Fact]
    public void A_post_quantum_hybrid_is_refused_as_unsupported()
    {
        SshSignature.TryParse(File.ReadAllText(VectorFiles.Published("sshsig", "mldsa44-ed25519.sig")), out _, out var problem).ShouldBeFalse();
        problem.ShouldBe("keys of type ssh-mldsa44-ed25519@openssh.com are not supported");
        SshPublicKey.TryParse(File.ReadAllText(VectorFiles.Published("sshsig", "mldsa44-ed25519.pub")), out _, out problem).ShouldBeFalse();
        problem.ShouldBe("keys of type ssh-mldsa44-ed25519@openssh.com are not supported");
    }

    [Theory]
    [InlineData("uv", true)]
    [InlineData("up-only", false)]
    public void A_passkey_wrapped_as_an_SSH_signature_is_good_and_says_whether_its_owner_was_verified(string name, bool verified)
    {
        var good = Read("demo-webauthn-sshsig", name + ".sshsig")
            .Verify(File.ReadAllBytes(VectorFiles.Published("demo-webauthn-sshsig", "pae.bin")), "sign-off@countersign.example")
            .ShouldBeOfType<SshVerification.Good>();

        good.UserPresence.ShouldBe(true);
        good.UserVerification.ShouldBe(verified);
        good.Origin.ShouldBe("https://countersign.example");
        good.RpId.ShouldBe("countersign.example");
    }

    [Theory]
    [InlineData("uv")]
    [InlineData("up-only")]
    public void Wrapping_the_browsers_answer_gives_the_same_signature(string name)
    {
        var expected = Read("demo-webauthn-sshsig", name + ".sshsig");
        var answer = VectorFiles.Json(VectorFiles.Published("demo-webauthn-sshsig", name + ".webauthn.json"));

        PasskeyAssertion
            .TryWrap(
                expected.PublicKey,
                "sign-off@countersign.example",
                "sha512",
                Url(answer.Text("authenticatorData_b64url")),
                Url(answer.Text("clientDataJSON_b64url")),
                Url(answer.Text("signature_b64url")),
                answer.Text("origin"),
                out var wrapped,
                out var problem
            )
            .ShouldBeTrue(problem);

        wrapped.ShouldBe(expected);
        static byte[] Url(string text) => Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));
    }

    [Fact]
    public void The_vector_of_the_DSSE_protocol_is_read_and_its_signature_fits()
    {
        var vector = VectorFiles.Json(VectorFiles.Published("dsse", "dsse-protocol-vector.json"));
        DsseEnvelope
            .TryParse(Encoding.UTF8.GetBytes(vector.GetProperty("envelope").GetRawText()), out var envelope, out var problem)
            .ShouldBeTrue(problem);
        Encoding.UTF8.GetString(envelope!.SignedBytes()).ShouldBe(vector.Text("pae"));

        var point = new byte[] { 4 }
            .Concat(Number(vector.Text("x")))
            .Concat(Number(vector.Text("y")))
            .ToArray();
        var spki = Convert.FromHexString("3059301306072a8648ce3d020106082a8648ce3d030107034200").Concat(point).ToArray();
        EcdsaPublicKey.TryFromSpki(spki, out var key, out problem).ShouldBeTrue(problem);
        var raw = envelope.Signatures.ShouldHaveSingleItem().Sig.Span;
        key!.Verify(envelope.SignedBytes(), Der(raw[..32], raw[32..])).ShouldBeTrue();

        static byte[] Number(string text) => BigInteger.Parse(text).ToByteArray(isUnsigned: true, isBigEndian: true);
    }

    private static byte[] Der(ReadOnlySpan<byte> r, ReadOnlySpan<byte> s)
    {
        byte[] first = [.. r[0] < 0x80 ? Array.Empty<byte>() : [0], .. r];
        byte[] second = [.. s[0] < 0x80 ? Array.Empty<byte>() : [0], .. s];
        return [0x30, (byte)(first.Length + second.Length + 4), 2, (byte)first.Length, .. first, 2, (byte)second.Length, .. second];
    }

    private static SshSignature Read(params string[] parts) =>
        SshSignature.TryParse(File.ReadAllText(VectorFiles.Published(parts)), out var signature, out var problem)
            ? signature
            : throw new InvalidOperationException(problem);
}
