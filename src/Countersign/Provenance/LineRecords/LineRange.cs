// A run of lines, counted from 1 at the commit's own version of the file, both ends included.
namespace Countersign.Provenance.LineRecords;

public readonly record struct LineRange(int First, int Last)
{
    public int Count => Last - First + 1;

    /// <summary>How many lines of <paramref name="others"/>, ascending and apart, lie in any of <paramref name="ranges"/>, ascending and apart.</summary>
    public static int Overlap(IReadOnlyList<LineRange> ranges, IReadOnlyList<LineRange> others)
    {
        var (count, i, j) = (0, 0, 0);
        while (i < ranges.Count && j < others.Count)
        {
            var (one, other) = (ranges[i], others[j]);
            count += Math.Max(0, Math.Min(one.Last, other.Last) - Math.Max(one.First, other.First) + 1);
            if (one.Last < other.Last)
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return count;
    }

    /// <summary>Ascending and apart: what touches or overlaps is joined.</summary>
    public static IReadOnlyList<LineRange> Normal(IEnumerable<LineRange> ranges)
    {
        var joined = new List<LineRange>();
        foreach (var range in ranges.OrderBy(range => range.First))
        {
            if (joined.Count > 0 && range.First <= joined[^1].Last + 1)
            {
                joined[^1] = joined[^1] with { Last = Math.Max(joined[^1].Last, range.Last) };
            }
            else
            {
                joined.Add(range);
            }
        }

        return joined;
    }
}
