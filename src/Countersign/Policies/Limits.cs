// Limits on how much changed, under which less is asked: they are summed over days, so that cutting a change up gets nobody under them.
using Countersign.Policies.Lint;
using Countersign.Policies.Predicates;

namespace Countersign.Policies;

public static class Limits
{
    /// <summary>Whether a rule asks what the same makers landed lately.</summary>
    public static bool AreSummed(Policy policy) => policy.Rules.Any(rule => Of(rule).Any());

    internal static IEnumerable<Predicate> Of(Rule rule) =>
        rule.Reckoning == Reckoning.ChangeAlone
            ? []
            : Walk.Predicates(rule.When).Select(it => it.Predicate).Where(it => it is Size or Predicates.ReviewMinutes);
}
