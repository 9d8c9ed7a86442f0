// What must still be done for a sign-off to hold, and the word that it was done.
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cases;

/// <summary>The text is free text in the record store. Source: specs/case-statements.md.</summary>
public sealed record Condition : Statement
{
    public required Digest Text { get; init; }

    public required ConditionStage Before { get; init; }

    public DateTimeOffset? Due { get; init; }
}

public enum ConditionStage
{
    Landing,
    Deploy,
    Later,
}

/// <summary>From the person who set the condition it is met; from anyone else it is a claim.</summary>
public sealed record ConditionMet : Statement
{
    public required Digest Condition { get; init; }

    public Digest? Text { get; init; }

    /// <summary>Evidence statements that show it.</summary>
    public IReadOnlyList<Digest> Evidence { get; init; } = [];
}
