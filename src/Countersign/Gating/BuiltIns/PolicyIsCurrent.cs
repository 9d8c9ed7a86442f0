// A policy past its review date warns loudly and asks for its results; it goes on deciding.
using System.Globalization;
using Countersign.Inputs;
using Countersign.Policies;

namespace Countersign.Gating.BuiltIns;

internal sealed record PolicyIsCurrent : BuiltIn
{
    public override string Name => "policy-review";

    public override Judgement Judge(Facts facts, Policy policy)
    {
        var today = DateOnly.FromDateTime(facts.Now.UtcDateTime);
        var late = policy.Parts.Where(part => part.ReviewBy < today).Select(Say).ToList();
        return late.Count == 0 ? Passes() : Judgement.Allowed(Node(RuleOutcome.Satisfied, late, "warning: past its review date"));
    }

    private static string Say(PolicyPart part) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"the {part.Source.ToString().ToLowerInvariant()}'s policy was due for review by {part.ReviewBy:yyyy-MM-dd}: {part.Owner} owes its results"
        );
}
