// The written form of decisions and overrides.
using Countersign.Changes;
using Countersign.People;
using Countersign.Provenance;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Attestations;

internal static class SignOffForms
{
    public static void WriteSignOff(FieldWriter fields, SignOff it) =>
        fields
            .Word<DecisionKind>("decision", it.Decision)
            .Word("assurance", it.Assurance)
            .Texts("notReviewed", [.. it.NotReviewed.Select(path => path.Text)])
            .Digest("reason", it.Reason)
            .Digests("conditions", it.Conditions)
            .Nested("base", nested => nested.Text("gitCommit", it.BaseCommit.ToString()).Text("gitTree", it.BaseTree.ToString()))
            .Commit("reviewedHead", it.ReviewedHead)
            .Digest("presented", it.Presented)
            .Nested("provenance", nested => nested.Word<AssistanceClass>("class", it.Provenance).Digests("evidence", it.ProvenanceEvidence))
            .Id("accountable", it.Accountable)
            .Digests("policies", it.Policies)
            .Digest("verdict", it.Verdict)
            .Digest("conditionsOfReview", it.ConditionsOfReview)
            .Flag("constrained", it.IsConstrained)
            .Digest("case", it.Case)
            .Digests("questions", it.Questions)
            .Digests("answers", it.Answers)
            .Checkpoint(it.Checkpoint)
            .Digests("seen", it.Seen)
            .Digest("previous", it.Previous)
            .Time("notAfter", it.NotAfter);

    public static SignOff ReadSignOff(FieldReader fields, StatementHead head)
    {
        NeedContent(fields, head);
        NeedRoster(fields, head);
        var based = fields.Nested("base", ReadBase, required: true) ?? new Base(default, default);
        var provenance = fields.Nested("provenance", ReadProvenance, required: true) ?? new ProvenanceClaim(default, []);
        var it = new SignOff
        {
            Context = head.Context,
            Subject = head.Subject,
            Signer = head.Signer,
            SignedAt = head.SignedAt,
            Nonce = head.Nonce,
            Decision = fields.Word<DecisionKind>("decision"),
            Assurance = fields.OptionalWord<Assurance>("assurance"),
            NotReviewed = fields.Paths("notReviewed"),
            Reason = fields.OptionalDigest("reason"),
            Conditions = fields.Digests("conditions"),
            BaseCommit = based.Commit,
            BaseTree = based.Tree,
            ReviewedHead = fields.Commit("reviewedHead"),
            Presented = fields.OptionalDigest("presented"),
            Provenance = provenance.Class,
            ProvenanceEvidence = provenance.Evidence,
            Accountable = fields.OptionalId<PersonId>("accountable", Persons.TryParse),
            Policies = fields.Digests("policies", required: true),
            Verdict = fields.Digest("verdict"),
            ConditionsOfReview = fields.OptionalDigest("conditionsOfReview"),
            IsConstrained = fields.Flag("constrained"),
            Case = fields.OptionalDigest("case"),
            Questions = fields.Digests("questions"),
            Answers = fields.Digests("answers"),
            Checkpoint = fields.Nested("checkpoint", ReadCheckpoint),
            Seen = fields.Digests("seen"),
            Previous = fields.OptionalDigest("previous"),
            NotAfter = fields.OptionalTime("notAfter"),
        };
        Judge(fields, it);
        return it;
    }

    public static void WriteOverride(FieldWriter fields, Override it) =>
        fields
            .Texts("rules", it.Rules)
            .Digest("objection", it.Objection)
            .Move(it.Move)
            .Text("reason", it.Reason)
            .Time("notAfter", it.NotAfter)
            .Text("followUp", it.FollowUp)
            .Commit("base", it.BaseCommit)
            .Digests("policies", it.Policies)
            .Digest("verdict", it.Verdict)
            .Digest("previous", it.Previous);

