// Whether two path patterns could fit one path: where they could not, the later line need not be named under the earlier one.
namespace Countersign.Policies.Imports;

/// <summary>
/// One pattern, taken apart once. Errs towards yes: braces and classes count as a star. Only for patterns tied to the top by a slash.
/// Most pairs differ in how they begin or end as it stands, and are told apart by that.
/// </summary>
internal sealed class PatternOverlap
{
    private const string Any = "**";
    private readonly string[] _segments;
    private readonly char?[][] _letters;
    private readonly bool[] _isPlain;
    private readonly string _beginning;
    private readonly string _ending;

    public PatternOverlap(string pattern)
    {
        _segments = pattern.TrimStart('/').Split('/');
        _letters = [.. _segments.Select(Simple)];
        _isPlain = [.. _letters.Select(letters => !letters.Any(letter => letter is null or '?'))];
        _beginning = Literal(_letters);
        _ending = Literal([.. Enumerable.Reverse(_letters).Select(letters => Enumerable.Reverse(letters).ToArray())]);
    }

    /// <param name="work">Goes down by the letters that are compared with letters.</param>
    public bool May(PatternOverlap other, ref long work)
    {
        return Begins(_beginning, other._beginning) && Begins(_ending, other._ending) && Aligned(other) && Segments(other, ref work);
    }

    /// <summary>Up to the first two stars, segments stand one beside the other: two that are plain have to be the same.</summary>
    private bool Aligned(PatternOverlap other)
    {
        var least = Math.Min(_segments.Length, other._segments.Length);
        for (var at = 0; at < least && _segments[at] != Any && other._segments[at] != Any; at++)
        {
            if (_isPlain[at] && other._isPlain[at] && _segments[at] != other._segments[at])
            {
                return false;
            }
        }

        return true;
    }

    private static bool Begins(string one, string other)
    {
        var least = Math.Min(one.Length, other.Length);
        return one.AsSpan(0, least).SequenceEqual(other.AsSpan(0, least));
    }

    /// <summary>All before the first letter that may be another or several; each whole segment ends with a slash.</summary>
    private static string Literal(char?[][] segments) =>
        string.Concat(segments.SelectMany(letters => letters.Append('/')).TakeWhile(letter => letter is not (null or '?')));

    private bool Segments(PatternOverlap other, ref long work)
    {
        var (left, right) = (_segments, other._segments);
        work -= (left.Length + 1) * (right.Length + 1);
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

                var (isLeftAny, isRightAny) = (i < left.Length && left[i] == Any, j < right.Length && right[j] == Any);
                if (isLeftAny)
                {
                    reached[i + 1, j] = true;
                }

                if (isRightAny)
                {
                    reached[i, j + 1] = true;
                }

                if (i < left.Length && j < right.Length && (isLeftAny || isRightAny || Segment(other, i, j, ref work)))
                {
                    reached[isLeftAny ? i : i + 1, isRightAny ? j : j + 1] = true;
                    reached[i + 1, j + 1] = true;
                }
            }
        }

        return reached[left.Length, right.Length];
    }

    /// <summary>Null stands for a star, a question mark for any letter.</summary>
    private static char?[] Simple(string segment)
    {
        if (segment.AsSpan().ContainsAny('[', '{', '\\'))
        {
            return [null];
        }

        return [.. segment.Select(letter => letter == '*' ? (char?)null : letter)];
    }

    private bool Segment(PatternOverlap other, int at, int otherAt, ref long work)
    {
        if (_isPlain[at] && other._isPlain[otherAt])
        {
            return _segments[at] == other._segments[otherAt];
        }

        work -= (_letters[at].Length + 1) * (other._letters[otherAt].Length + 1);
        return Letters(_letters[at], other._letters[otherAt]);
    }

    private static bool Letters(char?[] left, char?[] right)
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

                var isLeftStar = i < left.Length && left[i] is null;
                var isRightStar = j < right.Length && right[j] is null;
                if (isLeftStar)
                {
                    reached[i + 1, j] = true;
                }

                if (isRightStar)
                {
                    reached[i, j + 1] = true;
                }

                if (i < left.Length && j < right.Length && (isLeftStar || isRightStar || left[i] == right[j] || left[i] == '?' || right[j] == '?'))
                {
                    reached[isLeftStar ? i : i + 1, isRightStar ? j : j + 1] = true;
                    reached[i + 1, j + 1] = true;
                }
            }
        }

        return reached[left.Length, right.Length];
    }
}
