// Groups that stand in for levels where a history has no roster: by earlier landed changes, and by nothing else.
using System.Globalization;
using Countersign.People;

namespace Countersign.Simulation;

/// <summary>
/// A stated rule, not a judgement: who landed 10, 50 or 250 changes before counts with the second, third or fourth level of the
/// policy's scale, and so on by fives. A group is a property of a history; it is never shown beside a name.
/// </summary>
public static class ExperienceGroups
{
    private const int First = 10;
    private const int Step = 5;

    /// <summary>0 is the lowest of <paramref name="levels"/>.</summary>
    public static int RankOf(int earlierChanges, int levels)
    {
        var (rank, needed) = (0, First);
        while (rank < levels - 1 && earlierChanges >= needed)
        {
            rank++;
            needed *= Step;
        }

        return rank;
    }

    /// <summary>The rule in words, with the names of a scale.</summary>
    public static string Say(SeniorityScale scale)
    {
        var needed = First;
        var parts = new List<string>();
        foreach (var level in scale.Levels.Skip(1))
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{level} from {needed}"));
            needed *= Step;
        }

        return parts.Count == 0 ? $"everybody {scale.Lowest}" : $"{scale.Lowest}, {string.Join(", ", parts)} earlier changes";
    }
}
