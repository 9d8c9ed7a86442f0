// The facts were gathered without fault; otherwise the gate stays closed.
using Countersign.Inputs;
using Countersign.Policies;

namespace Countersign.Gating.BuiltIns;

internal sealed record FactsAreWhole : BuiltIn
{
    public override string Name => "facts";

    public override Judgement Judge(Facts facts, Policy policy) =>
        facts.Version != Facts.CurrentVersion ? CannotTell([$"facts of version {facts.Version}: this gate reads version {Facts.CurrentVersion}"])
        : facts.Faults.Count > 0 ? CannotTell(facts.Faults) with { Missing = policy.IsAbsent ? [] : [Mended] }
        : Passes();

    /// <summary>Where there is no policy either, the rule about it says the same.</summary>
    private MissingItem Mended =>
        new(
            "rules",
            Name,
            "rules at the target that can be read",
            [],
            "a change of .countersign/ alone that mends them; a holder of a root key opens the gate for it: countersign recover"
        );
}
