// Compares what a command printed with what the story says, `[..]` and `...` included.
using System.Text.RegularExpressions;

namespace Countersign.Cli.Tests.Stories;

public static class Wildcards
{
    public static bool Match(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        // reachable[a]: the lines of `expected` so far can account for the first a lines of `actual`.
        var reachable = new bool[actual.Count + 1];
        reachable[0] = true;
        foreach (var line in expected)
        {
            var next = new bool[actual.Count + 1];
            if (line == "...")
            {
                var first = Array.IndexOf(reachable, true);
                for (var at = first; first >= 0 && at <= actual.Count; at++)
                {
                    next[at] = true;
                }
            }
            else
            {
                for (var at = 0; at < actual.Count; at++)
                {
                    next[at + 1] = reachable[at] && MatchLine(line, actual[at]);
                }
            }

            reachable = next;
        }

        return reachable[actual.Count];
    }

    public static bool MatchLine(string expected, string actual) =>
        expected == actual
        || expected.Contains("[..]", StringComparison.Ordinal)
            && Regex.IsMatch(
                actual,
                "\\A" + string.Join(".*", expected.Split("[..]").Select(Regex.Escape)) + "\\z",
                RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
            );
}
