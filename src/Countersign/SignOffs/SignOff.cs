// A person's decision on exactly one content, as it is signed.
using Countersign.Changes;
using Countersign.People;
using Countersign.Provenance;
using Countersign.Signatures;

namespace Countersign.SignOffs;

/// <summary>
/// Approve, approve with conditions, object, decline or withdraw; an override is its own statement. The subject has the change
/// digest and the result tree, and the change id where the change was proposed. Source: specs/sign-off-statement.md.
/// </summary>
public sealed record SignOff : Statement
{
    public required DecisionKind Decision { get; init; }

    /// <summary>Only, and always, on an approval.</summary>
    public Assurance? Assurance { get; init; }

    /// <summary>Paths the signer says were not reviewed.</summary>
    public IReadOnlyList<RepoPath> NotReviewed { get; init; } = [];

    /// <summary>Free text in the record store; absent on a decline, which needs no reason.</summary>
    public Digest? Reason { get; init; }

    /// <summary>Condition statements; at least one with approve-with-conditions, none else.</summary>
    public IReadOnlyList<Digest> Conditions { get; init; } = [];

    /// <summary>The target's tip that the change was read against.</summary>
    public required ObjectId BaseCommit { get; init; }

    public required ObjectId BaseTree { get; init; }

    public required ObjectId ReviewedHead { get; init; }

    /// <summary>Digest of the manifest of what was shown; see <see cref="PresentedManifest"/>.</summary>
    public Digest? Presented { get; init; }

    public required AssistanceClass Provenance { get; init; }

    /// <summary>Digests of the evidence that the class rested on.</summary>
    public IReadOnlyList<Digest> ProvenanceEvidence { get; init; } = [];

    public PersonId? Accountable { get; init; }

    /// <summary>The organisation's and the repository's policy, by their stored bytes; at least one.</summary>
    public required IReadOnlyList<Digest> Policies { get; init; }

    /// <summary>The verdict before this signature.</summary>
    public required Digest Verdict { get; init; }

    /// <summary>Salted; the text (minutes, open reviews) stays with the signer.</summary>
    public Digest? ConditionsOfReview { get; init; }

    /// <summary>The public label for a sign-off given under pressure of time or load.</summary>
    public bool IsConstrained { get; init; }

    public Digest? Case { get; init; }

    public IReadOnlyList<Digest> Questions { get; init; } = [];

    public IReadOnlyList<Digest> Answers { get; init; } = [];

    public LedgerCheckpoint? Checkpoint { get; init; }

    /// <summary>Others' decisions that the signer had seen.</summary>
    public IReadOnlyList<Digest> Seen { get; init; } = [];

    /// <summary>The same person's last decision on this change and target.</summary>
    public Digest? Previous { get; init; }

    public DateTimeOffset? NotAfter { get; init; }
}

/// <summary>The ledger as the signer last saw it: the signature is later than this.</summary>
/// <param name="RootHash">Hex of the tree's root.</param>
public sealed record LedgerCheckpoint(string Origin, long Size, Digest RootHash);
