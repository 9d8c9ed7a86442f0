// A limit on how much changed, summed over the window where less would be asked under it.
using Countersign.Inputs;

namespace Countersign.Policies;

/// <summary>Splitting a change does not get it under a limit: what the same makers landed here lately counts with it.</summary>
internal static class Windowed
{
    public static PredicateAnswer Ask(Bound bound, string noun, double alone, Func<WindowSum, double> summed, Facts facts, PolicyContext context)
    {
        if (context.Reckoning == Reckoning.ChangeAlone)
        {
            return PredicateAnswer.When(bound.Holds(alone), $"{alone:0.#} {noun} ({bound})");
        }

        if (SumOver(facts.History, context.Window) is not { } window)
        {
            return Unsummed(bound, noun, alone, context);
        }

        var total = alone + summed(window);
        var holds = context.Reckoning == Reckoning.SumsForMore ? bound.Holds(total, alone) : bound.Holds(alone, total);
        var with = window.Changes == 0 ? "" : $", {total:0.#} with {window.Changes} landed in {window.Days} days";
        return PredicateAnswer.When(holds, $"{alone:0.#} {noun}{with} ({bound})");
    }

    /// <summary>Without history a limit is decided only where no sum could change the answer.</summary>
    private static PredicateAnswer Unsummed(Bound bound, string noun, double alone, PolicyContext context)
    {
        const double Anything = double.MaxValue;
        var holds = bound.Holds(alone);
        var couldHold = context.Reckoning == Reckoning.SumsForMore ? bound.Holds(Anything, alone) : bound.Holds(alone, Anything);
        return holds == couldHold
            ? PredicateAnswer.When(holds, $"{alone:0.#} {noun} ({bound})")
            : PredicateAnswer.Needs($"what the same makers landed here in {context.Window} days: `countersign hook install` starts the record");
    }

    /// <summary>The window asked for, else the next longer one, which never counts less.</summary>
    private static WindowSum? SumOver(HistoryFacts? history, int days) =>
        history switch
        {
            null => null,
            { Landings: 0, Sums.Count: 0 } => new WindowSum(days, 0, 0, 0, 0),
            _ => history.Sums.Where(sum => sum.Days >= days).MinBy(sum => sum.Days),
        };
}
