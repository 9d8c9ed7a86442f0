// The gate's own record of one accepted update of a guarded ref.
using Countersign.Changes;
using Countersign.Provenance;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cases;

/// <summary>
/// The target ref stands in the context, change digest, result tree and new commit in the subject, the gate's time in SignedAt.
/// Landings of a ref form a chain old -> new. Source: specs/landing-statement.md.
/// </summary>
public sealed record Landing : Statement
{
    /// <summary>The only signer id of a gate key; no person or bot may have it.</summary>
    public const string SignerId = "gate";

    /// <summary>Zeros where the ref was made by this update.</summary>
    public required ObjectId Old { get; init; }

    public required ObjectId New { get; init; }

    /// <summary>Allowed, or what an observing gate would have answered: Held, Refused, Faulted.</summary>
    public required string Outcome { get; init; }

    public IReadOnlyList<Digest> SignOffs { get; init; } = [];

    /// <summary>Sign-offs that were given on another base.</summary>
    public IReadOnlyList<CarryOver> CarriedOver { get; init; } = [];

    public ObjectId? PolicyBlob { get; init; }

    public ObjectId? RosterBlob { get; init; }

    public ObjectId? CatalogBlob { get; init; }

    public required Digest Verdict { get; init; }

    /// <summary>The commit of the records that the gate judged by; null where there were none. Read again there, the step gives the same answer.</summary>
    public ObjectId? Records { get; init; }

    /// <summary>Evidence of AI assistance as seen at the gate; what was seen once stays seen.</summary>
    public IReadOnlyList<AssistanceFinding> Findings { get; init; } = [];

    /// <summary>The table of signs that they were read with; null before landings named it, which was signals/1.</summary>
    public string? Signals { get; init; }

    /// <summary>Who the transport says pushed.</summary>
    public string? Pusher { get; init; }

    /// <summary>The gate only watched.</summary>
    public bool IsObserved { get; init; }

    /// <summary>Filled in after a crash between the push and its record.</summary>
    public bool IsRepaired { get; init; }
}

/// <summary>A sign-off given on one base and used on another, the content being equal.</summary>
public sealed record CarryOver(Digest SignOff, ObjectId SignedBase, ObjectId LandedBase);
