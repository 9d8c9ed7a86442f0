// The lines that a change adds, read off a patch without context.
using System.Globalization;

namespace Countersign.Adapters.Evidence;

public static class AddedLines
{
    /// <param name="patch">Git's answer to diff-tree -p -U0 with core.quotePath off; other lines are passed over.</param>
    /// <returns>By path on the new side the 1-based lines; a path that Git had to quote is left out.</returns>
    public static IReadOnlyDictionary<string, IReadOnlySet<int>> Of(string patch)
    {
        var added = new Dictionary<string, IReadOnlySet<int>>(StringComparer.Ordinal);
        HashSet<int>? lines = null;
        var inHunk = 0;
        foreach (var line in patch.Split('\n'))
        {
            // What stands in a hunk is content, whatever it looks like.
            if (inHunk > 0)
            {
                inHunk -= line.Length > 0 && line[0] is '+' or '-' ? 1 : 0;
                continue;
            }

            if (line.StartsWith("diff ", StringComparison.Ordinal))
            {
                lines = null;
            }
            else if (line.StartsWith("+++ b/", StringComparison.Ordinal))
            {
                added[line[6..].TrimEnd('\t')] = lines = [];
            }
            else if (line.StartsWith("@@ -", StringComparison.Ordinal) && TryHunk(line, out var deleted, out var start, out var count))
            {
                inHunk = deleted + count;
                lines?.UnionWith(Enumerable.Range(start, count));
            }
        }

        return added;
    }

    private static bool TryHunk(string line, out int deleted, out int start, out int count)
    {
        (deleted, start, count) = (0, 0, 0);
        return line.Split(' ') is [_, ['-', .. var old], ['+', .. var now], ..]
            && TrySide(old, out _, out deleted)
            && TrySide(now, out start, out count);
    }

    private static bool TrySide(string side, out int start, out int count)
    {
        var parts = side.Split(',');
        count = 1;
        return int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out start)
            && (parts.Length == 1 || int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out count))
            && (count == 0 || start > 0)
            && start <= int.MaxValue - count;
    }
}
