// One set of thresholds that the finder weighs: what it would hold, and the rule that says so.
using System.Globalization;
using Countersign.Impact;

namespace Countersign.Simulation;

/// <summary>Holds a change where any of its conditions does; at least one is given.</summary>
/// <param name="Percentile">Of likelihood, at least.</param>
/// <param name="Reach">The worst criticality reached, at least.</param>
/// <param name="Newcomers">Makers who never landed in these places.</param>
public sealed record Candidate(int? Percentile, Criticality? Reach, bool Newcomers)
{
    private static readonly int?[] s_percentiles = [null, 98, 95, 90, 85, 80, 75, 70, 60, 50, 40, 30, 20, 10];

    private static readonly Criticality?[] s_reaches = [null, Criticality.Critical, Criticality.High, Criticality.Medium];
    private static readonly bool[] s_either = [false, true];

    /// <param name="hasReach">False where no catalog says what is critical: reach then tells nothing apart.</param>
    public static IReadOnlyList<Candidate> All(bool hasReach) =>
        [
            .. from percentile in s_percentiles
            from reach in s_reaches.Take(hasReach ? s_reaches.Length : 1)
            from newcomers in s_either
            where percentile is not null || reach is not null || newcomers
            select new Candidate(percentile, reach, newcomers),
        ];

    public bool Holds(ReplayedChange change) => change.Percentile >= Percentile || change.Reach >= Reach || (Newcomers && change.IsFirstHere);

    /// <summary>In words, beginning small.</summary>
    public string Says => string.Join(", or ", Words());

    /// <summary>A rule that can be put into a policy as it stands; two spaces before it.</summary>
    public string Rule
    {
        get
        {
            var parts = Conditions().ToList();
            var when = parts.Count == 1 ? parts[0] : $"any: [{string.Join(", ", parts.Select(part => $"{{ {part} }}"))}]";
            return $"  - name: {Says.Replace(": ", " ", StringComparison.Ordinal)}, has one reader above the author\n    when: {{ {when} }}\n    require: {{ sign-offs: {{ count: 1, from: {{ above: author }} }} }}\n";
        }
    }

    private IEnumerable<string> Words()
    {
        if (Percentile is { } percentile)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"what is among the {100 - percentile} % likeliest to be mended");
        }

        if (Reach is { } reach)
        {
            yield return $"what reaches {reach.ToString().ToLowerInvariant()} criticality{(reach == Criticality.Critical ? "" : " or more")}";
        }

        if (Newcomers)
        {
            yield return "what is its makers' first change there";
        }
    }

    private IEnumerable<string> Conditions()
    {
        if (Percentile is { } percentile)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"likelihood: {{ percentile: {{ at-least: {percentile} }} }}");
        }

        if (Reach is { } reach)
        {
            yield return $"blast-radius: {{ reaches: {reach.ToString().ToLowerInvariant()}, unmapped-counts-as: medium }}";
        }

        if (Newcomers)
        {
            yield return "author-familiarity: first-change-here";
        }
    }
}
