// Claims about which stored bytes count as a record, and which do not.
using Countersign.Attestations;
using Countersign.People;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Tests.Attestations;

public sealed class RecordVerifierTests
{
    private static readonly SignOff BareSignOff = SampleDecisions.Approval(full: false);
    private static readonly TestSigner Mara = new();
    private static readonly TestSigner Bot = new();
    private static readonly TestSigner Root = new();
    private static readonly TestSigner Stranger = new();
    private static readonly EcdsaPrivateKey Gate = EcdsaPrivateKey.Create();
    private static readonly KeyHolder MarasKey = new() { Id = PersonId.Parse("mara") };
    private static readonly KeyHolder BotsKey = new()
    {
        Id = PersonId.Parse("builder"),
        IsBot = true,
        MayGive = ["coverage"],
    };

    private static TrustContext Trust(KeyHolder? mara = null, KeyHolder? bot = null) =>
        new()
        {
            Repository = Samples.Repository,
            Roster = key =>
                key == Mara.PublicKey ? mara ?? MarasKey
                : key == Bot.PublicKey ? bot ?? BotsKey
                : null,
            RootKeys = [Root.PublicKey],
            GateKeys = [Gate.PublicKey],
            Now = Samples.At.AddYears(1),
        };

    private static byte[] Seal(Statement statement) =>
        StatementForm.Of(statement).SignedBy switch
        {
            RecordSigner.Gate => RecordEnvelope.Of(statement).Seal(Gate),
            RecordSigner.Root => Root.Record(statement),
            RecordSigner.Bot => Bot.Record(statement),
            _ => Mara.Record(statement),
        };

    private static void ShouldBeRejected(Verification answer, string code) =>
        answer.ShouldBeOfType<Verification.Rejected>().Code.ShouldBe($"record.{code}");

    public static TheoryData<string> Names => Samples.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_record_counts_at_every_place_where_it_is_kept_and_at_no_other(string name)
    {
        var statement = Samples.All[name];
        var bytes = Seal(statement);
        var id = Digest.Of(bytes);
        foreach (var path in RecordPath.For(statement, id))
        {
            var record = RecordVerifier.Verify(bytes, path, Trust()).ShouldBeOfType<Verification.Good>().Record;
            record.Id.ShouldBe(id);
            record.Signer.ShouldBe(statement.Signer.Id);
            record.SignerKind.ShouldBe(StatementForm.Of(statement).SignedBy);
            RecordPath.TryParse(path.ToString(), out var read).ShouldBeTrue();
            read.ShouldBe(path);
        }

        RecordVerifier.Verify(bytes, null, Trust()).ShouldBeOfType<Verification.Good>();
        ShouldBeRejected(RecordVerifier.Verify(bytes, RecordPath.ForDigest(Samples.D("other"), id), Trust()), "path");
        ShouldBeRejected(RecordVerifier.Verify(bytes, RecordPath.ForDigest(Samples.D("change"), Samples.D("other id")), Trust()), "path");
    }

    [Fact]
    public void A_record_of_another_repository_does_not_count() =>
        ShouldBeRejected(
            RecordVerifier.Verify(Mara.Record(BareSignOff), null, Trust() with { Repository = RepositoryId.Parse("github:example.com:7") }),
            "repository"
        );

    [Fact]
    public void A_key_that_the_roster_does_not_know_signs_nothing() =>
        ShouldBeRejected(RecordVerifier.Verify(Stranger.Record(BareSignOff), null, Trust()), "key");

    [Fact]
    public void A_signature_under_somebody_elses_id_does_not_count() =>
        ShouldBeRejected(
            RecordVerifier.Verify(Mara.Record(BareSignOff with { Signer = Samples.Signer(full: true, "jon") }), null, Trust()),
            "signer"
        );

    [Theory]
    [InlineData("git")]
    [InlineData("file")]
    [InlineData(StatementForm.RecordNamespace)]
    public void A_signature_made_for_another_purpose_does_not_count(string @namespace) =>
        ShouldBeRejected(RecordVerifier.Verify(Mara.Record(BareSignOff, @namespace), null, Trust()), "signature");

    [Fact]
    public void A_question_signed_in_the_namespace_of_decisions_does_not_count() =>
        ShouldBeRejected(
            RecordVerifier.Verify(Mara.Record(Samples.All["question-bare"], StatementForm.DecisionNamespace), null, Trust()),
            "signature"
        );

