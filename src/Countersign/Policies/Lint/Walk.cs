// All predicates and requirements of a rule, however deep, and whether a `not` stands around them.
using Countersign.Policies.Predicates;
using Countersign.Policies.Requirements;

namespace Countersign.Policies.Lint;

internal static class Walk
{
    public static IEnumerable<(Predicate Predicate, bool IsNegated)> Predicates(Predicate root, bool isNegated = false)
    {
        yield return (root, isNegated);
        foreach (var part in root.Parts)
        {
            foreach (var inner in Predicates(part, root is Not ? !isNegated : isNegated))
            {
                yield return inner;
            }
        }
    }

    public static IEnumerable<Requirement> Requirements(IEnumerable<Requirement> requirements) =>
        requirements.SelectMany(it => it is AnyRequirement any ? Requirements(any.Ways.SelectMany(way => way)) : [it]);
}
