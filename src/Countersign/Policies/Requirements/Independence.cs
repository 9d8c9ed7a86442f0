// Decisions that are independent: different persons, and neither had seen the other's when signing.
using Countersign.Inputs;

namespace Countersign.Policies.Requirements;

internal static class Independence
{
    /// <summary>
    /// A largest independent set, no larger than <paramref name="enough"/>. Exhaustive over at most 16 decisions, so that which
    /// decision stands first never matters.
    /// </summary>
    public static IReadOnlyList<DecisionFacts> Largest(IReadOnlyList<DecisionFacts> decisions, int enough)
    {
        const int Most = 16;
        var some = decisions.OrderBy(decision => decision.Statement).Take(Most).ToList();
        IReadOnlyList<DecisionFacts> best = [];
        Grow(0, []);
        return best;

        void Grow(int from, List<DecisionFacts> chosen)
        {
            best = chosen.Count > best.Count ? [.. chosen] : best;
            for (var i = from; i < some.Count && best.Count < enough; i++)
            {
                if (chosen.TrueForAll(other => AreIndependent(other, some[i])))
                {
                    Grow(i + 1, [.. chosen, some[i]]);
                }
            }
        }
    }

    private static bool AreIndependent(DecisionFacts one, DecisionFacts other) =>
        one.Person != other.Person && !one.Seen.Contains(other.Statement) && !other.Seen.Contains(one.Statement);
}
