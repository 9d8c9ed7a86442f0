// Which lines of a change only moved: blocks that left one place and stand in another, exactly, each line proven once.
namespace Countersign.Impact;

/// <summary>
/// Lines that left a file, or came into it, next to each other. <paramref name="File"/> is the caller's number for it.
/// </summary>
public sealed record LineBlock(int File, IReadOnlyList<string> Lines, ReviewFile Of);

/// <summary>Source of the least size of a block: git diff --color-moved=blocks.</summary>
public static class MovedLines
{
    /// <summary>Letters and digits that a block has at least; fewer could be chance.</summary>
    public const int LeastAlphanumeric = 20;

    /// <summary>Places looked at for one line; what stands in more is counted in full.</summary>
    private const int MostPlaces = 64;

    /// <summary>By the number of the file: lines that arrived there, and lines that left it. What was never read so closely as it would be here counts in full.</summary>
    public static (Dictionary<int, int> In, Dictionary<int, int> Out) Find(IReadOnlyList<LineBlock> removed, IReadOnlyList<LineBlock> added)
    {
        var places = new Dictionary<string, List<(int Block, int Line)>>(StringComparer.Ordinal);
        var isTaken = removed.Select(block => new bool[block.Lines.Count]).ToList();
        for (var block = 0; block < removed.Count; block++)
        {
            for (var line = 0; line < removed[block].Lines.Count; line++)
            {
                var text = removed[block].Lines[line];
                if (!places.TryGetValue(text, out var known))
                {
                    places[text] = known = [];
                }

                if (known.Count < MostPlaces)
                {
                    known.Add((block, line));
                }
            }
        }

        var (arrived, left) = (new Dictionary<int, int>(), new Dictionary<int, int>());
        foreach (var block in added)
        {
            for (var at = 0; at < block.Lines.Count; )
            {
                var (from, first, length) = Longest(block, at);
                if (length > 0 && IsEnough(block, at, length))
                {
                    isTaken[from].AsSpan(first, length).Fill(true);
                    arrived[block.File] = arrived.GetValueOrDefault(block.File) + length;
                    left[removed[from].File] = left.GetValueOrDefault(removed[from].File) + length;
                }

                // A block too small is passed over whole, so that no content makes the search long.
                at += Math.Max(1, length);
            }
        }

        return (arrived, left);

        (int Block, int First, int Length) Longest(LineBlock block, int at)
        {
            var best = (Block: 0, First: 0, Length: 0);
            foreach (var (from, first) in places.GetValueOrDefault(block.Lines[at]) ?? [])
            {
                var source = removed[from];
                if (!source.Of.WasReadAsCloselyAs(block.Of))
                {
                    continue;
                }

                var length = 0;
                while (
                    at + length < block.Lines.Count
                    && first + length < source.Lines.Count
                    && !isTaken[from][first + length]
                    && block.Lines[at + length] == source.Lines[first + length]
                )
                {
                    length++;
                }

                best = length > best.Length ? (from, first, length) : best;
            }

            return best;
        }
    }

    private static bool IsEnough(LineBlock block, int at, int length)
    {
        var count = 0;
        for (var line = at; line < at + length && count < LeastAlphanumeric; line++)
        {
            count += block.Lines[line].Count(char.IsAsciiLetterOrDigit);
        }

        return count >= LeastAlphanumeric;
    }
}
