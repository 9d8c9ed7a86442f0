// Rules that exempt a bot or a tool, or that the author's own words can switch off.
using Countersign.Documents;
using Countersign.Policies.Predicates;

namespace Countersign.Policies.Lint;

internal static class ExemptionLint
{
    private static readonly string[] NotPersons = ["tool", "automation"];

    public static IEnumerable<Problem> Check(Rule rule, RosterView roster)
    {
        // Where a rule asks for nothing, applying is the exemption; elsewhere what stands inside a `not` is.
        var isExemption = rule.Reckoning == Reckoning.SumsForLess;
        foreach (var (predicate, isNegated) in Walk.Predicates(rule.When))
        {
            if (isNegated == isExemption)
            {
                continue;
            }

            if (Bots(predicate, roster) is { Count: > 0 } bots)
            {
                yield return Warning(
                    "policy.exempts-bot",
                    $"rule '{rule.Name}' exempts {Selection.Say(bots)}",
                    "exempt content instead: a bot can be made to carry other people's work",
                    rule
                );
            }

            if (predicate is Labels or Title or SourceBranch)
            {
                yield return Warning(
                    "policy.author-can-exempt",
                    $"rule '{rule.Name}' can be switched off by the {predicate.Name}",
                    "anybody can write that: exempt by paths, kind or exact-revert",
                    rule
                );
            }
        }
    }

    private static List<string> Bots(Predicate predicate, RosterView roster) =>
        predicate switch
        {
            ProvenancePredicate it => [.. it.Is.Intersect(NotPersons)],
            Author it => [.. it.Wanted.Names.All.Intersect(roster.Bots)],
            Contributors it => [.. it.Wanted.Names.All.Intersect(roster.Bots)],
            _ => [],
        };

    private static Problem Warning(string code, string message, string remedy, Rule rule) =>
        new(code, message, remedy, rule.Line, Severity: Severity.Warning);
}
