// Claims about trust that comes from a real roster, passkeys and hardware keys, and about the verdict for other gates.
using System.Text;
using System.Text.Json;
using Countersign.Attestations;
using Countersign.Documents;
using Countersign.People;
using Countersign.Signatures;

namespace Countersign.Tests.Attestations;

public sealed class RosterTrustTests
{
    private static readonly EcdsaPrivateKey Gate = EcdsaPrivateKey.Create();

    private static Roster Read(string json) =>
        Roster.Read(Encoding.UTF8.GetBytes(json), "roster.json", JsonDocumentReader.Read).ShouldBeOfType<Parsed<Roster>.Good>(json).Value;

    private static string RosterOf(string person, TestSigner personKey, TestSigner botKey) =>
        $$"""
            {"version": 1,
             "persons": [{"id": "{{person}}", "name": "A Person", "emails": ["p@example.com"],
                         "levels": [{"level": "senior", "from": "2026-01-01", "source": "charter"}],
                         "keys": [{"key": "{{personKey.PublicKey}}", "kind": "file"}]}],
             "bots": [{"id": "builder", "kind": "ci", "owner": "{{person}}", "keys": [{"key": "{{botKey.PublicKey}}", "kind": "file"}], "may": [{"evidence": ["coverage"]}]}]}
            """;

    private static TrustContext Trust(Roster roster) =>
        new()
        {
            Repository = Samples.Repository,
            Roster = KeyHolders.Of(roster),
            Now = Samples.At,
        };

    [Fact]
    public void A_roster_says_whose_key_it_is_and_what_a_bot_may_give()
    {
        var (mara, bot) = (new TestSigner(), new TestSigner());
        var trust = Trust(Read(RosterOf("mara", mara, bot)));
        RecordVerifier
            .Verify(mara.Record(SampleDecisions.Approval(full: false)), null, trust)
            .ShouldBeOfType<Verification.Good>()
            .Record.KeyKind.ShouldBe(KeyKind.File);
        var evidence = SampleCases.Evidence(full: false);
        RecordVerifier.Verify(bot.Record(evidence), null, trust).ShouldBeOfType<Verification.Good>();
        RecordVerifier
            .Verify(bot.Record(evidence with { Name = "build" }), null, trust)
            .ShouldBeOfType<Verification.Rejected>()
            .Code.ShouldBe("record.signer");
        RecordVerifier.Verify(new TestSigner().Record(evidence), null, trust).ShouldBeOfType<Verification.Rejected>().Code.ShouldBe("record.key");
    }

    [Theory]
    [InlineData("root")]
    [InlineData("gate")]
    public void A_person_cannot_take_the_reserved_ids(string id)
    {
        var key = new TestSigner();
        KeyHolders.Of(Read(RosterOf(id, key, new TestSigner())))(key.PublicKey).ShouldBeNull();
    }

    private static VerdictStatement Verdict(int persons, bool signedOff = true, bool passed = true) =>
        new()
        {
            Commit = Samples.O("new"),
            Tree = Samples.O("result"),
            ResourceUri = "git+https://git.example.com/pay/ledger",
            SourceRefs = [Samples.Main],
            TimeVerified = Samples.At,
            Policy = Samples.D("policy"),
            InputAttestations = [Samples.D("sign-off 1")],
            Passed = passed,
            TrustedPersons = persons,
            HasSignOff = signedOff,
        };

    private static string[] Levels(VerdictStatement verdict)
    {
        using var json = JsonDocument.Parse(verdict.Payload());
        return json.RootElement.GetProperty("predicate").TryGetProperty("verifiedLevels", out var levels)
            ? [.. levels.EnumerateArray().Select(level => level.GetString()!)]
            : [];
    }

    [Fact]
    public void Two_parties_are_claimed_only_where_two_trusted_persons_took_part()
    {
        Levels(Verdict(2)).ShouldBe(["SLSA_SOURCE_LEVEL_UNEVALUATED", VerdictStatement.SignedOff, VerdictStatement.TwoParty]);
        Levels(Verdict(1)).ShouldBe(["SLSA_SOURCE_LEVEL_UNEVALUATED", VerdictStatement.SignedOff]);
        Levels(Verdict(2, signedOff: false)).ShouldBe(["SLSA_SOURCE_LEVEL_UNEVALUATED"]);
        Levels(Verdict(2, passed: false)).ShouldBeEmpty();
    }

    [Fact]
    public void A_verdict_is_one_envelope_under_the_gates_key()
    {
        DsseEnvelope.TryParse(Verdict(2).Seal(Gate), out var envelope, out _).ShouldBeTrue();
        var signed = Dsse.Pae(envelope!.PayloadType, envelope.Payload.Span);
        Gate.PublicKey.Verify(signed, envelope.Signatures.ShouldHaveSingleItem().Sig.Span).ShouldBeTrue();
        envelope.Payload.ToArray().ShouldBe(Verdict(2).Payload());
    }
}
