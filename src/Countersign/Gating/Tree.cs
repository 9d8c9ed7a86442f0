// Draws answers as nodes of the verdict tree, each with a stable id. Source: specs/verdict.md.
using Countersign.Policies;

namespace Countersign.Gating;

internal static class Tree
{
    public static string IdOf(Rule rule) => rule.Source == PolicySource.Organisation ? $"organisation/rule:{rule.Name}" : $"rule:{rule.Name}";

    public static VerdictNode Of(Rule rule, RuleOutcome outcome, PredicateAnswer when, params IReadOnlyList<VerdictNode> demands)
    {
        var parts = when.Parts ?? [];
        return new(IdOf(rule), "rule", rule.Name, outcome, [], [.. parts.Select((part, i) => Of($"{IdOf(rule)}/when", part, i, parts)), .. demands]);
    }

    public static VerdictNode Of(Rule rule, Requirement requirement, RequirementAnswer answer) =>
        new($"{IdOf(rule)}/require/{requirement.Name}", "requirement", requirement.Says, answer.Outcome, answer.Evidence, []);

    public static VerdictNode Refusal(Rule rule, string why) => new($"{IdOf(rule)}/refuse", "refusal", why, RuleOutcome.Unsatisfied, [], []);

    /// <summary>What each predicate that cannot be told needs.</summary>
    public static IEnumerable<string> Faults(PredicateAnswer answer) =>
        answer.Truth != Truth.Faulted ? []
        : answer.Parts is { Count: > 0 } parts ? parts.SelectMany(part => Faults(part.Answer))
        : answer.Evidence;

    private static VerdictNode Of(string parent, PredicateAnswer.Part part, int index, IReadOnlyList<PredicateAnswer.Part> among)
    {
        var isAlone = among.Count(other => other.Name == part.Name) == 1;
        var id = $"{parent}/{part.Name}{(isAlone ? "" : $"[{index}]")}";
        var parts = part.Answer.Parts ?? [];
        return new(
            id,
            "predicate",
            part.Name,
            OutcomeOf(part.Answer.Truth),
            part.Answer.Evidence,
            [.. parts.Select((inner, i) => Of(id, inner, i, parts))]
        );
    }

    private static RuleOutcome OutcomeOf(Truth truth) =>
        truth switch
        {
            Truth.Holds => RuleOutcome.Satisfied,
            Truth.DoesNotHold => RuleOutcome.Unsatisfied,
            _ => RuleOutcome.Faulted,
        };
}
