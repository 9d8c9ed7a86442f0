// What a signer, or somebody who could object, asked for in return holds the change until it is done.
using Countersign.Inputs;
using Countersign.Policies;

namespace Countersign.Gating.BuiltIns;

internal sealed record ConditionsAreMet : BuiltIn
{
    public override string Name => "conditions";

    public override bool CanBeOverridden => true;

    public override Judgement Judge(Facts facts, Policy policy)
    {
        var open = facts.Conditions.Where(condition => !condition.IsMet && Objectors.Could(condition.SetBy, facts, policy)).ToList();
        return open.Count == 0
            ? Passes()
            : Holds(
                [.. open.Select(condition => $"{condition.SetBy} asked for: {condition.Text}")],
                [.. open.Select(condition => Missing(condition, facts))]
            );
    }

    private MissingItem Missing(ConditionFacts condition, Facts facts) =>
        new("condition", Name, condition.Text, Standing.Behind(facts), $"countersign condition --met {condition.Statement.Short}");
}
