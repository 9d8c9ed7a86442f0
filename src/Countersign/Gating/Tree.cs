// Draws answers as nodes of the verdict tree, each with a stable id. Source: specs/verdict.md.
using Countersign.Policies;

namespace Countersign.Gating;

internal static class Tree
{
    public static VerdictNode Of(Rule rule, RuleOutcome outcome, PredicateAnswer when, params IReadOnlyList<VerdictNode> demands) =>
        new(rule.Id, "rule", rule.Name, outcome, [], [.. Parts($"{rule.Id}/when", when.Parts ?? []), .. demands]);

    public static VerdictNode Of(Rule rule, Requirement requirement, RequirementAnswer answer) =>
        new($"{rule.Id}/require/{requirement.Name}", "requirement", requirement.Says, answer.Outcome, answer.Evidence, []);

    public static VerdictNode Refusal(Rule rule, string why) => new($"{rule.Id}/refuse", "refusal", why, RuleOutcome.Unsatisfied, [], []);

    /// <summary>What each predicate that cannot be told needs.</summary>
    public static IEnumerable<string> Faults(PredicateAnswer answer) =>
        answer.Truth != Truth.Faulted ? []
        : answer.Parts is { Count: > 0 } parts ? parts.SelectMany(part => Faults(part.Answer))
        : answer.Evidence;

    private static VerdictNode[] Parts(string parent, IReadOnlyList<PredicateAnswer.Part> parts)
    {
        var nodes = new VerdictNode[parts.Count];
        for (var i = 0; i < nodes.Length; i++)
        {
            var (name, answer) = parts[i];
            var isAlone = parts.Count == 1 || parts.Count(other => other.Name == name) == 1;
            var id = isAlone ? $"{parent}/{name}" : $"{parent}/{name}[{i}]";
            nodes[i] = new(id, "predicate", name, OutcomeOf(answer.Truth), answer.Evidence, Parts(id, answer.Parts ?? []));
        }

        return nodes;
    }

    private static RuleOutcome OutcomeOf(Truth truth) =>
        truth switch
        {
            Truth.Holds => RuleOutcome.Satisfied,
            Truth.DoesNotHold => RuleOutcome.Unsatisfied,
            _ => RuleOutcome.Faulted,
        };
}
