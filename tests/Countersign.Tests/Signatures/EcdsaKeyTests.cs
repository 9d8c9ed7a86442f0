// The gate's own key: made, written, read, signing.
using System.Security.Cryptography;
using Countersign.Signatures;

namespace Countersign.Tests.Signatures;

public sealed class EcdsaKeyTests
{
    [Fact]
    public void A_key_survives_writing_and_reading_and_signs_for_its_public_half()
    {
        var key = EcdsaPrivateKey.Create();
        EcdsaPrivateKey.TryParse(key.ToPem(), out var again, out var problem).ShouldBeTrue(problem);
        EcdsaPublicKey.TryParse(key.PublicKey.ToPem(), out var publicKey, out problem).ShouldBeTrue(problem);

        var signature = again!.Sign("a verdict"u8);

        publicKey!.Verify("a verdict"u8, signature).ShouldBeTrue();
        publicKey.Verify("another verdict"u8, signature).ShouldBeFalse();
        EcdsaPrivateKey.Create().PublicKey.Verify("a verdict"u8, signature).ShouldBeFalse();
        again.PublicKey.ShouldBe(key.PublicKey);
        publicKey.Fingerprint.ShouldBe(Digest.Of(publicKey.Spki.Span));
    }

    [Fact]
    public void The_text_of_a_private_key_holds_no_secret()
    {
        var key = EcdsaPrivateKey.Create();
        key.ToString().ShouldBe($"private half of ecdsa-p256 {key.PublicKey.Fingerprint}");
    }

    [Fact]
    public void The_older_form_EC_PRIVATE_KEY_is_read_as_well()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        EcdsaPrivateKey.TryParse(ecdsa.ExportECPrivateKeyPem(), out var key, out var problem).ShouldBeTrue(problem);
        key!.PublicKey.Spki.ToArray().ShouldBe(ecdsa.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public void Keys_of_other_curves_and_kinds_are_refused()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        foreach (
            var pem in new[] { p384.ExportPkcs8PrivateKeyPem(), rsa.ExportPkcs8PrivateKeyPem(), p384.ExportSubjectPublicKeyInfoPem(), "", "nothing" }
        )
        {
            EcdsaPrivateKey.TryParse(pem, out _, out var problem).ShouldBeFalse();
            problem.ShouldBe("this is not one unencrypted P-256 private key in PEM");
        }

        foreach (var pem in new[] { p384.ExportSubjectPublicKeyInfoPem(), rsa.ExportSubjectPublicKeyInfoPem(), EcdsaPrivateKey.Create().ToPem(), "" })
        {
            EcdsaPublicKey.TryParse(pem, out _, out var problem).ShouldBeFalse();
            problem.ShouldNotBeNullOrEmpty();
        }
    }

    [Fact]
    public void A_public_key_stands_alone_in_its_text()
    {
        var pem = EcdsaPrivateKey.Create().PublicKey.ToPem();
        EcdsaPublicKey.TryParse(pem + pem, out _, out _).ShouldBeFalse();
        EcdsaPublicKey.TryParse("a key:\n" + pem, out _, out _).ShouldBeFalse();
        EcdsaPublicKey.TryParse("\n" + pem + "\n", out _, out _).ShouldBeTrue();
    }
}
