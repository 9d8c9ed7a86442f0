// Limits under which less is asked, without the window over which they are summed.
using Countersign.Documents;

namespace Countersign.Policies.Lint;

internal static class LimitLint
{
    public static IEnumerable<Problem> Check(Rule rule)
    {
        var limits = Limits.Of(rule).ToList();
        if (limits.Count > 0 && rule.Window is null)
        {
            yield return new Problem(
                "policy.missing-window",
                $"rule '{rule.Name}' asks less under a limit on {limits[0].Name}, and does not say over how many days changes are summed",
                $"write window: {PolicyContext.DefaultWindow}",
                rule.Line
            );
        }
    }
}
