// Whole files that only stand elsewhere now: which of those that came are which of those that went, and how they count.
namespace Countersign.Impact;

public static class ExactRenames
{
    private static readonly HashSet<int> s_none = [];

    /// <summary>Either end of a rename.</summary>
    public static ReviewFile Renamed(ReviewFile file) => file with { IsRename = true, Moved = file.Added, MovedAway = file.Deleted };

    /// <summary>Both ends of one file of the same content and mode, as a rename where that counts.</summary>
    public static IReadOnlyList<ReviewFile> Pair(ReviewFile from, ReviewFile to) =>
        from.WasReadAsCloselyAs(to) ? [Renamed(from), Renamed(to)] : [from, to];

    /// <summary>Both ends of each, by place: a file gone, and one of the same content and mode that came; each gone file once.</summary>
    /// <param name="gone">Content and mode of what stands nowhere now; null for every other file, and for what is no file.</param>
    /// <param name="came">Content and mode of what stood nowhere before; null for every other.</param>
    public static IReadOnlySet<int> Find<T>(IReadOnlyList<ReviewFile> files, Func<int, T?> gone, Func<int, T?> came)
        where T : struct
    {
        Dictionary<T, Queue<int>>? sources = null;
        for (var at = 0; at < files.Count; at++)
        {
            if (gone(at) is { } left)
            {
                sources ??= [];
                (sources.TryGetValue(left, out var known) ? known : sources[left] = new()).Enqueue(at);
            }
        }

        if (sources is null)
        {
            return s_none;
        }

        var ends = new HashSet<int>();
        for (var at = 0; at < files.Count; at++)
        {
            if (
                came(at) is { } arrived
                && sources.GetValueOrDefault(arrived) is { Count: > 0 } same
                && files[same.Peek()].WasReadAsCloselyAs(files[at])
            )
            {
                ends.Add(at);
                ends.Add(same.Dequeue());
            }
        }

        return ends;
    }
}