    [Fact]
    public void A_bot_gives_only_the_evidence_it_may_and_signs_nothing_else()
    {
        var evidence = SampleCases.Evidence(full: false);
        RecordVerifier.Verify(Bot.Record(evidence), null, Trust()).ShouldBeOfType<Verification.Good>();
        ShouldBeRejected(RecordVerifier.Verify(Bot.Record(evidence with { Name = "build" }), null, Trust()), "signer");
        ShouldBeRejected(
            RecordVerifier.Verify(Bot.Record(BareSignOff with { Signer = Samples.Signer(full: true, "builder") }), null, Trust()),
            "signer"
        );
        ShouldBeRejected(RecordVerifier.Verify(Mara.Record(evidence with { Signer = Samples.Signer(full: true) }), null, Trust()), "signer");
    }

    [Fact]
    public void A_roster_key_cannot_give_a_root_approval_and_a_root_key_cannot_give_anything_else()
    {
        ShouldBeRejected(RecordVerifier.Verify(Mara.Record(Samples.All["root-approval-bare"]), null, Trust()), "key");
        ShouldBeRejected(RecordVerifier.Verify(Root.Record(BareSignOff), null, Trust()), "key");
    }

    [Fact]
    public void Only_a_trusted_gate_key_makes_a_landing()
    {
        var landing = RecordEnvelope.Of(SampleGate.Landing(full: true));
        ShouldBeRejected(RecordVerifier.Verify(landing.Seal(EcdsaPrivateKey.Create()), null, Trust()), "signature");
        ShouldBeRejected(RecordVerifier.Verify(RecordEnvelope.Of(BareSignOff).Seal(Gate), null, Trust()), "signature");
        var posing = RecordEnvelope.Of(SampleGate.Landing(full: true) with { Signer = Samples.Signer(full: false) });
        ShouldBeRejected(RecordVerifier.Verify(posing.Seal(Gate), null, Trust()), "signer");
    }

    [Fact]
    public void A_keys_times_are_judged_by_the_gates_clock_and_never_by_the_signers()
    {
        var bytes = Mara.Record(BareSignOff);
        var now = Trust().Now;
        Verification With(KeyHolder holder) => RecordVerifier.Verify(bytes, null, Trust(holder));

        ShouldBeRejected(With(MarasKey with { CompromisedSince = now }), "key");
        With(MarasKey with { CompromisedSince = now.AddSeconds(1) }).ShouldBeOfType<Verification.Good>();
        ShouldBeRejected(With(MarasKey with { ValidBefore = now }), "key");
        With(MarasKey with { ValidBefore = now.AddSeconds(1) }).ShouldBeOfType<Verification.Good>();
        ShouldBeRejected(With(MarasKey with { ValidAfter = now.AddSeconds(1) }), "key");
        With(MarasKey with { ValidAfter = now }).ShouldBeOfType<Verification.Good>();
    }

    [Fact]
    public void An_envelope_with_two_signatures_or_another_payload_type_is_no_record()
    {
        var one = RecordEnvelope.Of(BareSignOff);
        var signature = new DsseSignature(null, System.Text.Encoding.ASCII.GetBytes(Mara.Sign(one.BytesToSign, one.Namespace!).Armour()));
        byte[] With(string type, params DsseSignature[] all) => new DsseEnvelope(type, one.Payload, all).ToJson();

        RecordVerifier.Verify(With(StatementWriter.PayloadType, signature), null, Trust()).ShouldBeOfType<Verification.Good>();
        ShouldBeRejected(RecordVerifier.Verify(With(StatementWriter.PayloadType, signature, signature), null, Trust()), "envelope");
        ShouldBeRejected(RecordVerifier.Verify(With("application/json", signature), null, Trust()), "envelope");
    }

    [Fact]
    public void Two_envelopes_around_one_statement_count_once_whichever_comes_first()
    {
        var first = RecordVerifier.Verify(Mara.Record(BareSignOff), null, Trust()).ShouldBeOfType<Verification.Good>().Record;
        var second = RecordVerifier.Verify(Mara.Record(BareSignOff), null, Trust()).ShouldBeOfType<Verification.Good>().Record;
        first.Id.ShouldNotBe(second.Id);
        var kept = VerifiedRecord.Distinct([first, second]).ShouldHaveSingleItem();
        VerifiedRecord.Distinct([second, first]).ShouldHaveSingleItem().Id.ShouldBe(kept.Id);
    }
}
