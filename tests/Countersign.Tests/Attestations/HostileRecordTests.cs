// Tens of thousands of damaged records: never an exception, and never a second reading of the same thing.
using System.Text;
using Countersign.Attestations;
using Countersign.Documents;
using Countersign.People;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Tests.Attestations;

public sealed class HostileRecordTests
{
    private static readonly int Rounds = Environment.GetEnvironmentVariable("COUNTERSIGN_LONG") == "1" ? 400_000 : 20_000;
    private static readonly string[] Pieces =
    [
        "{",
        "}",
        "[",
        "]",
        "\"",
        ",",
        ":",
        "null",
        "true",
        "1e999",
        "-0",
        "\\ud800",
        "\\u0061",
        "\"predicate\":{}",
        "\"_type\":\"x\",",
        "//",
        "\u202e",
        "\0",
        "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}}}",
    ];

    [Fact]
    public void A_damaged_statement_is_refused_or_read_into_one_form_and_never_throws()
    {
        var random = new Random(7);
        var samples = Samples.All.Values.Select(StatementWriter.Write).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Damage(samples[random.Next(samples.Count)], random);
            if (StatementReader.Read(bytes) is Parsed<Statement>.Good good)
            {
                var once = StatementWriter.Write(good.Value);
                StatementWriter.Write(StatementReader.Read(once).ShouldBeOfType<Parsed<Statement>.Good>().Value).ShouldBe(once);
            }
        }
    }

    [Fact]
    public void A_damaged_record_never_counts_for_other_words_than_were_signed()
    {
        var signer = new TestSigner();
        var statement = SampleDecisions.Approval(full: true);
        var stored = signer.Record(statement);
        var payload = Digest.Of(StatementWriter.Write(statement));
        var trust = new TrustContext
        {
            Repository = Samples.Repository,
            Roster = key => key == signer.PublicKey ? new KeyHolder { Id = PersonId.Parse("mara") } : null,
            Now = Samples.At,
        };
        var random = new Random(8);
        for (var round = 0; round < Rounds / 4; round++)
        {
            var bytes = Damage(stored, random);
            if (RecordVerifier.Verify(bytes, null, trust) is Verification.Good good)
            {
                good.Record.Payload.ShouldBe(payload);
                good.Record.Id.ShouldBe(Digest.Of(bytes));
            }
        }
    }

    [Theory]
    [InlineData("\"decision\":\"approve\"", "\"decision\":\"approve\",\"decision\":\"object\"")]
    [InlineData("\"decision\":\"approve\"", "\"decision\":\"approve\",\"d\\u0065cision\":\"approve\"")]
    [InlineData("\"decision\":\"approve\"", "\"decision\":\"Approve\"")]
    [InlineData("\"decision\":\"approve\"", "\"decision\":\"override\"")]
    [InlineData("\"decision\":\"approve\"", "\"decision\":\"object\"")]
    [InlineData("\"decision\":\"approve\"", "\"decision\":null")]
    [InlineData("\"assurance\":\"read-in-full\",", "")]
    [InlineData("\"assurance\":\"read-in-full\"", "\"assurance\":\"3\"")]
    [InlineData("\"constrained\":true", "\"constrained\":false")]
    [InlineData("\"notReviewed\":[", "\"conditions\":[],\"notReviewed\":[")]
    [InlineData("2026-11-20T21:40:00Z", "2026-11-20T21:40:00+00:00")]
    [InlineData("2026-11-20T21:40:00Z", "2026-11-20T21:40:00.5Z")]
    [InlineData("refs/heads/main", "refs/heads/../main")]
    [InlineData("refs/heads/main", "main")]
    [InlineData("\"size\":1841", "\"size\":1841.0")]
    [InlineData("\"size\":1841", "\"size\":-1")]
    [InlineData("{\"gitTree\":", "{\"sha1\":")]
    [InlineData("\"name\":\"result\"", "\"name\":\"change\"")]
    [InlineData("https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1")]
    [InlineData("countersign.dev/sign-off/v1", "countersign.dev/sign-off/v2")]
    [InlineData("%25.md", "%2e.md")]
    public void A_second_spelling_is_refused(string good, string bad)
    {
        var text = Encoding.UTF8.GetString(StatementWriter.Write(SampleDecisions.Approval(full: true)));
        text.ShouldContain(good);
        StatementReader.Read(Encoding.UTF8.GetBytes(text)).ShouldBeOfType<Parsed<Statement>.Good>();
        StatementReader.Read(Encoding.UTF8.GetBytes(text.Replace(good, bad, StringComparison.Ordinal))).ShouldBeOfType<Parsed<Statement>.Bad>();
    }

    [Fact]
    public void Trailing_data_a_byte_order_mark_and_other_encodings_are_refused()
    {
        var bytes = StatementWriter.Write(SampleDecisions.Approval(full: false));
        byte[][] wrong =
        [
            [.. bytes, (byte)'x'],
            [0xef, 0xbb, 0xbf, .. bytes],
            [.. bytes, 0xff],
            Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes)),
            [],
            "null"u8.ToArray(),
            "[]"u8.ToArray(),
        ];
        foreach (var one in wrong)
        {
            StatementReader.Read(one).ShouldBeOfType<Parsed<Statement>.Bad>();
        }
    }

    private static byte[] Damage(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var times = random.Next(1, 4); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 30), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 60), bytes.Count - at)));
                    break;
                default:
                    bytes = bytes.GetRange(0, Math.Max(1, at));
                    break;
            }
        }

        return [.. bytes];
    }
}
