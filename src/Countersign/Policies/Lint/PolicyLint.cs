// Everything that is wrong with a policy in the company of a roster, all at once, each with a remedy.
using Countersign.Documents;

namespace Countersign.Policies.Lint;

/// <summary>The parser has already refused what is malformed; this finds what is well written and cannot work, or works too well.</summary>
public static class PolicyLint
{
    public static IReadOnlyList<Problem> Check(Policy policy, RosterView roster, DateTimeOffset now) =>
        [
            .. policy.Parts.SelectMany(part => Dates(part, now)),
            .. AtAnyTime(policy, roster),
            .. policy.Rules.SelectMany(rule => ExemptionLint.Check(rule, roster)),
            .. ReachableLint.Check(policy, roster),
        ];

    /// <summary>
    /// What no passing of time can mend or break; where it stands at a target, the gate stays closed. That a level or a key has
    /// lapsed is not among it: such a rule holds what it covers and names the way out.
    /// </summary>
    public static IReadOnlyList<Problem> AtAnyTime(Policy policy, RosterView roster) =>
        [.. NameLint.Check(policy, roster), .. policy.Rules.SelectMany(LimitLint.Check)];

    private static IEnumerable<Problem> Dates(PolicyPart part, DateTimeOffset now)
    {
        if (part.ReviewBy < DateOnly.FromDateTime(now.UtcDateTime))
        {
            yield return new Problem(
                "policy.review-due",
                $"the review date {part.ReviewBy:yyyy-MM-dd} is past",
                $"{part.Owner} looks at the results, keeps, loosens or drops each rule, and sets a new date",
                Severity: Severity.Warning
            );
        }
    }
}
