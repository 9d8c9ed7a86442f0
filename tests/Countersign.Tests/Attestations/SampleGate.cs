// Sample pauses, freezes, root approvals and landings, with every optional field or with none.
using Countersign.Cases;
using Countersign.Provenance;
using Countersign.SignOffs;
using static Countersign.Tests.Attestations.Samples;

namespace Countersign.Tests.Attestations;

public static class SampleGate
{
    public static Landing Landing(bool full) =>
        new()
        {
            Context = Context(full, needsTarget: true),
            Subject = Content(full) with { Commit = O("new") },
            Signer = Signer(full: false, Cases.Landing.SignerId),
            SignedAt = At,
            Nonce = N("landing"),
            Old = O("tip"),
            New = O("new"),
            Outcome = full ? "Held" : "Allowed",
            SignOffs = full ? [D("sign-off 1")] : [],
            CarriedOver = full ? [new CarryOver(D("sign-off 1"), O("signed base"), O("tip"))] : [],
            PolicyBlob = full ? O("policy") : null,
            RosterBlob = full ? O("roster") : null,
            CatalogBlob = full ? O("catalog") : null,
            Verdict = D("verdict"),
            Records = full ? O("records") : null,
            Findings = full
                ?
                [
                    new AssistanceFinding(
                        "co-author",
                        "some-tool",
                        "some-model 4",
                        AssistanceClass.Assisted,
                        3,
                        "Co-authored-by: some-tool <x@example.com>",
                        O("head").ToString()
                    ),
                ]
                : [],
            Pusher = full ? "jon" : null,
            IsObserved = full,
            IsRepaired = full,
        };

    public static IEnumerable<Statement> Of(bool full)
    {
        yield return Landing(full);
        yield return new Pause
        {
            Context = Context(full, needsTarget: false),
            Subject = new StatementSubject { Digest = D("policy") },
            Signer = Signer(full),
            SignedAt = At,
            Nonce = N("pause"),
            Rule = "reach decides who signs",
            Until = At.AddHours(3),
            Reason = "the catalog is being rebuilt",
            Previous = full ? D("previous") : null,
        };
        yield return new Freeze
        {
            Context = Context(full, needsTarget: true),
            Subject = new StatementSubject { Digest = Freeze.SubjectOf(Main) },
            Signer = Signer(full),
            SignedAt = At,
            Nonce = N("freeze"),
            Until = At.AddDays(3),
            Reason = "end of quarter",
            Previous = full ? D("previous") : null,
        };
        yield return new RootApproval
        {
            Context = Context(full, needsTarget: true),
            Subject = Content(full),
            Signer = Signer(full: false, RootApproval.SignerId),
            SignedAt = At,
            Nonce = N("root-approval"),
            Purpose = RootPurpose.Start,
            Reason = full ? "the first policy" : null,
        };
    }
}
