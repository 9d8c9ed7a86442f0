// What people decided about a change, each with what the gate finds out about it at this tip.
using Countersign.Attestations;
using Countersign.Changes;
using Countersign.Inputs;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Adapters.Git.Gathering;

/// <summary>The content that asks to enter now, against which signed content is compared.</summary>
public sealed record ContentNow(
    Arrival Arrival,
    ObjectId ResultTree,
    ChangeManifest Manifest,
    IReadOnlyList<ChangedFile> Files,
    Func<RepoPath, bool>? IsWithinReach
);

public sealed class DecisionReader(CleanRoom room, RulebookReader rulebooks, Rulebook rulebook, Landings landings, Func<Digest?, string> text)
{
    private readonly Dictionary<ObjectId, BaseNow?> _bases = [];

    public IReadOnlyList<DecisionFacts> Read(ChangeRecords records, ContentNow now)
    {
        var acts = new List<(VerifiedRecord Record, DecisionKind Kind, Digest? Previous, string Target)>();
        foreach (var (record, signOff) in records.Of<SignOff>())
        {
            acts.Add((record, signOff.Decision, signOff.Previous, signOff.Context.TargetRef ?? ""));
        }

        foreach (var (record, exception) in records.Of<Override>())
        {
            acts.Add((record, DecisionKind.Override, exception.Previous, exception.Context.TargetRef ?? ""));
        }

        var standing = StandingDecisions.Of(
            acts.Select(act => new DecisionAct(act.Record.Id, act.Record.Signer, act.Target, act.Kind, act.Previous))
        );
        return
        [
            .. acts.Where(act => act.Target == now.Arrival.TargetRef)
                .Select(act => Facts(act.Record, standing.Contains(act.Record.Id), now))
                .OrderBy(fact => fact.Statement),
        ];
    }

    private DecisionFacts Facts(VerifiedRecord record, bool standing, ContentNow now)
    {
        var statement = record.Statement;
        var baseCommit = statement is SignOff signed ? signed.BaseCommit : ((Override)statement).BaseCommit;
        var known = Base(baseCommit, now);
        var validity =
            known is null || statement.Subject.Digest is not { } digest
                ? new Validity(false, false, false, true)
                : Validity.Of(
                    new SignedContent(digest, statement.Subject.ResultTree ?? default, statement.Context.TargetRef ?? ""),
                    new TipContent
                    {
                        Change = now.Manifest.Digest,
                        ResultTree = now.ResultTree,
                        TargetRef = now.Arrival.TargetRef,
                        SignedBaseIsAncestor = known.IsAncestor,
                        LandedSince = known.LandedSince,
                        BaseMoved = known.Moved,
                        IsWithinReach = now.IsWithinReach,
                    }
                );
        var common = new DecisionFacts
        {
            Statement = record.Id,
            Person = record.Signer,
            Kind = DecisionKind.Override,
            KeyKind = KindOf(record),
            LevelAtSigning = known is null ? null : rulebooks.At(baseCommit).Roster.FindPerson(record.Signer)?.LevelAt(now.Arrival.Now),
            LevelNow = rulebook.Roster.FindPerson(record.Signer)?.LevelAt(now.Arrival.Now),
            IsStanding = standing,
            Void =
                !Lets(statement) ? null
                : known is null
                    ? $"the commit it was signed on, {baseCommit.Short}, is not in this repository; fetch, and where it stays so a new signature counts"
                : !known.IsAncestor
                    ? $"signed on {baseCommit.Short}, which is no former tip of {ShortOf(now.Arrival.TargetRef)} as it stands now; a new signature counts"
                : null,
            Carries = validity.Carries,
            Reaches = validity.Reaches,
            IsStrict = validity.IsStrict,
            IsSpent = validity.IsSpent,
            Environments = statement.Context.Environments,
        };
        return statement switch
        {
            SignOff it => common with
            {
                Kind = it.Decision,
                Assurance = it.Assurance,
                NotReviewed = [.. it.NotReviewed.Select(path => path.Text)],
                IsConstrained = it.IsConstrained,
                Seen = it.Seen,
                NotAfter = it.NotAfter,
                Reason = it.Decision == DecisionKind.Object ? text(it.Reason) : "",
                StalePaths = validity.Carries || !standing ? [] : Stale(it, now),
            },
            Override it => common with { Rules = it.Rules, Reason = it.Reason, Names = it.Objection, NotAfter = it.NotAfter },
            _ => common,
        };
    }

    /// <summary>What holds a change up holds it up wherever it was signed.</summary>
    private static bool Lets(Statement statement) =>
        statement is Override or SignOff { Decision: DecisionKind.Approve or DecisionKind.ApproveWithConditions };

    private static string ShortOf(string reference) =>
        reference.StartsWith("refs/heads/", StringComparison.Ordinal) ? reference["refs/heads/".Length..] : reference;

    /// <summary>What the signature itself proves; a key in an agent looks like one in a file.</summary>
    private static string KindOf(VerifiedRecord record) => record.KeyKind.ToString().ToLowerInvariant();

    /// <summary>Only where the signed result can be rebuilt here; empty otherwise, and the digest has already decided.</summary>
    private IReadOnlyList<RepoPath> Stale(SignOff signed, ContentNow now)
    {
        try
        {
            return room.Merge(signed.BaseCommit, signed.ReviewedHead)
                .Match<IReadOnlyList<RepoPath>>(
                    tree => Validity.StalePaths(Sides(room.Compare(signed.BaseTree, tree, countLines: false)), Sides(now.Files)),
                    (_, _) => []
                );
        }
        catch (GitFault)
        {
            return [];
        }
    }

    private static Dictionary<RepoPath, (EntryMode, EntryMode, ObjectId, ObjectId)> Sides(IEnumerable<ChangedFile> files) =>
        files.ToDictionary(file => file.Path, file => (file.OldMode, file.NewMode, file.OldBlob, file.NewBlob));

    private BaseNow? Base(ObjectId commit, ContentNow now)
    {
        if (!_bases.TryGetValue(commit, out var known))
        {
            _bases[commit] = known = ReadBase(commit, now);
        }

        return known;
    }

    private BaseNow? ReadBase(ObjectId commit, ContentNow now)
    {
        var tip = now.Arrival.Tip;
        if (commit == tip || tip.IsZero)
        {
            return new BaseNow(true, new HashSet<RepoPath>(), new HashSet<Digest>());
        }

        try
        {
            // Only a former tip counts: from a commit that came in beside the line, what landed since could not be told.
            if (!room.IsAncestor(commit, tip) || room.FirstParentChain(commit, tip).Match(_ => false, () => true))
            {
                return new BaseNow(false, new HashSet<RepoPath>(), new HashSet<Digest>());
            }

            var moved = room.Compare(room.TreeOf(commit), room.TreeOf(tip), countLines: false).Select(file => file.Path).ToHashSet();
            return new BaseNow(true, moved, landings.DigestsBetween(commit, tip, now));
        }
        catch (GitFault)
        {
            return null;
        }
    }

    private sealed record BaseNow(bool IsAncestor, IReadOnlySet<RepoPath> Moved, IReadOnlySet<Digest> LandedSince);
}
