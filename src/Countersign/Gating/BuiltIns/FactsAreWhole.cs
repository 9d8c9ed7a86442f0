// The facts were gathered without fault; otherwise the gate stays closed.
using Countersign.Inputs;
using Countersign.Policies;

namespace Countersign.Gating.BuiltIns;

internal sealed record FactsAreWhole : BuiltIn
{
    public override string Name => "facts";

    public override Judgement Judge(Facts facts, Policy policy) =>
        facts.Version != Facts.CurrentVersion ? CannotTell([$"facts of version {facts.Version}: this gate reads version {Facts.CurrentVersion}"])
        : facts.Faults.Count > 0 ? CannotTell(facts.Faults)
        : Passes();
}
