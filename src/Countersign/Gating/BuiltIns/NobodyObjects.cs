// An objection blocks, whatever was pushed since, until the same person withdraws it or an override names it.
using Countersign.Inputs;
using Countersign.Policies;
using Countersign.SignOffs;

namespace Countersign.Gating.BuiltIns;

internal sealed record NobodyObjects : BuiltIn
{
    public override string Name => "objections";

    public override Judgement Judge(Facts facts, Policy policy)
    {
        if (facts.Decisions.Count == 0)
        {
            return Passes();
        }

        var overrides = Overrides.Standing(facts, policy);
        var judged = facts
            .Decisions.Where(decision => Blocks(decision, facts, policy))
            .Select(decision => (decision, act: overrides.Of(decision.Statement)))
            .ToList();
        var open = judged.Where(it => it.act is null).Select(it => it.decision).ToList();
        var lifted = judged.Where(it => it.act is not null).Select(it => $"{it.decision.Person} objects; {Overrides.Say(it.act!)}").ToList();
        return open.Count > 0 ? Holds([.. open.Select(it => $"{it.Person} objects: {it.Reason}"), .. lifted], [.. open.Select(Withdrawal)])
            : lifted.Count > 0 ? Judgement.Allowed(Node(RuleOutcome.Overridden, lifted))
            : Passes();
    }

    /// <summary>Only a person who could sign can object; becoming a maker afterwards takes nobody's objection away.</summary>
    private static bool Blocks(DecisionFacts decision, Facts facts, Policy policy) =>
        decision is { Kind: DecisionKind.Object, IsStanding: true, Void: null } && Objectors.Could(decision.Person, facts, policy);

    private MissingItem Withdrawal(DecisionFacts objection) =>
        new(
            "objection",
            Name,
            $"{objection.Person}'s objection withdrawn",
            [objection.Person],
            $"countersign withdraw; or `countersign override` naming {objection.Statement.Short}"
        );
}
