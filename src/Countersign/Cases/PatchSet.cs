// One immutable version of a change, as its accountable author offers it.
using Countersign.Changes;
using Countersign.People;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cases;

/// <summary>The subject has change id, change digest and result tree. Source: specs/patch-set-statement.md.</summary>
public sealed record PatchSet : Statement
{
    /// <summary>1 and up.</summary>
    public required int Number { get; init; }

    /// <summary>Absent on number 1 only.</summary>
    public PreviousPatchSet? Previous { get; init; }

    /// <summary>The target's tip it was made against.</summary>
    public required ObjectId Tip { get; init; }

    public required ObjectId Head { get; init; }

    /// <summary>Who answers for the change; whoever signs becomes a maker as well.</summary>
    public required PersonId Accountable { get; init; }

    public AiDeclaration? Ai { get; init; }
}

/// <summary>The patch set before, with its change digest, so that the decisions on it can be found.</summary>
public sealed record PreviousPatchSet(Digest Statement, Digest Change);
