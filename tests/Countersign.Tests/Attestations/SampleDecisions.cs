// Sample decisions and overrides, with every optional field or with none.
using Countersign.Changes;
using Countersign.People;
using Countersign.Provenance;
using Countersign.SignOffs;
using static Countersign.Tests.Attestations.Samples;

namespace Countersign.Tests.Attestations;

public static class SampleDecisions
{
    public static SignOff Approval(bool full) =>
        new()
        {
            Context = Context(full, needsTarget: true),
            Subject = Content(full),
            Signer = Signer(full, needsRoster: true),
            SignedAt = At,
            Nonce = N("sign-off"),
            Decision = DecisionKind.Approve,
            Assurance = Assurance.ReadInFull,
            NotReviewed = full ? [RepoPath.Of("docs/ü 100%.md"), RepoPath.FromBytes([0x61, 0xff, 0x0a])] : [],
            Reason = full ? D("reason") : null,
            BaseCommit = O("tip"),
            BaseTree = O("tip tree"),
            ReviewedHead = O("head"),
            Presented = full ? D("presented") : null,
            Provenance = AssistanceClass.Assisted,
            ProvenanceEvidence = full ? [D("evidence 1"), D("evidence 2")] : [],
            Accountable = full ? PersonId.Parse("jon") : null,
            Policies = full ? [D("organisation policy"), D("policy")] : [D("policy")],
            Verdict = D("verdict"),
            ConditionsOfReview = full ? D("conditions of review") : null,
            IsConstrained = full,
            Case = full ? D("case") : null,
            Questions = full ? [D("question")] : [],
            Answers = full ? [D("answer")] : [],
            Checkpoint = full ? new LedgerCheckpoint("log.example.com/sign-offs", 1841, D("root")) : null,
            Seen = full ? [D("seen")] : [],
            Previous = full ? D("previous") : null,
            NotAfter = full ? At.AddDays(14) : null,
        };

    public static Override OverrideRules(bool full) =>
        new()
        {
            Context = Context(full, needsTarget: true),
            Subject = Content(full),
            Signer = Signer(full, needsRoster: true),
            SignedAt = At,
            Nonce = N("override"),
            Rules = full ? ["reach decides who signs", "critical services take two"] : ["*"],
            Reason = "payments are down; this restores them",
            NotAfter = At.AddHours(4),
            FollowUp = "review in full on Monday, before noon",
            BaseCommit = O("tip"),
            Policies = [D("policy")],
            Verdict = D("verdict"),
            Previous = full ? D("previous") : null,
        };

    public static IEnumerable<Statement> Of(bool full)
    {
        yield return Approval(full);
        yield return Approval(full) with
        {
            Decision = DecisionKind.ApproveWithConditions,
            Conditions = [D("condition")],
        };
        foreach (var kind in new[] { DecisionKind.Object, DecisionKind.Withdraw })
        {
            yield return Approval(full) with
            {
                Decision = kind,
                Assurance = null,
            };
        }

        yield return Approval(full) with
        {
            Decision = DecisionKind.Decline,
            Assurance = null,
            Reason = null,
        };
        yield return OverrideRules(full);
    }
}
