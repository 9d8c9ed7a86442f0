// yarn.lock of version 1: blocks of ranges that lead to one version; which project asks for which range stands in its package.json.
using Countersign.Changes;

namespace Countersign.Impact.Locks;

internal static class YarnLock
{
    internal const string Header = "# yarn lockfile v1";
    private const int MostLines = 2_000_000;

    /// <param name="projects">By package.json: the ranges it asks for, as name@range.</param>
    /// <param name="isMoved">A package.json has `resolutions`, which may lead any range elsewhere.</param>
    /// <returns>Null where it is of another form, or names a range twice.</returns>
    public static LockGraph? Read(string text, IReadOnlyDictionary<string, IReadOnlyList<string>> projects, bool isMoved)
    {
        if (!text.Contains(Header, StringComparison.Ordinal))
        {
            return null;
        }

        var blocks = new List<Block>();
        var byRange = new Dictionary<string, int>(StringComparer.Ordinal);
        var isUses = false;
        var lines = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (++lines > MostLines)
            {
                return null;
            }

            if (line.Length == 0 || line.StartsWith('#'))
            {
                continue;
            }

            if (line[0] != ' ')
            {
                var block = new Block([.. line.TrimEnd(':').Split(", ").Select(range => range.Trim('"'))], [], []);
                if (!line.EndsWith(':') || block.Ranges.Any(range => !byRange.TryAdd(range, blocks.Count)))
                {
                    return null;
                }

                blocks.Add(block);
                isUses = false;
            }
            else if (blocks.Count == 0)
            {
                return null;
            }
            else if (line.StartsWith("    ", StringComparison.Ordinal) && isUses)
            {
                var blank = line.IndexOf(' ', 4);
                if (blank < 0)
                {
                    return null;
                }

                blocks[^1].Uses.Add($"{line[4..blank].Trim('"')}@{line[(blank + 1)..].Trim('"')}");
            }
            else
            {
                isUses = line.TrimEnd() is "  dependencies:" or "  optionalDependencies:";
                blocks[^1].Lines.Add(line);
            }
        }

        var entries = new Dictionary<string, LockEntry>(StringComparer.Ordinal);
        var byName = byRange.Keys.ToLookup(NameOf, StringComparer.Ordinal);
        foreach (var name in byName)
        {
            entries[All(name.Key)] = new LockEntry(null, null, "", [.. name.Order(StringComparer.Ordinal)]);
        }

        foreach (var block in blocks)
        {
            // A block goes by what it says, so that a range that moves to another version is a change of whoever asks for it.
            var content = $"{NameOf(block.Ranges[0])}\n{string.Join('\n', block.Lines.Concat(block.Uses))}";
            entries[content] = new LockEntry(NameOf(block.Ranges[0]), null, "", Known(block.Uses));
            foreach (var range in block.Ranges)
            {
                entries[range] = new LockEntry(NameOf(range), null, "", [content]);
            }
        }

        foreach (var (file, ranges) in projects)
        {
            entries[$"project {file}"] = new LockEntry(null, RepoPath.Parse(file), "", Known(ranges));
        }

        return new LockGraph(entries, "");

        // A range that is not there, or that resolutions may lead elsewhere, may be any version of its name.
        IReadOnlyList<string> Known(IEnumerable<string> ranges) =>
            [
                .. ranges
                    .Where(range => byName.Contains(NameOf(range)))
                    .Select(range => !isMoved && byRange.ContainsKey(range) ? range : All(NameOf(range)))
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ];

        static string All(string name) => $"\nall {name}";
    }

    private static string NameOf(string range) => range.IndexOf('@', 1) is var at and > 0 ? range[..at] : range;

    private sealed record Block(IReadOnlyList<string> Ranges, List<string> Lines, List<string> Uses);
}
