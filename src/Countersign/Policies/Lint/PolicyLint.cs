// Everything that is wrong with a policy in the company of a roster, all at once, each with a remedy.
using Countersign.Documents;

namespace Countersign.Policies.Lint;

/// <summary>The parser has already refused what is malformed; this finds what is well written and cannot work, or works too well.</summary>
public static class PolicyLint
{
    public static IReadOnlyList<Problem> Check(Policy policy, RosterView roster, DateTimeOffset now) =>
        [
            .. policy.Parts.SelectMany(part => Dates(part, now)),
            .. NameLint.Check(policy, roster),
            .. policy.Rules.SelectMany(LimitLint.Check),
            .. policy.Rules.SelectMany(rule => ExemptionLint.Check(rule, roster)),
            .. ReachableLint.Check(policy, roster),
        ];

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
