// Finds the name that somebody probably meant.
namespace Countersign.Documents;

public static class NearestName
{
    private const int LongestCompared = 64;

    /// <summary>The known name with the fewest edits (a swap of neighbours is one), at most a third of its length; null where none is near.</summary>
    public static string? Of(string written, IEnumerable<string> known)
    {
        if (written.Length > LongestCompared)
        {
            return null;
        }

        string? best = null;
        var fewest = int.MaxValue;
        foreach (var name in known)
        {
            var edits = Edits(written.ToLowerInvariant(), name.ToLowerInvariant());
            if (edits < fewest && edits <= Math.Max(1, name.Length / 3))
            {
                (best, fewest) = (name, edits);
            }
        }

        return best;
    }

    /// <summary>"Did you mean 'x'?" or, where nothing is near, the known names.</summary>
    public static string Remedy(string written, IReadOnlyCollection<string> known) =>
        Of(written, known) is { } near ? $"Did you mean '{near}'?"
        : known.Count == 0 ? "Nothing is known here."
        : $"Known here: {string.Join(", ", known.Take(24))}.";

    private static int Edits(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > LongestCompared)
        {
            return int.MaxValue;
        }

        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }

                var change = left[i - 1] == right[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    best = Math.Min(best, table[i - 2, j - 2] + 1);
                }

                table[i, j] = best;
            }
        }

        return table[left.Length, right.Length];
    }
}
