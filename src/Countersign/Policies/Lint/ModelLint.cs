// Rules that ask for a probability where no model could tell one: they could never be told whether they hold.
using Countersign.Documents;
using Countersign.Policies.Predicates;

namespace Countersign.Policies.Lint;

public static class ModelLint
{
    public static IEnumerable<Problem> Check(Policy policy) =>
        policy
            .Rules.Where(rule => Walk.Predicates(rule.When).Any(found => found.Predicate is LikelihoodPredicate { Probability: not null }))
            .Select(rule => new Problem(
                "policy.no-model",
                $"'{rule.Name}' asks for a probability, and there is no fitted model beside this policy, so the gate can never tell whether it applies",
                "countersign likelihood --fit --out .countersign/likelihood.json makes one where the history allows it; percentile needs none",
                Severity: Severity.Warning
            ));
}
