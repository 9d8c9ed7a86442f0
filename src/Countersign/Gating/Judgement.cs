// What one rule says about a change: its part of the verdict and its node of the tree.
using Countersign.Policies;

namespace Countersign.Gating;

/// <param name="Kind">What this rule alone would make of the change; Allowed where it does not apply or does not count.</param>
/// <param name="Applies">Whether its `when` holds, or cannot be told; `otherwise` decides where no rule applies.</param>
public sealed record Judgement(
    VerdictNode Node,
    VerdictKind Kind,
    IReadOnlyList<MissingItem> Missing,
    IReadOnlyList<string> Reasons,
    bool Applies = true
)
{
    public static Judgement Allowed(VerdictNode node, bool applies = true) => new(node, VerdictKind.Allowed, [], [], applies);

    /// <summary>The same, shown in full, but put aside: it observes, is paused, or was overridden.</summary>
    public Judgement PutAside(string note, RuleOutcome? outcome = null) =>
        new(Node with { Note = note, Outcome = outcome ?? Node.Outcome }, VerdictKind.Allowed, [], [], Applies);
}
