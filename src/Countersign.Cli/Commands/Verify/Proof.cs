// What came out of verifying one commit.
using Countersign.Adapters.Git.Auditing;
using Countersign.Changes;

namespace Countersign.Cli.Commands.Verify;

internal enum ProofKind
{
    /// <summary>A tip, and judged again it is Allowed, under rules that were let in one by one.</summary>
    Allowed,

    /// <summary>At or before the baseline: older than the gate.</summary>
    Before,

    /// <summary>Never the tip of a guarded branch.</summary>
    NeverTip,

    /// <summary>A tip, and something about it is unsigned or untrue.</summary>
    Unsigned,
}

/// <param name="Ref">The guarded branch; null where none has it.</param>
/// <param name="Rules">Moves that touched .countersign/ since the baseline, and gaps, each judged again; the well ones too.</param>
internal sealed record Proof(
    ProofKind Kind,
    ObjectId Commit,
    string? Ref,
    ChainLink? Link,
    IReadOnlyList<ChainLink> Rules,
    IReadOnlyList<string> Problems
);
