// A reviewer's question and what is said to it; only the asker closes it.
using Countersign.Changes;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cases;

/// <summary>The text is free text in the record store. Source: specs/case-statements.md.</summary>
public sealed record Question : Statement
{
    public required Digest Text { get; init; }

    public RepoPath? Path { get; init; }

    /// <summary>1-based line in the new side of <see cref="Path"/>.</summary>
    public int? Line { get; init; }

    public CaseSection? Section { get; init; }

    public required bool IsBlocking { get; init; }
}

/// <summary>Says something to a question, or, with <see cref="Accepts"/>, closes it: only the asker's own acceptance counts.</summary>
public sealed record Answer : Statement
{
    public required Digest Question { get; init; }

    /// <summary>Free text; may be absent only where the asker accepts.</summary>
    public Digest? Text { get; init; }

    public bool Accepts { get; init; }
}
