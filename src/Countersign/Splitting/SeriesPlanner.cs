// Proposes the series: mechanical pieces first, then by component along what uses what, each part within one sitting where that can be.
using Countersign.Impact;
using Countersign.Impact.Pace;

namespace Countersign.Splitting;

/// <summary>Pure and deterministic: the same files give the same series, whatever order they come in. Source: docs/splitting.md.</summary>
public static class SeriesPlanner
{
    /// <summary>In minutes expected: a part of a component that is smaller than this share of the limit joins its neighbour.</summary>
    private const double SmallShare = 0.5;

    /// <param name="pace">The target's own constants of reading; null for the documented ones.</param>
    public static Series Plan(IReadOnlyCollection<SplitFile> files, double limit, PaceFit? pace = null)
    {
        var sorted = files.OrderBy(file => file.Path).ToList();
        var pieces = sorted.SelectMany(Pieces.Of).ToList();
        var whole = ReviewMinutes.Of([.. sorted.SelectMany(file => file.Whole)], pace: pace);
        if (whole.Expected <= limit || pieces.Count == 0)
        {
            return new Series(
                pieces.Count == 0 ? [] : [new SeriesPart("everything", pieces, whole, [], null)],
                whole,
                limit,
                CutThroughCircles: false
            );
        }

        var (units, needs, cut) = Untangle(Units.Of(sorted, limit, pace), limit);
        var packed = new Packing(units, needs, limit).Parts();
        return new Series(Named(Joined(packed, limit), units, needs, limit), whole, limit, cut);
    }

    /// <summary>Circles that fit in a part become one unit; in others only the needs of the tree itself stay.</summary>
    private static (List<Unit> Units, List<Need> Needs, bool Cut) Untangle(List<Unit> units, double limit)
    {
        var needs = Needs.Of(units);
        var circles = Circles.Of(units.Count, needs);
        var place = Places(circles, units.Count);
        var tooLarge = Enumerable
            .Range(0, circles.Count)
            .Where(i => circles[i].Count > 1 && Unit.Join([.. circles[i].Select(node => units[node])]).Minutes.Expected > limit)
            .ToHashSet();
        if (tooLarge.Count > 0)
        {
            needs.RemoveAll(need => !need.IsHard && place[need.After] == place[need.First] && tooLarge.Contains(place[need.After]));
            circles = Circles.Of(units.Count, needs);
            place = Places(circles, units.Count);
        }

        var joined = circles.Select(circle => circle.Count == 1 ? units[circle[0]] : Unit.Join([.. circle.Select(node => units[node])])).ToList();
        needs = [.. needs.Select(need => need with { After = place[need.After], First = place[need.First] }).Where(need => need.After != need.First)];
        return (joined, needs, tooLarge.Count > 0);
    }

    private static int[] Places(List<List<int>> circles, int count)
    {
        var place = new int[count];
        for (var i = 0; i < circles.Count; i++)
        {
            circles[i].ForEach(node => place[node] = i);
        }

        return place;
    }

    /// <summary>Neighbours that are small together stay together, unless only one of them is read at half the pace.</summary>
    private static List<List<int>> Joined((List<List<int>> Parts, List<Unit> Units) packed, double limit)
    {
        var parts = new List<List<int>>();
        foreach (var part in packed.Parts)
        {
            if (
                parts.Count > 0
                && packed.Units[parts[^1][0]].Layer == packed.Units[part[0]].Layer
                && packed.Units[parts[^1][0]].IsHighRisk == packed.Units[part[0]].IsHighRisk
                && Cost(packed.Units, [.. parts[^1], .. part]).Expected <= limit * SmallShare
            )
            {
                parts[^1].AddRange(part);
            }
            else
            {
                parts.Add(part);
            }
        }

        return parts;
    }

    private static List<SeriesPart> Named(List<List<int>> parts, List<Unit> units, List<Need> needs, double limit)
    {
        var place = new Dictionary<int, int>();
        for (var i = 0; i < parts.Count; i++)
        {
            parts[i].ForEach(unit => place[unit] = i);
        }

        var names = PartNames.Of([.. parts.Select(part => (IReadOnlyList<Unit>)[.. part.Select(unit => units[unit])])]);
        var series = new List<SeriesPart>();
        for (var i = 0; i < parts.Count; i++)
        {
            var minutes = Cost(units, parts[i]);
            var pieces = parts[i].SelectMany(unit => units[unit].Pieces).ToList();
            var uses = needs
                .Where(need => place[need.After] == i && place[need.First] < i)
                .Select(need => new PartUse(place[need.First], need.Name))
                .OrderBy(use => use.Part)
                .ThenBy(use => use.Name.Length == 0)
                .ThenBy(use => use.Name, StringComparer.Ordinal)
                .DistinctBy(use => use.Part);
            series.Add(new SeriesPart(names[i], pieces, minutes, [.. uses], minutes.Expected > limit ? PartNames.WhyLarge(pieces) : null));
        }

        return series;
    }

    private static ReviewMinutes Cost(List<Unit> units, IEnumerable<int> some) =>
        Unit.Cost(some.SelectMany(unit => units[unit].Pieces), units[0].Pace);
}
