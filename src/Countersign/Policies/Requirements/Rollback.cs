// rollback: the case says how to undo the change.
using Countersign.Inputs;

namespace Countersign.Policies.Requirements;

public sealed record Rollback : Requirement
{
    public static readonly RequirementKind Kind = new(
        "rollback",
        "the case says how to undo the change",
        Happening.Case,
        """{"const":"stated"}""",
        (node, reading) => reading.OneOf(node, "rollback", "stated") is null ? null : new Rollback()
    );

    public override string Name => "rollback";

    public override string Says => "a stated way back";

    public override RequirementAnswer Ask(Facts facts, PolicyContext context) => CaseRequirement.Ask(facts, context, "rollback", ["rollback"], Says);
}
