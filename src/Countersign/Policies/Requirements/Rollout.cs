// rollout: the case says how the change goes out.
using Countersign.Inputs;

namespace Countersign.Policies.Requirements;

public sealed record Rollout(string Form) : Requirement
{
    public static readonly RequirementKind Kind = new(
        "rollout",
        "the case has a rollout section: a plan, or a canary first",
        Happening.Case,
        """{"enum":["plan","canary"]}""",
        (node, reading) => reading.OneOf(node, "rollout", "plan", "canary") is { } form ? new Rollout(form) : null
    );

    public override string Name => "rollout";

    public override string Says => Form == "canary" ? "a stated canary" : "a stated rollout plan";

    public override RequirementAnswer Ask(Facts facts, PolicyContext context) => CaseRequirement.Ask(facts, context, "rollout", ["rollout"], Says);
}
