// Numbers that rostered bots signed about this very content.
using Countersign.Inputs;

namespace Countersign.Policies;

internal static class Measured
{
    public static IEnumerable<EvidenceFacts> Of(Facts facts, string type) => facts.Evidence.Where(it => it.IsForThisContent && it.Type == type);

    public static bool Any(Facts facts, string type) => Of(facts, type).Any();

    public static double Sum(Facts facts, string type, string number) => Of(facts, type).Sum(it => it.Numbers.GetValueOrDefault(number));

    /// <summary>Covered over coverable changed lines, 0 to 1; null without a measure. Nothing coverable is fully covered.</summary>
    public static double? CoverageOfChangedLines(Facts facts)
    {
        if (!Of(facts, "coverage").Any(it => it.Numbers.ContainsKey("coverable")))
        {
            return null;
        }

        var coverable = Sum(facts, "coverage", "coverable");
        return coverable == 0 ? 1 : Sum(facts, "coverage", "covered") / coverable;
    }
}
