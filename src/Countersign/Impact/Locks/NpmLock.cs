// npm's package-lock.json of version 2 and 3: every installed folder, and Node's way to find a package from it.
using Countersign.Documents;
using Countersign.Impact.Sources;

namespace Countersign.Impact.Locks;

internal static class NpmLock
{
    private const string Modules = "node_modules/";
    private const int LongestKey = 4096;
    private const int DeepestKey = 64;
    private static readonly string[] s_kinds = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];
    private static readonly string[] s_passed = ["packages", "name", "version"];

    /// <param name="beneath">The lock file's folder.</param>
    /// <returns>Null where it is of another form.</returns>
    public static LockGraph? Read(Node node, string beneath)
    {
        if (
            node is not Node.Mapping top
            || top["lockfileVersion"] is not Node.Scalar { Text: "2" or "3" } version
            || top["packages"] is not Node.Mapping packages
            || packages.Entries.Any(entry =>
                entry.Value is not Node.Mapping || entry.Key.Length > LongestKey || entry.Key.Count(it => it == '/') > DeepestKey
            )
        )
        {
            return null;
        }

        var hasOlder = version.Text == "2";
        var older = hasOlder ? NpmOlderPart.Read(top["dependencies"] as Node.Mapping) : [];
        var installed = Installed(packages);
        var entries = new Dictionary<string, LockEntry>(StringComparer.Ordinal);
        foreach (var (key, value, _) in packages.Entries)
        {
            var package = (Node.Mapping)value;
            var above = TreePath
                .FoldersAbove($"{key}/-")
                .Select(folder => installed.GetValueOrDefault(folder))
                .OfType<Dictionary<string, string>>()
                .ToList();
            var uses = s_kinds
                .SelectMany(kind => package[kind] is Node.Mapping named ? named.Entries.Select(entry => entry.Key) : [])
                .Select(name => above.Select(modules => modules.GetValueOrDefault(name)).FirstOrDefault(found => found is not null))
                .OfType<string>();
            if (package["link"] is Node.Scalar { Text: "true" } && package["resolved"] is Node.Scalar { Text: var target })
            {
                uses = uses.Append(target);
            }

            var print = LockGraph.PrintOf(package) + (older.Remove(key, out var said) ? said : "");
            IReadOnlyList<string> all = [.. uses.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            entries[key] = NameOf(key) is { } name ? new LockEntry(name, null, print, all) : LockEntry.Npm(beneath, key, print, all);
        }

        // What the older part says of packages that the newer one does not have belongs to nobody.
        var rest = older.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}");
        var settings = new Node.Mapping(
            [.. top.Entries.Where(entry => !s_passed.Contains(entry.Key) && (entry.Key != "dependencies" || !hasOlder))],
            0
        );
        return new LockGraph(entries, LockGraph.PrintOf(settings) + string.Join('\n', rest));
    }

    /// <summary>By the folder that a node_modules lies in: what is installed there, by name, so that nobody climbs where nothing is.</summary>
    private static Dictionary<string, Dictionary<string, string>> Installed(Node.Mapping packages)
    {
        var installed = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var (key, _, _) in packages.Entries)
        {
            if (NameOf(key) is { } name)
            {
                var folder = key[..^(name.Length + Modules.Length)].TrimEnd('/');
                if (!installed.TryGetValue(folder, out var names))
                {
                    installed[folder] = names = new Dictionary<string, string>(StringComparer.Ordinal);
                }

                names[name] = key;
            }
        }

        return installed;
    }

    /// <summary>Null for a folder of the repository.</summary>
    private static string? NameOf(string key) =>
        key.LastIndexOf(Modules, StringComparison.Ordinal) is var at and >= 0 && (at == 0 || key[at - 1] == '/')
            ? key[(at + Modules.Length)..]
            : null;
}
