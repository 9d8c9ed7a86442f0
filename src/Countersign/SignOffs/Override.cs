// A named person's own signature that lets a change in although a rule or an objection holds it.
using Countersign.Changes;
using Countersign.Signatures;

namespace Countersign.SignOffs;

/// <summary>
/// Names rules ("*" is all) or one objection, or, for a deletion or rewind of a guarded ref, exactly ref, old and new. Bound to the
/// content like a sign-off. Source: specs/sign-off-statement.md.
/// </summary>
public sealed record Override : Statement
{
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>The objection (a sign-off statement with decision object) that this overrides.</summary>
    public Digest? Objection { get; init; }

    public RefMove? Move { get; init; }

    /// <summary>Why, in words that everyone may read; required.</summary>
    public required string Reason { get; init; }

    /// <summary>Past this instant of the gate's clock it counts no more; required.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>What will be done afterwards, and by when: the review that an override owes.</summary>
    public required string FollowUp { get; init; }

    public required ObjectId BaseCommit { get; init; }

    public required IReadOnlyList<Digest> Policies { get; init; }

    public required Digest Verdict { get; init; }

    public Digest? Previous { get; init; }
}

/// <summary>One exact update of a ref; zeros on the absent side.</summary>
public sealed record RefMove(string Ref, ObjectId Old, ObjectId New);
