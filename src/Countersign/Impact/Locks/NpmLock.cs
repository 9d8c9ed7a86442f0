// npm's package-lock.json of version 2 and 3: every installed folder, and Node's way to find a package from it.
using Countersign.Documents;

namespace Countersign.Impact.Locks;

internal static class NpmLock
{
    private const string Modules = "node_modules";
    private const int LongestKey = 4096;
    private static readonly string[] s_kinds = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];
    private static readonly string[] s_passed = ["packages", "dependencies", "name", "version"];

    /// <summary>Null where it is of another form.</summary>
    public static LockGraph? Read(Node node)
    {
        if (
            node is not Node.Mapping top
            || top["lockfileVersion"] is not Node.Scalar { Text: "2" or "3" }
            || top["packages"] is not Node.Mapping packages
        )
        {
            return null;
        }

        var all = packages.Entries.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        var entries = new Dictionary<string, LockEntry>(StringComparer.Ordinal);
        foreach (var (key, value, _) in packages.Entries)
        {
            if (value is not Node.Mapping package || key.Length > LongestKey)
            {
                return null;
            }

            var uses = s_kinds
                .SelectMany(kind => package[kind] is Node.Mapping named ? named.Entries.Select(entry => entry.Key) : [])
                .Select(name => Find(key, name, all))
                .OfType<string>();
            if (package["link"] is Node.Scalar { Text: "true" } && package["resolved"] is Node.Scalar { Text: var target })
            {
                uses = uses.Append(target);
            }

            var at = key.LastIndexOf(Modules + "/", StringComparison.Ordinal);
            entries[key] = new LockEntry(
                at < 0 ? null : key[(at + Modules.Length + 1)..],
                at < 0 ? key : null,
                LockGraph.PrintOf(package),
                [.. uses.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
            );
        }

        var settings = new Node.Mapping([.. top.Entries.Where(entry => !s_passed.Contains(entry.Key))], 0);
        return new LockGraph(entries, LockGraph.PrintOf(settings));
    }

    /// <summary>From the folder upwards, the nearest node_modules that has it.</summary>
    private static string? Find(string from, string name, HashSet<string> all)
    {
        for (var folder = from; ; folder = folder.LastIndexOf('/') is var at and >= 0 ? folder[..at] : "")
        {
            var candidate = folder.Length == 0 ? $"{Modules}/{name}" : $"{folder}/{Modules}/{name}";
            if (all.Contains(candidate))
            {
                return candidate;
            }

            if (folder.Length == 0)
            {
                return null;
            }
        }
    }
}
