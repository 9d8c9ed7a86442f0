// What every signed statement says beside its own matter: where it holds, who says it, when.
using Countersign.Changes;
using Countersign.People;
using Countersign.Signatures;

namespace Countersign.SignOffs;

/// <summary>
/// The family is closed by Attestations, which writes and reads it. Nothing here is verified: a statement counts only inside a
/// verified record. Source: specs/sign-off-statement.md.
/// </summary>
public abstract record Statement
{
    public required StatementContext Context { get; init; }

    public required StatementSubject Subject { get; init; }

    public required SignerClaim Signer { get; init; }

    /// <summary>The signer's own clock, in whole seconds, UTC; information only, nothing is decided by it.</summary>
    public required DateTimeOffset SignedAt { get; init; }

    public required Nonce Nonce { get; init; }
}

/// <param name="Url">Where the repository was reached; for people, never compared.</param>
/// <param name="TargetRef">The full ref the statement holds for, such as refs/heads/main; null where it holds for the change as such.</param>
public sealed record StatementContext(RepositoryId Repository, string? TargetRef = null, string? Url = null)
{
    /// <summary>Empty: the merge. Else the environments it is for as well.</summary>
    public IReadOnlyList<string> Environments { get; init; } = [];
}

/// <summary>What the statement is about, by content. Which parts a kind needs is in the specs; the others are absent.</summary>
public sealed record StatementSubject
{
    public ChangeId? Change { get; init; }

    /// <summary>The change digest; for a pause the policy file's digest, for a freeze the digest of the ref's name.</summary>
    public Digest? Digest { get; init; }

    public ObjectId? ResultTree { get; init; }

    public ObjectId? Commit { get; init; }
}

/// <summary>What the signer says of themselves; verification compares the id with the owner of the key.</summary>
/// <param name="Level">The level in the roster that the signer had before their eyes; the gate looks it up itself.</param>
/// <param name="Roster">Digest of that roster's stored bytes.</param>
public sealed record SignerClaim(PersonId Id, LevelName? Level = null, Digest? Roster = null);
