// conditions: what signers asked for in return for their sign-off is done.
using Countersign.Inputs;

namespace Countersign.Policies.Requirements;

public sealed record ConditionsRequirement : Requirement
{
    public static readonly RequirementKind Kind = new(
        "conditions",
        "every condition is met (an unmet one holds the change whatever the policy says)",
        Happening.Decision,
        """{"const":"met"}""",
        (node, reading) => reading.OneOf(node, "conditions", "met") is null ? null : new ConditionsRequirement()
    );

    public override string Name => "conditions";

    public override string Says => "every condition met";

    public override RequirementAnswer Ask(Facts facts, PolicyContext context)
    {
        var open = facts.Conditions.Where(condition => !condition.IsMet).ToList();
        return open.Count == 0
            ? RequirementAnswer.Met($"{facts.Conditions.Count} set, all met")
            : RequirementAnswer.Unmet(
                [.. open.Select(condition => $"{condition.SetBy} asked for: {condition.Text}")],
                [
                    .. open.Select(condition => new MissingItem(
                        "condition",
                        context.Rule,
                        condition.Text,
                        Standing.Behind(facts),
                        $"countersign condition --met {condition.Statement.Short}"
                    )),
                ]
            );
    }
}
