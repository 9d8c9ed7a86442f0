// The policy as a table: for each level, provenance, reach and reversibility, what one change would be asked for.
using Countersign.Impact;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Policies;
using Countersign.Provenance;

namespace Countersign.Gating;

/// <param name="Asks">The requirements in words, each once, in order; a refusal stands as "refused: ...", a fault as "cannot be told: ...".</param>
/// <param name="LostWhenDeclaredNone">What would no longer be asked if the same work were declared as done without a tool.</param>
public sealed record PolicyTableRow(
    LevelName Level,
    AssistanceClass Provenance,
    Criticality? Reach,
    string Reversibility,
    IReadOnlyList<string> Asks,
    IReadOnlyList<string> LostWhenDeclaredNone
);

public static class PolicyTable
{
    private static readonly AssistanceClass[] Classes =
    [
        AssistanceClass.None,
        AssistanceClass.Advised,
        AssistanceClass.Assisted,
        AssistanceClass.Agent,
        AssistanceClass.Unknown,
    ];

    private static readonly Criticality?[] Reaches = [null, Criticality.Low, Criticality.Medium, Criticality.High, Criticality.Critical];
    private static readonly string[] Reversibilities = ["reversible", "forward-only"];

    /// <summary>Every row, from <paramref name="example"/> with only the four columns changed.</summary>
    public static IReadOnlyList<PolicyTableRow> Of(Policy policy, Facts example) =>
        [
            .. from level in policy.Scale.Levels
            from provenance in Classes
            from reach in Reaches
            from reversibility in Reversibilities
            select Row(policy, example.WithAuthorLevel(level).WithReach(reach, reversibility), level, provenance, reach, reversibility),
        ];

    /// <summary>What the policy asks of these facts, whether or not it is given already; rules that do not enforce are left out.</summary>
    public static IReadOnlyList<string> Asks(Policy policy, Facts facts) =>
        [.. policy.Parts.SelectMany(part => Asks(part, policy, facts)).Distinct()];

    private static PolicyTableRow Row(
        Policy policy,
        Facts facts,
        LevelName level,
        AssistanceClass provenance,
        Criticality? reach,
        string reversibility
    )
    {
        var asks = Asks(policy, facts.WithProvenance(provenance));
        var declaredNone = Asks(policy, facts.WithProvenance(AssistanceClass.None));
        return new(level, provenance, reach, reversibility, asks, [.. asks.Except(declaredNone)]);
    }

    private static IEnumerable<string> Asks(PolicyPart part, Policy policy, Facts facts)
    {
        var inForce = part.Rules.Where(rule => rule.Mode.At(facts.Now) == Force.Enforce);
        var asked = inForce
            .Select(rule => (rule, when: rule.When.Ask(facts, rule.In(policy.Scale))))
            .Where(it => it.when.Truth != Truth.DoesNotHold)
            .ToList();
        return asked.Count == 0 ? part.Otherwise.Select(it => it.Says) : asked.SelectMany(it => Say(it.rule, it.when));
    }

    private static IEnumerable<string> Say(Rule rule, PredicateAnswer when) =>
        when.Truth == Truth.Faulted ? [$"cannot be told: {rule.Name}"]
        : rule.Refuse is not null ? [$"refused: {rule.Name}"]
        : rule.Require.Select(it => it.Says);
}
