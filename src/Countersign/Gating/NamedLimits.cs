// The limits on size that a policy names, and whether one of them lies between two answers.
using Countersign.Inputs;
using Countersign.Policies;
using Countersign.Policies.Lint;
using Countersign.Policies.Predicates;

namespace Countersign.Gating;

/// <summary>What takes a look at history or contents is found out only where it could change an answer.</summary>
public static class NamedLimits
{
    public static IReadOnlyList<double> OnMinutes(Policy policy) => OnMinutes(policy.Rules);

    public static IReadOnlyList<double> OnMinutes(IEnumerable<Rule> rules) => Sides(Of<ReviewMinutes>(rules).Select(minutes => minutes.Limit));

    public static IReadOnlyList<double> OnEffectiveLines(Policy policy) =>
        Sides(Of<Size>(policy.Rules).Select(size => size.EffectiveLines).OfType<Bound>());

    /// <summary>Of this change alone, or with what its makers landed lately.</summary>
    public static bool IsOneWithin(IReadOnlyList<double> limits, double low, double high, IEnumerable<double>? landed = null) =>
        limits.Any(limit => (low <= limit && limit <= high) || (landed?.Any(sum => sum > 0 && low + sum <= limit && limit <= high + sum) ?? false));

    /// <summary>Minutes that the same makers landed here lately, by window.</summary>
    public static IEnumerable<double>? LandedMinutes(HistoryFacts? history) => history?.Sums.Select(sum => sum.ReviewMinutes);

    private static IEnumerable<T> Of<T>(IEnumerable<Rule> rules)
        where T : Predicate => rules.SelectMany(rule => Walk.Predicates(rule.When)).Select(found => found.Predicate).OfType<T>();

    private static IReadOnlyList<double> Sides(IEnumerable<Bound> bounds) =>
        [.. bounds.SelectMany(bound => new[] { bound.Over, bound.AtLeast, bound.Under, bound.AtMost }).OfType<double>().Distinct()];
}
