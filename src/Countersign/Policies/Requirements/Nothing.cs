// nothing: the rule asks for nothing, which lifts nothing that another rule asks for.
using Countersign.Inputs;

namespace Countersign.Policies.Requirements;

public sealed record Nothing : Requirement
{
    public override string Name => "nothing";

    public override string Says => "nothing";

    public override RequirementAnswer Ask(Facts facts, PolicyContext context) => RequirementAnswer.Met("nothing is asked");
}