    public static Override ReadOverride(FieldReader fields, StatementHead head)
    {
        NeedContent(fields, head);
        NeedRoster(fields, head);
        var it = new Override
        {
            Context = head.Context,
            Subject = head.Subject,
            Signer = head.Signer,
            SignedAt = head.SignedAt,
            Nonce = head.Nonce,
            Rules = fields.Texts("rules"),
            Objection = fields.OptionalDigest("objection"),
            Move = fields.Nested("move", ReadMove),
            Reason = fields.Text("reason"),
            NotAfter = fields.Time("notAfter"),
            FollowUp = fields.Text("followUp"),
            BaseCommit = fields.Commit("base"),
            Policies = fields.Digests("policies", required: true),
            Verdict = fields.Digest("verdict"),
            Previous = fields.OptionalDigest("previous"),
        };
        var named = (it.Rules.Count > 0 ? 1 : 0) + (it.Objection is null ? 0 : 1) + (it.Move is null ? 0 : 1);
        if (named != 1)
        {
            fields.Wrong("rules", "an override names rules, or one objection, or one move of a ref: exactly one of these");
        }

        return it;
    }

    /// <summary>Both subjects and the target: without all three the statement could be used elsewhere.</summary>
    internal static void NeedContent(FieldReader fields, StatementHead head)
    {
        if (head.Subject.Digest is null || head.Subject.ResultTree is null)
        {
            fields.Wrong("subject", "lacks the change digest or the result tree");
        }

        if (head.Context.TargetRef is null)
        {
            fields.Wrong("context.targetRef", "is missing");
        }
    }

    private static void NeedRoster(FieldReader fields, StatementHead head)
    {
        if (head.Signer.Roster is null)
        {
            fields.Wrong("signer.roster", "is missing");
        }
    }

    private static void Judge(FieldReader fields, SignOff it)
    {
        var approves = it.Decision is DecisionKind.Approve or DecisionKind.ApproveWithConditions;
        if (it.Decision == DecisionKind.Override)
        {
            fields.Wrong("decision", "an override is a statement of its own");
        }

        if (approves != it.Assurance is not null)
        {
            fields.Wrong("assurance", "stands on every approval and on nothing else");
        }

        if (it.Decision == DecisionKind.ApproveWithConditions != it.Conditions.Count > 0)
        {
            fields.Wrong("conditions", "stand on approve-with-conditions and on nothing else");
        }

        if (it.Decision == DecisionKind.Decline && it.Reason is not null)
        {
            fields.Wrong("reason", "a decline needs and keeps no reason");
        }
    }

    private static Base ReadBase(FieldReader fields) =>
        new(fields.Id<ObjectId>("gitCommit", ObjectId.TryParse), fields.Id<ObjectId>("gitTree", ObjectId.TryParse));

    private static ProvenanceClaim ReadProvenance(FieldReader fields) => new(fields.Word<AssistanceClass>("class"), fields.Digests("evidence"));

    private static LedgerCheckpoint ReadCheckpoint(FieldReader fields) =>
        new(fields.Text("origin", 200), fields.Whole("size", 0), fields.Digest("root"));

    private static FieldWriter Checkpoint(this FieldWriter fields, LedgerCheckpoint? checkpoint) =>
        checkpoint is null
            ? fields
            : fields.Nested(
                "checkpoint",
                nested => nested.Text("origin", checkpoint.Origin).Whole("size", checkpoint.Size).Digest("root", checkpoint.RootHash)
            );

    private static FieldWriter Move(this FieldWriter fields, RefMove? move) =>
        move is null ? fields : fields.Nested("move", nested => nested.Text("ref", move.Ref).Commit("old", move.Old).Commit("new", move.New));

    private static RefMove ReadMove(FieldReader fields) =>
        new(fields.Id<RefText>("ref", RefText.TryParse).Text ?? "", fields.Commit("old"), fields.Commit("new"));

    private sealed record Base(ObjectId Commit, ObjectId Tree);

    private sealed record ProvenanceClaim(AssistanceClass Class, IReadOnlyList<Digest> Evidence);
}
