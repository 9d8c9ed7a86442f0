// Whether two path patterns could fit one path: where they could not, the later line need not be named under the earlier one.
namespace Countersign.Policies.Imports;

/// <summary>Errs towards yes: braces and classes count as a star. Only for patterns tied to the top by a slash.</summary>
internal static class PatternOverlap
{
    public static bool May(string left, string right) => Segments(Split(left), Split(right));

    private static string[] Split(string pattern) => pattern.TrimStart('/').Split('/');

    private static bool Segments(string[] left, string[] right)
    {
        var reached = new bool[left.Length + 1, right.Length + 1];
        reached[0, 0] = true;
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (!reached[i, j])
                {
                    continue;
                }

                var (one, other) = (i < left.Length ? left[i] : null, j < right.Length ? right[j] : null);
                if (one == "**")
                {
                    reached[i + 1, j] = true;
                }

                if (other == "**")
                {
                    reached[i, j + 1] = true;
                }

                if (one is not null && other is not null && (one == "**" || other == "**" || Letters(Simple(one), Simple(other))))
                {
                    reached[one == "**" ? i : i + 1, other == "**" ? j : j + 1] = true;
                    reached[i + 1, j + 1] = true;
                }
            }
        }

        return reached[left.Length, right.Length];
    }

    /// <summary>Null stands for a star, a dot for a question mark's any letter.</summary>
    private static List<char?> Simple(string segment)
    {
        if (segment.AsSpan().ContainsAny('[', '{', '\\'))
        {
            return [null];
        }

        return [.. segment.Select(letter => letter == '*' ? (char?)null : letter)];
    }

    private static bool Letters(List<char?> left, List<char?> right)
    {
        var reached = new bool[left.Count + 1, right.Count + 1];
        reached[0, 0] = true;
        for (var i = 0; i <= left.Count; i++)
        {
            for (var j = 0; j <= right.Count; j++)
            {
                if (!reached[i, j])
                {
                    continue;
                }

                var isLeftStar = i < left.Count && left[i] is null;
                var isRightStar = j < right.Count && right[j] is null;
                if (isLeftStar)
                {
                    reached[i + 1, j] = true;
                }

                if (isRightStar)
                {
                    reached[i, j + 1] = true;
                }

                if (i < left.Count && j < right.Count && (isLeftStar || isRightStar || left[i] == right[j] || left[i] == '?' || right[j] == '?'))
                {
                    reached[isLeftStar ? i : i + 1, isRightStar ? j : j + 1] = true;
                    reached[i + 1, j + 1] = true;
                }
            }
        }

        return reached[left.Count, right.Count];
    }
}
