// The target has a policy; if not, only the first change may enter, which adds one and is signed by a root key.
using Countersign.Inputs;
using Countersign.Policies;

namespace Countersign.Gating.BuiltIns;

internal sealed record PolicyExists : BuiltIn
{
    public override string Name => "policy";

    public override Judgement Judge(Facts facts, Policy policy) =>
        (policy.IsAbsent, facts.Governance) switch
        {
            (false, { IsFirst: true }) => Refuses("the target has a policy already: this cannot be its first change"),
            (false, _) => Passes(),
            (_, { IsFirst: true, StandsAlone: true, ResultProblems: { Count: > 0 } problems }) => Refuses([
                .. problems.Select(problem => $"the result does not lint: {problem}"),
            ]),
            (_, { Recovers: true, StandsAlone: true }) => Judgement.Allowed(
                Node(
                    RuleOutcome.Satisfied,
                    ["the rules at the target cannot be read; a root key signed this result"],
                    "WARNING: recovered by a root key, to be reviewed"
                )
            ),
            (_, { IsFirst: true, StandsAlone: true, SignedByRoot: true }) => Passes("the first change, signed by a root key"),
            (_, { IsFirst: true, StandsAlone: true }) => Holds(
                ["the first change, not signed by a root key"],
                new MissingItem("root-key", Name, "a root key's signature over this tree", [], "countersign init --sign")
            ),
            (_, { IsFirst: false }) or (_, null) when facts.Faults.Count > 0 => Refuses(
                "the rules at the target cannot be read: mend them in a change of .countersign/ alone, and a holder of a root key opens the gate for it (`countersign recover`)"
            ),
            _ => Refuses(
                "there is no policy at the target: only the change that adds .countersign/, alone and signed by a root key, may enter (`countersign init --sign`)"
            ),
        };
}
