// The gate's verdict for the outside world: an SLSA verification summary, signed with the gate's key.
using Countersign.Changes;
using Countersign.Signatures;

namespace Countersign.Attestations;

/// <summary>
/// Source: https://slsa.dev/spec/v1.2/verification_summary and specs/verdict-statement.md. The two-party level is claimed only where
/// <see cref="TrustedPersons"/> is two or more: the accountable author and a signer who made nothing, or two such signers.
/// </summary>
public sealed record VerdictStatement
{
    public const string PredicateType = "https://slsa.dev/verification_summary/v1";
    public const string VerifierId = $"https://{StatementForm.Prefix}/gate/v1";
    public const string SignedOff = "ORG_SOURCE_SIGNED_OFF";
    public const string TwoParty = "SLSA_SOURCE_TWO_PARTY_REVIEWED";

    /// <summary>Either the landed commit and its tree, or an artifact.</summary>
    public ObjectId? Commit { get; init; }

    public ObjectId? Tree { get; init; }

    public Digest? Artifact { get; init; }

    /// <summary>git+https://... for a commit, the image's name for an image.</summary>
    public required string ResourceUri { get; init; }

    /// <summary>Full refs that this holds for; absent for an artifact.</summary>
    public IReadOnlyList<string> SourceRefs { get; init; } = [];

    public required DateTimeOffset TimeVerified { get; init; }

    public required Digest Policy { get; init; }

    public IReadOnlyList<Digest> InputAttestations { get; init; } = [];

    public required bool Passed { get; init; }

    /// <summary>Different trusted persons who took part; never an agent or bot.</summary>
    public required int TrustedPersons { get; init; }

    public required bool HasSignOff { get; init; }

    /// <summary>The signed bytes: one line, fixed order.</summary>
    public byte[] Payload() =>
        FieldWriter.Object(fields =>
            fields
                .Text("_type", StatementWriter.StatementType)
                .List("subject", [this], WriteSubject)
                .Text("predicateType", PredicateType)
                .Nested("predicate", WritePredicate)
        );

    /// <summary>A DSSE envelope with an ECDSA P-256 signature in DER.</summary>
    public byte[] Seal(EcdsaPrivateKey gate)
    {
        var payload = Payload();
        var signature = gate.Sign(Dsse.Pae(StatementWriter.PayloadType, payload));
        return new DsseEnvelope(StatementWriter.PayloadType, payload, [new DsseSignature(gate.PublicKey.Fingerprint.ToString(), signature)]).ToJson();
    }

    private static void WriteSubject(FieldWriter item, VerdictStatement it)
    {
        item.Text("name", it.ResourceUri)
            .Nested(
                "digest",
                set => set.Text("sha256", it.Artifact?.ToString()).Text("gitCommit", it.Commit?.ToString()).Text("gitTree", it.Tree?.ToString())
            );
        if (it.SourceRefs.Count > 0)
        {
            item.Nested("annotations", nested => nested.Texts("sourceRefs", it.SourceRefs));
        }
    }

    private void WritePredicate(FieldWriter fields)
    {
        var levels = new List<string>();
        if (Passed)
        {
            levels.Add("SLSA_SOURCE_LEVEL_UNEVALUATED");
            levels.AddRange(HasSignOff ? [SignedOff] : []);
            levels.AddRange(HasSignOff && TrustedPersons >= 2 ? [TwoParty] : []);
        }

        fields
            .Nested("verifier", nested => nested.Text("id", VerifierId))
            .Time("timeVerified", TimeVerified)
            .Text("resourceUri", ResourceUri)
            .Nested("policy", nested => nested.Text("uri", $"{ResourceUri}#.countersign/policy.yml").Digest("digest", Policy))
            .List(
                "inputAttestations",
                InputAttestations,
                (item, digest) => item.Text("uri", $"{StatementForm.Prefix}:record:{digest}").Digest("digest", digest)
            )
            .Text("verificationResult", Passed ? "PASSED" : "FAILED")
            .Texts("verifiedLevels", levels)
            .Text("slsaVersion", "1.2");
    }
}
