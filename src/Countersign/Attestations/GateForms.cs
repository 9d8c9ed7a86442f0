// The written form of pauses, freezes, root approvals and landings.
using Countersign.Cases;
using Countersign.Provenance;

namespace Countersign.Attestations;

internal static class GateForms
{
    public static void WritePause(FieldWriter fields, Pause it) =>
        fields.Text("rule", it.Rule).Time("until", it.Until).Text("reason", it.Reason).Digest("previous", it.Previous);

    public static Pause ReadPause(FieldReader fields, StatementHead head)
    {
        if (head.Subject.Digest is null)
        {
            fields.Wrong("subject", "lacks the digest of the policy that has the rule");
        }

        return new Pause
        {
            Context = head.Context,
            Subject = head.Subject,
            Signer = head.Signer,
            SignedAt = head.SignedAt,
            Nonce = head.Nonce,
            Rule = fields.Text("rule", 200),
            Until = fields.Time("until"),
            Reason = fields.Text("reason"),
            Previous = fields.OptionalDigest("previous"),
        };
    }

    public static void WriteFreeze(FieldWriter fields, Freeze it) =>
        fields.Time("until", it.Until).Text("reason", it.Reason).Digest("previous", it.Previous);

    public static Freeze ReadFreeze(FieldReader fields, StatementHead head)
    {
        if (head.Context.TargetRef is not { } target || head.Subject.Digest != Freeze.SubjectOf(target))
        {
            fields.Wrong("subject", "is not the digest of context.targetRef");
        }

        return new Freeze
        {
            Context = head.Context,
            Subject = head.Subject,
            Signer = head.Signer,
            SignedAt = head.SignedAt,
            Nonce = head.Nonce,
            Until = fields.Time("until"),
            Reason = fields.Text("reason"),
            Previous = fields.OptionalDigest("previous"),
        };
    }

    public static void WriteRootApproval(FieldWriter fields, RootApproval it) =>
        fields.Word<RootPurpose>("purpose", it.Purpose).Text("reason", it.Reason);

    public static RootApproval ReadRootApproval(FieldReader fields, StatementHead head)
    {
        SignOffForms.NeedContent(fields, head);
        return new RootApproval
        {
            Context = head.Context,
            Subject = head.Subject,
            Signer = head.Signer,
            SignedAt = head.SignedAt,
            Nonce = head.Nonce,
            Purpose = fields.Word<RootPurpose>("purpose"),
            Reason = fields.OptionalText("reason"),
        };
    }

    public static void WriteLanding(FieldWriter fields, Landing it) =>
        fields
            .Commit("old", it.Old)
            .Commit("new", it.New)
            .Text("outcome", it.Outcome)
            .Digests("signOffs", it.SignOffs)
            .List(
                "carriedOver",
                it.CarriedOver,
                (item, carried) =>
                    item.Digest("signOff", carried.SignOff).Commit("signedBase", carried.SignedBase).Commit("landedBase", carried.LandedBase)
            )
            .Blob("policy", it.PolicyBlob)
            .Blob("roster", it.RosterBlob)
            .Blob("catalog", it.CatalogBlob)
            .Digest("verdict", it.Verdict)
            .Commit("records", it.Records)
            .List("findings", it.Findings, WriteFinding)
            .Text("signals", it.Signals)
            .Text("pusher", it.Pusher)
            .Flag("observed", it.IsObserved)
            .Flag("repaired", it.IsRepaired);

    public static Landing ReadLanding(FieldReader fields, StatementHead head)
    {
        SignOffForms.NeedContent(fields, head);
        var it = new Landing
        {
            Context = head.Context,
            Subject = head.Subject,
            Signer = head.Signer,
            SignedAt = head.SignedAt,
            Nonce = head.Nonce,
            Old = fields.Commit("old"),
            New = fields.Commit("new"),
            Outcome = fields.Text("outcome", 10),
            SignOffs = fields.Digests("signOffs"),
            CarriedOver = fields.List(
                "carriedOver",
                item => new CarryOver(item.Digest("signOff"), item.Commit("signedBase"), item.Commit("landedBase"))
            ),
            PolicyBlob = fields.OptionalBlob("policy"),
            RosterBlob = fields.OptionalBlob("roster"),
            CatalogBlob = fields.OptionalBlob("catalog"),
            Verdict = fields.Digest("verdict"),
            Records = fields.OptionalCommit("records"),
            Findings = fields.List("findings", ReadFinding),
            Signals = fields.OptionalText("signals", 40),
            Pusher = fields.OptionalText("pusher", 200),
            IsObserved = fields.Flag("observed"),
            IsRepaired = fields.Flag("repaired"),
        };
        if (head.Subject.Commit != it.New)
        {
            fields.Wrong("subject", "has not the new commit as its commit");
        }

        if (it.Outcome is not ("Allowed" or "Held" or "Refused" or "Faulted") || (it.Outcome != "Allowed" && !it.IsObserved && !it.IsRepaired))
        {
            fields.Wrong("outcome", "is Allowed, or, where the gate only observed or repaired a gap, Held, Refused or Faulted");
        }

        return it;
    }

    private static void WriteFinding(FieldWriter item, AssistanceFinding finding) =>
        item.Text("signal", finding.Signal)
            .Text("tool", finding.Tool)
            .Text("model", finding.Model)
            .Word<AssistanceClass>("class", finding.Class)
            .Whole("certainty", finding.Certainty)
            .Text("raw", finding.Raw)
            .Text("source", finding.Source);

    private static AssistanceFinding ReadFinding(FieldReader item) =>
        new(
            item.Text("signal", 100),
            item.Text("tool", 200),
            item.OptionalText("model", 200),
            item.Word<AssistanceClass>("class"),
            (int)item.Whole("certainty", 0, most: 4),
            item.Text("raw"),
            item.Text("source", 500)
        );
}
