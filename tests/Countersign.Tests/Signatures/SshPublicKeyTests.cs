// What is and is not a public key line.
using Countersign.Signatures;

namespace Countersign.Tests.Signatures;

public sealed class SshPublicKeyTests
{
    private const string Line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIlizSIN3DQV78VPNjVvvwjgf+P5HqbPYCYu3BOMdjAE";

    [Theory]
    [InlineData(Line)]
    [InlineData(Line + "\n")]
    [InlineData(Line + " Mia Keller <mia@example.org>\r\n")]
    [InlineData("  " + Line + "\tlaptop")]
    public void Comments_and_the_end_of_the_line_do_not_belong_to_the_key(string line)
    {
        SshPublicKey.TryParse(line, out var key, out var problem).ShouldBeTrue(problem);
        key!.ToString().ShouldBe(Line);
        key.Match(ed25519 => "ed25519", ecdsa => "ecdsa", rsa => "rsa").ShouldBe("ed25519");
    }

    [Theory]
    [InlineData("", "TYPE BASE64")]
    [InlineData("ssh-ed25519", "TYPE BASE64")]
    [InlineData("command=\"x\" " + Line, "without options")]
    [InlineData("cert-authority " + Line, "base64")]
    [InlineData(Line + "\n" + Line, "one line")]
    [InlineData(Line + "=", "base64")]
    [InlineData("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIlizSIN3DQV78VPNjVvvwjgf+P5HqbPYCYu3BOMdjAEAA==", "bytes follow")]
    [InlineData("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIlizSIN3DQV78VPNjVvvwjgf+P5HqbPYCYu3BOMdjAF", "")]
    [InlineData("ecdsa-sha2-nistp256 AAAAC3NzaC1lZDI1NTE5AAAAIIlizSIN3DQV78VPNjVvvwjgf+P5HqbPYCYu3BOMdjAE", "the key inside is ssh-ed25519")]
    [InlineData("ssh-dss AAAAB3NzaC1kc3M=", "keys of type ssh-dss are not supported")]
    [InlineData("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "large order")]
    public void Anything_else_is_refused_with_a_reason(string line, string reason)
    {
        var read = SshPublicKey.TryParse(line, out var key, out var problem);
        if (read)
        {
            reason.ShouldBeEmpty();
            key!.ToString().ShouldNotBe(Line);
            return;
        }

        key.ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain(reason);
    }

    [Theory]
    [InlineData(1024, false)]
    [InlineData(2048, true)]
    [InlineData(3072, true)]
    public void An_RSA_key_has_at_least_2048_bits(int bits, bool accepted)
    {
        var blob = new SshWriter().Text("ssh-rsa").Positive([1, 0, 1]).Positive(Modulus(bits)).ToArray();
        SshPublicKey.TryFromBlob(blob, out var key, out var problem).ShouldBe(accepted);
        (key?.Bits).ShouldBe(accepted ? bits : null);
        problem.ShouldBe(accepted ? null : "the RSA key has 1024 bits; 2048 to 16384 are accepted");
    }

    [Fact]
    public void A_number_with_a_needless_zero_is_a_second_spelling_and_refused()
    {
        var blob = new SshWriter().Text("ssh-rsa").Bytes([0, 1, 0, 1]).Positive(Modulus(2048)).ToArray();
        SshPublicKey.TryFromBlob(blob, out _, out var problem).ShouldBeFalse();
        problem.ShouldBe("the RSA key is damaged");
    }

    [Theory]
    [InlineData("nistp256", 32)]
    [InlineData("nistp384", 48)]
    [InlineData("nistp521", 66)]
    public void A_point_off_the_curve_is_no_key(string curve, int length)
    {
        byte[] point = [4, .. Enumerable.Repeat((byte)0, (2 * length) - 1), 7];
        var blob = new SshWriter().Text("ecdsa-sha2-" + curve).Text(curve).Bytes(point).ToArray();
        SshPublicKey.TryFromBlob(blob, out _, out var problem).ShouldBeFalse();
        problem.ShouldBe("the ECDSA key is not a point of its curve");
    }

    [Fact]
    public void A_key_of_one_curve_cannot_call_itself_another()
    {
        var blob = new SshWriter().Text("ecdsa-sha2-nistp256").Text("nistp384").Bytes(new byte[97]).ToArray();
        SshPublicKey.TryFromBlob(blob, out _, out var problem).ShouldBeFalse();
        problem.ShouldBe("the ECDSA key is damaged");
    }

    [Theory]
    [InlineData(new byte[] { 1 })]
    [InlineData(new byte[] { 1, 0, 0 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 0, 0, 0, 0, 1 })]
    public void An_RSA_exponent_is_odd_above_one_and_short(byte[] exponent)
    {
        var blob = new SshWriter().Text("ssh-rsa").Positive(exponent).Positive(Modulus(2048)).ToArray();
        SshPublicKey.TryFromBlob(blob, out _, out var problem).ShouldBeFalse();
        problem.ShouldBe("the RSA key has an impossible exponent or modulus");
    }

    /// <summary>An odd number of exactly so many bits; reading a key does not factor it.</summary>
    private static byte[] Modulus(int bits) => [0x80, .. new byte[(bits / 8) - 2], 1];
}
