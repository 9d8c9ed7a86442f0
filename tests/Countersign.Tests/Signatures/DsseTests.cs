// Envelopes: written the same each time, and bounded.
using System.Text;
using Countersign.Signatures;
using FsCheck;
using FsCheck.Fluent;

namespace Countersign.Tests.Signatures;

public sealed class DsseTests
{
    private const string StatementType = "application/vnd.in-toto+json";

    [Fact]
    public void What_is_written_is_one_line_with_plain_base64_in_fixed_order()
    {
        var envelope = new DsseEnvelope(
            StatementType,
            new byte[] { 0xfb, 0xff, 0xfe },
            [new DsseSignature("me", new byte[] { 1 }), new DsseSignature(null, new byte[] { 2 })]
        );
        Encoding
            .UTF8.GetString(envelope.ToJson())
            .ShouldBe(
                """{"payloadType":"application/vnd.in-toto+json","payload":"+//+","signatures":[{"keyid":"me","sig":"AQ=="},{"sig":"Ag=="}]}"""
            );
    }

    [Fact]
    public void Reading_what_was_written_gives_the_same_envelope() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<(NonNull<string> Type, byte[] Payload, NonNull<string> KeyId, NonEmptyArray<byte> Sig)>(),
                given =>
                {
                    var envelope = new DsseEnvelope(
                        "t" + Well(given.Type.Get),
                        given.Payload ?? [],
                        [new DsseSignature(Well(given.KeyId.Get), given.Sig.Get)]
                    );
                    return DsseEnvelope.TryParse(envelope.ToJson(), out var again, out _)
                        && envelope.Equals(again)
                        && again.ToJson().AsSpan().SequenceEqual(envelope.ToJson());
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Two_different_pairs_of_type_and_payload_never_have_the_same_signed_bytes() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<(NonNull<string> TypeA, byte[] BodyA, NonNull<string> TypeB, byte[] BodyB)>(),
                given =>
                {
                    var (a, b) = (Well(given.TypeA.Get), Well(given.TypeB.Get));
                    var same = a == b && (given.BodyA ?? []).AsSpan().SequenceEqual(given.BodyB);
                    return Dsse.Pae(a, given.BodyA).AsSpan().SequenceEqual(Dsse.Pae(b, given.BodyB)) == same;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void An_envelope_of_more_than_60_000_bytes_is_not_read()
    {
        var largest = new DsseEnvelope("t", new byte[44_900], [new DsseSignature(null, new byte[] { 1 })]).ToJson();
        largest.Length.ShouldBeLessThanOrEqualTo(60_000);
        DsseEnvelope.TryParse(largest, out _, out var problem).ShouldBeTrue(problem);
        byte[] padded = [.. largest, .. Enumerable.Repeat((byte)' ', 60_001 - largest.Length)];
        DsseEnvelope.TryParse(padded.AsSpan(0, 60_000), out _, out problem).ShouldBeTrue(problem);
        DsseEnvelope.TryParse(padded, out _, out problem).ShouldBeFalse();
        problem.ShouldBe("the envelope is longer than 60000 bytes");
    }

    [Fact]
    public void An_envelope_has_1_to_32_signatures()
    {
        Should.Throw<ArgumentException>(() => With(0));
        Should.Throw<ArgumentException>(() => With(33));
        var most = Encoding.UTF8.GetString(With(32).ToJson());
        DsseEnvelope.TryParse(Encoding.UTF8.GetBytes(most), out _, out var problem).ShouldBeTrue(problem);
        DsseEnvelope
            .TryParse(Encoding.UTF8.GetBytes(most.Replace("]}", """,{"sig":"AQ=="}]}""", StringComparison.Ordinal)), out _, out problem)
            .ShouldBeFalse();
        problem.ShouldBe("the envelope has more than 32 signatures");

        static DsseEnvelope With(int count) => new("t", default, Enumerable.Repeat(new DsseSignature(null, new byte[] { 1 }), count));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_not_an_envelope()
    {
        DsseEnvelope
            .TryParse("{\"payloadType\":\"\u00e9\""u8.ToArray().Select(b => b == 0xa9 ? (byte)0x20 : b).ToArray(), out _, out var problem)
            .ShouldBeFalse();
        problem.ShouldBe("the envelope is not UTF-8");
    }

    /// <summary>Text that JSON and UTF-8 can carry: surrogates that FsCheck left alone are replaced.</summary>
    private static string Well(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
