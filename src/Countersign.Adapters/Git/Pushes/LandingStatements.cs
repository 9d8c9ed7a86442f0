// Makes the gate's statement about one step that entered a guarded ref, out of what it judged.
using System.Security.Cryptography;
using Countersign.Adapters.Git.Gathering;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.Gating;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Adapters.Git.Pushes;

/// <param name="records">The commit of the records that were judged by; null where there were none.</param>
public sealed class LandingStatements(GateSettings settings, ObjectFormat format, ObjectId? records)
{
    /// <param name="old">Where the ref stood; zeros where it is made, whatever it was judged against.</param>
    public Landing Of(JudgedChange judged, ObjectId old)
    {
        var (gathered, facts) = (judged.Gathered, judged.Gathered.Facts);
        var used = facts
            .Decisions.Where(decision =>
                decision is { IsStanding: true, Void: null, IsSpent: false } && (decision.Carries || decision.Kind == DecisionKind.Override)
            )
            .ToList();
        return new Landing
        {
            Context = new StatementContext(settings.Repository, gathered.Arrival.TargetRef),
            Subject = new StatementSubject
            {
                Change = gathered.Records.ChangeIds is [var change, ..] ? change : null,
                Digest = gathered.Manifest?.Digest,
                ResultTree = facts.Subject.ResultTree,
                Commit = gathered.Arrival.Head,
            },
            Signer = new SignerClaim(PersonId.Parse(Landing.SignerId)),
            SignedAt = WholeSeconds(gathered.Arrival.Now),
            Nonce = NewNonce(),
            Old = old,
            New = gathered.Arrival.Head,
            Outcome = judged.Verdict.Kind.ToString(),
            SignOffs = [.. used.Select(decision => decision.Statement)],
            CarriedOver = [.. Carried(gathered, used)],
            PolicyBlob = gathered.Rulebook.PolicyBlob,
            RosterBlob = gathered.Rulebook.RosterBlob,
            CatalogBlob = gathered.Rulebook.CatalogBlob,
            Verdict = VerdictJson.DigestOf(judged.Verdict, facts, gathered.Rulebook.Policy ?? Policies.Policy.Absent),
            Records = records,
            Findings = [.. facts.Provenance.Findings.OrderByDescending(finding => finding.Class).ThenByDescending(finding => finding.Certainty)],
            Signals = facts.Provenance.Table,
            Pusher = gathered.Arrival.Pusher?.ToString(),
            IsObserved = settings.Mode == GateMode.Observe,
        };
    }

    /// <summary>A deletion, a rewind, or a branch made where another stood: no content enters, so its digest names the move itself.</summary>
    /// <param name="permit">The override that names it, where one does.</param>
    /// <param name="isAllowed">False where nobody let it and the gate only looked on, or filled a gap.</param>
    public Landing OfMove(RefMove move, ObjectId? resultTree, Digest? permit, bool isAllowed, Pusher? pusher, DateTimeOffset now)
    {
        var digest = MoveDigest.Of(move.Ref, move.Old, move.New);
        return new Landing
        {
            Context = new StatementContext(settings.Repository, move.Ref),
            Subject = new StatementSubject
            {
                Digest = digest,
                ResultTree = resultTree ?? ObjectId.EmptyTree(format),
                Commit = move.New,
            },
            Signer = new SignerClaim(PersonId.Parse(Landing.SignerId)),
            SignedAt = WholeSeconds(now),
            Nonce = NewNonce(),
            Old = move.Old,
            New = move.New,
            Outcome = (isAllowed ? VerdictKind.Allowed : VerdictKind.Refused).ToString(),
            SignOffs = permit is { } one ? [one] : [],
            Verdict = digest,
            Records = records,
            Pusher = pusher?.ToString(),
            IsObserved = settings.Mode == GateMode.Observe,
        };
    }

    /// <summary>The gate decides in whole seconds, so that the time in the landing is the time it decided by.</summary>
    public static DateTimeOffset WholeSeconds(DateTimeOffset now) => DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());

    private static Nonce NewNonce() => Nonce.FromBytes(RandomNumberGenerator.GetBytes(16));

    private static IEnumerable<CarryOver> Carried(Gathered gathered, List<DecisionFacts> used)
    {
        foreach (var (record, signOff) in gathered.Records.Of<SignOff>())
        {
            if (signOff.BaseCommit != gathered.Arrival.Tip && used.Exists(decision => decision.Statement == record.Id))
            {
                yield return new CarryOver(record.Id, signOff.BaseCommit, gathered.Arrival.Tip);
            }
        }
    }
}
