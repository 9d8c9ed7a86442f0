// A digest has exactly one text.
using Countersign.Signatures;
using FsCheck;
using FsCheck.Fluent;

namespace Countersign.Tests.Signatures;

public sealed class DigestTests
{
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public void The_digest_of_abc_is_that_of_FIPS_180()
    {
        Digest.Of("abc"u8).ToString().ShouldBe(OfAbc);
        Digest.Of("abc"u8).Short.ShouldBe("ba7816bf8f01");
        Digest.FromBytes(Digest.Of("abc"u8).ToBytes()).ShouldBe(Digest.Parse(OfAbc));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015add")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData(" a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("+a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void Anything_but_64_lower_case_digits_is_refused(string? text)
    {
        Digest.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => Digest.Parse(text!));
    }

    [Fact]
    public void No_digest_is_64_zeros() => default(Digest).ShouldBe(Digest.Parse(new string('0', 64)));

    [Fact]
    public void Text_bytes_and_order_agree() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<(byte[] A, byte[] B)>(),
                given =>
                {
                    var (a, b) = (Digest.Of(given.A), Digest.Of(given.B));
                    return Digest.Parse(a.ToString()) == a
                        && Digest.FromBytes(a.ToBytes()) == a
                        && Math.Sign(a.CompareTo(b)) == Math.Sign(string.CompareOrdinal(a.ToString(), b.ToString()));
                }
            )
            .QuickCheckThrowOnFailure();
}
