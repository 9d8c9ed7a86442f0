// The same change as if one thing were different; the gate then decides as ever, for there is no second engine.
using Countersign.Impact;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Provenance;

namespace Countersign.Gating;

public static class AsIf
{
    /// <summary>As if every human maker had declared the class, and nothing had been found.</summary>
    public static Facts WithProvenance(this Facts facts, AssistanceClass value) =>
        facts with
        {
            Provenance = new ProvenanceFacts { Class = value, Basis = value == AssistanceClass.Unknown ? "unknown" : "declared" },
        };

    /// <summary>As if everybody who made it had this level, and were vouched for.</summary>
    public static Facts WithAuthorLevel(this Facts facts, LevelName level) =>
        facts with
        {
            Makers = [.. facts.Makers.Select(maker => maker.Kind == MakerKind.Human ? maker with { Level = level, IsAuthenticated = true } : maker)],
            People = [.. facts.People.Select(person => person.Id == facts.Accountable ? person with { Level = level } : person)],
        };

    /// <summary>As if it reached one component of this criticality and nothing else; null reaches nothing.</summary>
    public static Facts WithReach(this Facts facts, Criticality? criticality, string reversibility) =>
        facts with
        {
            Reach = new ReachFacts
            {
                Source = "simulation",
                Reversibility = reversibility,
                Components = criticality is { } value ? [new ReachedComponent("simulated", value, 0, ["simulated"])] : [],
            },
        };
}
