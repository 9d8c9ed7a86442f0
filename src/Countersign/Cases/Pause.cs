// A rule set aside for hours by its owner, and a target closed for a time: both signed, both shown.
using System.Text;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cases;

/// <summary>Subject: the digest of exactly the policy file that has the rule. Source: specs/case-statements.md.</summary>
public sealed record Pause : Statement
{
    public required string Rule { get; init; }

    public required DateTimeOffset Until { get; init; }

    public required string Reason { get; init; }

    /// <summary>The same person's earlier pause that this one replaces, to end or lengthen it.</summary>
    public Digest? Previous { get; init; }
}

/// <summary>Nothing enters the target until then. Subject: the digest of the ref's name, see <see cref="SubjectOf"/>.</summary>
public sealed record Freeze : Statement
{
    public required DateTimeOffset Until { get; init; }

    public required string Reason { get; init; }

    public Digest? Previous { get; init; }

    /// <summary>SHA-256 of the full ref name in UTF-8, under which freezes of it are kept.</summary>
    public static Digest SubjectOf(string targetRef) => Digest.Of(Encoding.UTF8.GetBytes(targetRef));
}

/// <summary>A root key's word over exactly one result tree.</summary>
public sealed record RootApproval : Statement
{
    /// <summary>The only signer id of a root key; no person or bot may have it.</summary>
    public const string SignerId = "root";

    public required RootPurpose Purpose { get; init; }

    public string? Reason { get; init; }
}

/// <summary>Start: the change that adds .countersign/. Recover: opens a broken one. Govern: joins a person's sign-off on a governance change.</summary>
public enum RootPurpose
{
    Start,
    Recover,
    Govern,
}
