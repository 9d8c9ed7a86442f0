// What a verdict asks of people other than the author, taken from the items that it says are missing.
using System.Globalization;
using Countersign.Gating;
using Countersign.People;
using Countersign.Policies;

namespace Countersign.Simulation;

/// <param name="Needed">How many people.</param>
/// <param name="IsQualified">By level, ownership, right or assurance; otherwise any other reader will do.</param>
internal sealed record Demand(string Rule, int Needed, bool IsQualified, IReadOnlyList<PersonId> Who)
{
    private const string Way = "way ";

    public bool IsUnmeetable => Who.Count < Needed;

    /// <summary>Of several ways to satisfy a rule the one that asks the fewest people, and of those one that somebody can go.</summary>
    public static IReadOnlyList<Demand> Of(Verdict verdict)
    {
        if (verdict.Missing.Count == 0)
        {
            return [];
        }

        var demands = new List<Demand>();
        foreach (var rule in verdict.Missing.GroupBy(item => item.Rule, StringComparer.Ordinal))
        {
            var ways = rule.GroupBy(item => WayOf(item.Requirement), StringComparer.Ordinal)
                .ToDictionary(way => way.Key, way => way.Select(Read).OfType<Demand>().ToList(), StringComparer.Ordinal);
            demands.AddRange(ways.GetValueOrDefault("", []));
            var choice = ways.Where(way => way.Key.Length > 0)
                .OrderBy(way => way.Value.Exists(demand => demand.IsUnmeetable))
                .ThenBy(way => way.Value.Sum(demand => demand.Needed))
                .ThenBy(way => way.Key, StringComparer.Ordinal);
            demands.AddRange(choice.FirstOrDefault().Value ?? []);
        }

        return demands;
    }

    /// <summary>Null for what the author or a machine gives: a case, a way back, evidence.</summary>
    private static Demand? Read(MissingItem item) =>
        item.Id switch
        {
            "owner" => new Demand(item.Rule, 1, true, item.Who),
            "peer-review" => new Demand(item.Rule, CountOf(item.Requirement), false, item.Who),
            "sign-off" => new Demand(item.Rule, CountOf(item.Requirement), IsMoreThanCount(item.Requirement), item.Who),
            _ => null,
        };

    /// <summary>"way 2: " in front, as specs/verdict.md writes the ways of `any`; empty where there is one way only.</summary>
    private static string WayOf(string requirement) =>
        requirement.StartsWith(Way, StringComparison.Ordinal) && requirement.IndexOf(": ", StringComparison.Ordinal) is var end and > 0
            ? requirement[..end]
            : "";

    private static string Words(string requirement) =>
        requirement[(requirement.LastIndexOf(": ", StringComparison.Ordinal) is var at and >= 0 ? at + 2 : 0)..];

    private static int CountOf(string requirement)
    {
        var words = Words(requirement);
        var end = words.IndexOf(' ', StringComparison.Ordinal);
        return int.TryParse(end < 0 ? words : words[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 1;
    }

    /// <summary>"1 sign-off" alone is any reader's; whatever stands behind it narrows who.</summary>
    private static bool IsMoreThanCount(string requirement) => Words(requirement).Split(' ').Length > 2;
}
