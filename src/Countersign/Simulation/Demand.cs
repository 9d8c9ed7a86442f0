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
    private const string And = " and ";
    private const string End = ": ";
    private const int MostWays = 999;

    public bool IsUnmeetable => Who.Count < Needed;

    public static IReadOnlyList<Demand> Of(Verdict verdict) =>
        verdict.Missing.Count == 0
            ? []
            :
            [
                .. verdict
                    .Missing.GroupBy(item => item.Rule, StringComparer.Ordinal)
                    .SelectMany(rule => Least([.. rule.Select(item => new Asking(item, item.Requirement))])),
            ];

    /// <summary>Of several ways to satisfy a rule the one that asks the fewest people, and of those one that somebody can go.</summary>
    private static IEnumerable<Demand> Least(IReadOnlyList<Asking> asked)
    {
        var ways = new SortedDictionary<int, List<Asking>>();
        foreach (var one in asked)
        {
            var (numbers, rest) = one.Split();
            foreach (var number in numbers)
            {
                // A way without a number between others asks only for what all of them ask.
                for (var way = 1; way <= number; way++)
                {
                    ways.TryAdd(way, []);
                }

                ways[number].Add(one with { Words = rest });
            }
        }

        var common = asked.Where(one => one.Split().Ways.Count == 0).Select(Read).OfType<Demand>();
        return ways.Count == 0
            ? common
            : common.Concat(
                ways.Values.Select(way => Least(way).ToList())
                    .OrderBy(way => way.Exists(demand => demand.IsUnmeetable))
                    .ThenBy(way => way.Sum(demand => demand.Needed))
                    .First()
            );
    }

    /// <summary>Null for what the author or a machine gives: a case, a way back, evidence.</summary>
    private static Demand? Read(Asking asked) =>
        asked.Item.Id switch
        {
            "owner" => new Demand(asked.Item.Rule, 1, true, asked.Item.Who),
            "peer-review" => new Demand(asked.Item.Rule, asked.Count, false, asked.Item.Who),
            "sign-off" => new Demand(asked.Item.Rule, asked.Count, asked.IsMoreThanCount, asked.Item.Who),
            _ => null,
        };

    /// <param name="Words">Of its requirement, without the ways that were gone already.</param>
    private readonly record struct Asking(MissingItem Item, string Words)
    {
        public int Count
        {
            get
            {
                var end = Words.IndexOf(' ', StringComparison.Ordinal);
                return int.TryParse(end < 0 ? Words : Words[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 1;
            }
        }

        /// <summary>"1 sign-off" alone is any reader's; whatever stands behind it narrows who.</summary>
        public bool IsMoreThanCount => Words.Split(' ').Length > 2;

        /// <summary>"way 1 and 3: ..." is asked for by the first and the third way of `any`, "..." by all; specs/verdict.md.</summary>
        public (IReadOnlyList<int> Ways, string Said) Split()
        {
            if (!Words.StartsWith(Way, StringComparison.Ordinal) || Words.IndexOf(End, StringComparison.Ordinal) is not (var end and > 0))
            {
                return ([], Words);
            }

            var numbers = new List<int>();
            foreach (var name in Words[Way.Length..end].Split(And))
            {
                if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > MostWays)
                {
                    return ([], Words);
                }

                numbers.Add(number);
            }

            return (numbers, Words[(end + End.Length)..]);
        }
    }
}
