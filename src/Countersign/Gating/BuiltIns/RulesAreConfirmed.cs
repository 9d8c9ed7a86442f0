// Rules that a root key opened warn on every verdict until an ordinary governance change confirms them.
using Countersign.Inputs;
using Countersign.Policies;

namespace Countersign.Gating.BuiltIns;

internal sealed record RulesAreConfirmed : BuiltIn
{
    public override string Name => "recovered";

    public override Judgement Judge(Facts facts, Policy policy) =>
        facts.Recovered is not { } since
            ? Passes()
            : Judgement.Allowed(Node(RuleOutcome.Satisfied, [since], "WARNING: opened by a root key, not reviewed since"));
}
