// The known name that somebody most likely meant.
namespace Countersign.Policies;

internal static class Nearest
{
    /// <summary>The closest of <paramref name="known"/> by edit distance, or null where none is near.</summary>
    public static string? To(string written, IEnumerable<string> known) =>
        known
            .Select(name => (name, distance: Distance(written, name)))
            .Where(it => it.distance <= Math.Max(2, it.name.Length / 3))
            .OrderBy(it => it.distance)
            .ThenBy(it => it.name, StringComparer.Ordinal)
            .Select(it => it.name)
            .FirstOrDefault();

    private static int Distance(string a, string b)
    {
        if (a.Length > 64)
        {
            return int.MaxValue;
        }

        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
