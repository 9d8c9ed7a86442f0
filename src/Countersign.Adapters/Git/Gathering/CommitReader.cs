// The commits that a change would bring, on all parents, with the claims they make about who made them.
using Countersign.Changes;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Provenance;
using Countersign.Signatures;

namespace Countersign.Adapters.Git.Gathering;

public sealed record ReadCommits(
    IReadOnlyList<CommitFacts> Facts,
    IReadOnlyList<MakerClaim> Claims,
    IReadOnlyList<AssistanceFinding> Findings,
    IReadOnlyList<Lineage> Lineage,
    string Title,
    string Message
);

public sealed class CommitReader(CleanRoom room, Roster roster, SignalSet signals)
{
    /// <summary>Git's own namespace for commit signatures; ours never use it.</summary>
    private const string CommitNamespace = "git";

    /// <summary>Merges equal to the clean-room merge of their parents make nobody a maker.</summary>
    public ReadCommits Read(ObjectId tip, ObjectId head, DateTimeOffset now)
    {
        var facts = new List<CommitFacts>();
        var claims = new List<MakerClaim>();
        var findings = new List<AssistanceFinding>();
        var lineage = new List<Lineage>();
        var (title, message) = ("", "");
        foreach (var commit in room.Commits([head], tip.IsZero ? [] : [tip]))
        {
            if (commit.Id == head)
            {
                (title, message) = (commit.Subject, commit.Message);
            }

            lineage.Add(new Lineage(commit.Id, commit.Parents));
            var clean = commit.IsMerge && IsCleanMerge(commit);
            var (signature, signer) = Signer(commit, now);
            facts.Add(
                new CommitFacts(
                    commit.Id,
                    commit.Parents.Count,
                    commit.Author.Name,
                    commit.Author.Email,
                    commit.Committer.Name,
                    commit.Committer.Email,
                    clean,
                    signature,
                    signer
                )
            );
            findings.AddRange(SignalReader.Read(Claim(commit), roster, signals));
            if (!clean)
            {
                claims.AddRange(Claims(commit, signer));
            }
        }

        return new ReadCommits(facts, claims, findings, lineage, title, message);
    }

    private bool IsCleanMerge(Commit commit) =>
        commit.Parents.Count == 2 && room.Merge(commit.Parents[0], commit.Parents[1]).Match(tree => tree == commit.Tree, (_, _) => false);

    private IEnumerable<MakerClaim> Claims(Commit commit, PersonId? signer)
    {
        // A commit signature is the committer's; it speaks for the author only where both are the same address.
        var same = string.Equals(commit.Author.Email, commit.Committer.Email, StringComparison.OrdinalIgnoreCase);
        yield return new MakerClaim(commit.Author.Name, commit.Author.Email, "author", commit.Id, same ? signer : null, IsAgent(commit.Author));
        yield return new MakerClaim(commit.Committer.Name, commit.Committer.Email, "committer", commit.Id, signer, IsAgent(commit.Committer));
        foreach (var value in Trailers.Values(commit.Message, "Co-authored-by"))
        {
            var other = Identity.Read(value);
            yield return new MakerClaim(other.Name, other.Email, "co-author", commit.Id, null, IsAgent(other));
        }
    }

    internal static CommitClaim Claim(Commit commit) =>
        new(commit.Id.Hex, commit.Author.Name, commit.Author.Email, commit.Committer.Name, commit.Committer.Email, commit.Message);

    private bool IsAgent(Identity identity) => signals.Find(identity.Email) is { Class: AssistanceClass.Agent };

    private (string Kind, PersonId? Signer) Signer(Commit commit, DateTimeOffset now)
    {
        if (commit.Signature is null)
        {
            return ("none", null);
        }

        if (
            !SshSignature.TryParse(commit.Signature, out var signature, out _)
            || roster.FindByKey(signature.PublicKey) is not { } match
            || !match.Key.CanSignAt(now)
        )
        {
            return ("unverified", null);
        }

        return signature
            .Verify(commit.SignedPayload.Span, CommitNamespace)
            .Match<(string, PersonId?)>(_ => ("good", match.Holder.Id), _ => ("unverified", null));
    }
}
