// Sets of characters in a regular expression, always as ranges that go upwards.
namespace Countersign.Changes;

internal static class RegexLetters
{
    /// <summary>The highest that a path can show: behind Unicode lie the 256 bytes that are no UTF-8.</summary>
    private const int Highest = 0x1100FF;

    private static readonly Dictionary<string, string> Named = new(StringComparer.Ordinal)
    {
        ["d"] = "09",
        ["w"] = "09AZ__az",
        ["s"] = "\t\n\f\r  ",
        ["alnum"] = "09AZaz",
        ["alpha"] = "AZaz",
        ["ascii"] = "\0\x7f",
        ["blank"] = "\t\t  ",
        ["cntrl"] = "\0\x1f\x7f\x7f",
        ["digit"] = "09",
        ["graph"] = "!~",
        ["lower"] = "az",
        ["print"] = " ~",
        ["punct"] = "!/:@[`{~",
        ["space"] = "\t\r  ",
        ["upper"] = "AZ",
        ["word"] = "09AZ__az",
        ["xdigit"] = "09AFaf",
    };

    /// <summary>Pairs of first and last; null where there is no such class.</summary>
    public static IReadOnlyList<(int First, int Last)>? Of(string name) =>
        Named.TryGetValue(name, out var pairs) ? [.. pairs.Chunk(2).Select(pair => ((int)pair[0], (int)pair[1]))] : null;

    public static CharacterSet Set(IEnumerable<(int First, int Last)> ranges, bool except, bool ignoresCase)
    {
        var all = ranges.ToList();
        if (ignoresCase)
        {
            all.AddRange([.. all.Select(range => Shifted(range, 'a', 'z', 'A' - 'a')), .. all.Select(range => Shifted(range, 'A', 'Z', 'a' - 'A'))]);
            all.RemoveAll(range => range.Last < range.First);
        }

        return new CharacterSet(except ? Complement(all) : all, Except: false);
    }

    public static IReadOnlyList<(int First, int Last)> Complement(IEnumerable<(int First, int Last)> ranges)
    {
        var rest = new List<(int, int)>();
        var from = 0;
        foreach (var (first, last) in ranges.Order())
        {
            if (first > from)
            {
                rest.Add((from, first - 1));
            }

            from = Math.Max(from, last + 1);
        }

        return from <= Highest ? [.. rest, (from, Highest)] : rest;
    }

    private static (int First, int Last) Shifted((int First, int Last) range, int least, int most, int by) =>
        (Math.Max(range.First, least) + by, Math.Min(range.Last, most) + by);
}
