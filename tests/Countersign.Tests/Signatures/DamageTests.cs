// No damaged signature is ever good, and reading what was written gives the same again.
using Countersign.Signatures;

namespace Countersign.Tests.Signatures;

public sealed class DamageTests
{
    // Every fifth bit reaches all eight places of a byte; the long run tries every bit.
    private static readonly int Step = Environment.GetEnvironmentVariable("COUNTERSIGN_LONG") == "1" ? 1 : 5;

    public static TheoryData<string> Names => [.. SignatureCase.All.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_flipped_bit_of_the_signature_makes_it_bad(string name)
    {
        var one = SignatureCase.All.Single(candidate => candidate.Name == name);
        var blob = one.Signature.Blob.ToArray();
        for (var bit = 0; bit < blob.Length * 8; bit += Step)
        {
            blob[bit / 8] ^= (byte)(1 << (bit % 8));
            // A flip inside the key may give another key's blob; it must not give a good signature of any key.
            IsGood(blob, one.Message, one.Namespace).ShouldBeFalse($"bit {bit}");
            blob[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        IsGood(blob, one.Message, one.Namespace).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_flipped_bit_of_the_message_makes_the_signature_bad(string name)
    {
        var one = SignatureCase.All.Single(candidate => candidate.Name == name);
        var message = one.Message.ToArray();
        for (var bit = 0; bit < message.Length * 8; bit += Step)
        {
            message[bit / 8] ^= (byte)(1 << (bit % 8));
            one.Signature.Verify(message, one.Namespace).ShouldBeOfType<SshVerification.Bad>();
            message[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Reading_the_armour_gives_the_same_signature(string name)
    {
        var one = SignatureCase.All.Single(candidate => candidate.Name == name);
        SignatureCase.Read(one.Signature.Armour()).ShouldBe(one.Signature);
        SignatureCase.Read(one.Signature.Armour().TrimEnd('\n')).ShouldBe(one.Signature);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cut_or_lengthened_signature_is_not_read(string name)
    {
        var blob = SignatureCase.All.Single(candidate => candidate.Name == name).Signature.Blob.ToArray();
        for (var length = 0; length < blob.Length; length++)
        {
            SshSignature.TryFromBlob(blob.AsSpan(0, length), out _, out var problem).ShouldBeFalse();
            problem.ShouldNotBeNullOrEmpty();
        }

        SshSignature.TryFromBlob([.. blob, 0], out _, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n\n")]
    [InlineData(" \n")]
    [InlineData("")]
    public void Other_ends_of_lines_are_not_armour(string end)
    {
        var armour = SignatureCase.All[0].Signature.Armour();
        SshSignature.TryParse(armour.Replace("\n", end, StringComparison.Ordinal), out _, out _).ShouldBeFalse();
        SshSignature.TryParse(" " + armour, out _, out _).ShouldBeFalse();
        SshSignature.TryParse(armour + "x", out _, out _).ShouldBeFalse();
        SshSignature.TryParse(armour + "\n", out _, out _).ShouldBeFalse();
        SshSignature.TryParse(new string('A', 20_000), out _, out var problem).ShouldBeFalse();
        problem.ShouldBe("the signature is longer than 16384 characters");
    }

    [Fact]
    public void A_signature_for_another_purpose_is_bad_and_says_so()
    {
        var one = SignatureCase.All[0];
        one.Signature.Verify(one.Message, "git").ShouldBe(new SshVerification.Bad($"the signature is for {one.Namespace}, not for git"));
    }

    private static bool IsGood(byte[] blob, byte[] message, string @namespace) =>
        SshSignature.TryFromBlob(blob, out var signature, out _) && signature.Verify(message, @namespace) is SshVerification.Good;
}
