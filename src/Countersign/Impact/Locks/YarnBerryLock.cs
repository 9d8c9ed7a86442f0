// yarn.lock of Yarn 2 and later: YAML, each entry named by the ranges that lead to it, workspaces among them.
using Countersign.Documents;

namespace Countersign.Impact.Locks;

/// <summary>
/// Until Yarn 4 a dependency is written without its protocol and its entry with `npm:`; a built-in patch stands beside what it patches and is
/// asked for by nobody. So a name whose range is not there, or any name where `resolutions` may lead it elsewhere, leads to every entry
/// of that name. Source: the lock files of Yarn 2.4, 3.6 and 4.
/// </summary>
internal static class YarnBerryLock
{
    private const string Metadata = "__metadata";
    private const string Workspace = "@workspace:";
    private static readonly string[] s_kinds = ["dependencies", "optionalDependencies", "peerDependencies"];

    public static bool Is(Node? node) => node is Node.Mapping top && top[Metadata] is Node.Mapping;

    /// <param name="beneath">The lock file's folder.</param>
    /// <param name="isMoved">A package.json has `resolutions`, which may lead any range elsewhere.</param>
    /// <returns>Null where it is of another form, or names a range twice.</returns>
    public static LockGraph? Read(Node node, string beneath, bool isMoved)
    {
        var top = (Node.Mapping)node;
        var written = top.Entries.Where(entry => entry.Key != Metadata).ToList();
        var ranges = new HashSet<string>(StringComparer.Ordinal);
        var byName = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var (key, value, _) in written)
        {
            if (value is not Node.Mapping || key.Contains('\n', StringComparison.Ordinal))
            {
                return null;
            }

            foreach (var range in RangesOf(key))
            {
                var name = NameOf(range);
                if (name.Length == 0 || !ranges.Add(range))
                {
                    return null;
                }

                (byName.TryGetValue(name, out var known) ? known : byName[name] = []).Add(range);
            }
        }

        var entries = new Dictionary<string, LockEntry>(StringComparer.Ordinal);
        foreach (var (key, value, _) in written)
        {
            var package = (Node.Mapping)value;
            var folder = FolderOf((package["resolution"] as Node.Scalar)?.Text ?? key);
            var uses = s_kinds
                .SelectMany(kind => package[kind] is Node.Mapping named ? named.Entries : [])
                .SelectMany(entry => Led(entry.Key, (entry.Value as Node.Scalar)?.Text ?? ""))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal);
            IReadOnlyList<string> all = [.. uses];
            var (name, print) = (NameOf(RangesOf(key)[0]), LockGraph.PrintOf(package));

            // As in version 1 an entry goes by what it says: a range that moves to another version is a change of whoever asks for it.
            var content = $"{name}\n{print}";
            entries[content] = folder is null ? new LockEntry(name, null, print, all) : LockEntry.Npm(beneath, folder, print, all);
            foreach (var range in RangesOf(key))
            {
                entries[range] = new LockEntry(folder is null ? name : null, null, "", [content]);
            }
        }

        // One entry for each name stands for all its ranges, so that many who ask for a name of many ranges cost no square.
        foreach (var (name, all) in byName)
        {
            entries[All(name)] = new LockEntry(null, null, "", all);
            entries[Patches(name)] = new LockEntry(
                null,
                null,
                "",
                [.. all.Where(range => range.StartsWith($"{name}@patch:", StringComparison.Ordinal))]
            );
        }

        return new LockGraph(entries, LockGraph.PrintOf(top[Metadata]));

        IEnumerable<string> Led(string name, string range)
        {
            string[] exact = [$"{name}@{range}", $"{name}@npm:{range}"];
            return !byName.ContainsKey(name) ? []
                : !isMoved && exact.FirstOrDefault(ranges.Contains) is { } found ? [found, Patches(name)]
                : [All(name)];
        }

        static string All(string name) => $"\nall {name}";
        static string Patches(string name) => $"\npatches {name}";
    }

    private static string[] RangesOf(string key) => key.Split(',', StringSplitOptions.TrimEntries);

    private static string NameOf(string range) => range.IndexOf('@', Math.Min(1, range.Length)) is var at and > 0 ? range[..at] : "";

    /// <summary>Of `name@workspace:packages/a`; null for what is no part of this repository.</summary>
    private static string? FolderOf(string resolution) =>
        resolution.IndexOf(Workspace, StringComparison.Ordinal) is var at and > 0 ? resolution[(at + Workspace.Length)..] : null;
}
