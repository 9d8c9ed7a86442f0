// pnpm-lock.yaml of versions 5.4 to 9: importers, packages and snapshots.
using Countersign.Documents;

namespace Countersign.Impact.Locks;

internal static class PnpmLock
{
    private static readonly string[] s_kinds = ["dependencies", "devDependencies", "optionalDependencies"];
    private static readonly string[] s_passed = ["importers", "packages", "snapshots", "catalogs", "specifiers", .. s_kinds];

    /// <summary>Null where it is of another form.</summary>
    /// <param name="beneath">The lock file's folder.</param>
    public static LockGraph? Read(Node node, string beneath)
    {
        if (node is not Node.Mapping top || top["lockfileVersion"] is not Node.Scalar)
        {
            return null;
        }

        var packages = (top["packages"] as Node.Mapping)?.Entries ?? [];
        var snapshots = (top["snapshots"] as Node.Mapping)?.Entries ?? [];
        var all = packages.Concat(snapshots).Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        var entries = new Dictionary<string, LockEntry>(StringComparer.Ordinal);
        foreach (var group in packages.Concat(snapshots).GroupBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var uses = group.SelectMany(entry => Uses(entry.Value, "", all)).ToList();
            if (WithoutPeers(group.Key) is var plain && plain != group.Key && all.Contains(plain))
            {
                uses.Add(plain);
            }

            entries[group.Key] = new LockEntry(
                NameOf(group.Key),
                null,
                string.Concat(group.Select(entry => LockGraph.PrintOf(entry.Value))),
                [.. uses.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
            );
        }

        // A version that a catalog gives is a package of whoever asks for it by that catalog.
        foreach (var (catalog, named, _) in (top["catalogs"] as Node.Mapping)?.Entries ?? [])
        {
            if (named is not Node.Mapping versions)
            {
                return null;
            }

            foreach (var (package, given, _) in versions.Entries)
            {
                entries[Catalog(catalog, package)] = new LockEntry(package, null, LockGraph.PrintOf(given), []);
            }
        }

        var importers = top["importers"] is Node.Mapping several ? several.Entries : [new Node.Entry(".", top, 0)];
        foreach (var (folder, importer, _) in importers)
        {
            if (importer is not Node.Mapping mapping)
            {
                return null;
            }

            var own = new Node.Mapping([.. mapping.Entries.Where(entry => s_kinds.Contains(entry.Key) || entry.Key == "specifiers")], 0);
            var uses = Uses(own, folder, all).Concat(Catalogs(own)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            entries[Importer(folder)] = LockEntry.Npm(beneath, folder, LockGraph.PrintOf(own), [.. uses]);
        }

        var settings = new Node.Mapping([.. top.Entries.Where(entry => !s_passed.Contains(entry.Key))], 0);
        return new LockGraph(entries, LockGraph.PrintOf(settings));
    }

    private static string Importer(string folder) => $"importer {folder}";

    private static string Catalog(string name, string package) => $"catalog {name} {package}";

    private static IEnumerable<string> Catalogs(Node.Mapping importer)
    {
        const string Scheme = "catalog:";
        foreach (var entry in s_kinds.SelectMany(kind => importer[kind] is Node.Mapping named ? named.Entries : []))
        {
            if ((entry.Value as Node.Mapping)?["specifier"] is Node.Scalar { Text: var text } && text.StartsWith(Scheme, StringComparison.Ordinal))
            {
                yield return Catalog(text.Length == Scheme.Length ? "default" : text[Scheme.Length..], entry.Key);
            }
        }
    }

    private static IEnumerable<string> Uses(Node? written, string folder, HashSet<string> all)
    {
        foreach (var entry in s_kinds.SelectMany(kind => (written as Node.Mapping)?[kind] is Node.Mapping named ? named.Entries : []))
        {
            var version = (entry.Value as Node.Mapping)?["version"] ?? entry.Value;
            if (version is not Node.Scalar { Text: var text })
            {
                continue;
            }

            if (text.StartsWith("link:", StringComparison.Ordinal))
            {
                // Relative to the importer, from the lock file's own folder.
                if (Sources.TreePath.Resolve(folder == "." ? "" : folder, text["link:".Length..]) is { } linked)
                {
                    yield return Importer(linked.Length == 0 ? "." : linked);
                }

                continue;
            }

            string[] spellings = [text, $"{entry.Key}@{text}", $"/{entry.Key}@{text}", $"/{entry.Key}/{text}", $"/{text}"];
            if (spellings.FirstOrDefault(all.Contains) is { } found)
            {
                yield return found;
            }
        }
    }

    /// <summary>name@1.0.0(peer@2.0.0) is a way to install name@1.0.0.</summary>
    private static string WithoutPeers(string key) => key.IndexOf('(', StringComparison.Ordinal) is var at and > 0 ? key[..at] : key;

    private static string NameOf(string key)
    {
        var plain = WithoutPeers(key).TrimStart('/');
        var at = plain.IndexOf('@', plain.StartsWith('@') ? 1 : 0);
        return at > 0 ? plain[..at]
            : plain.LastIndexOf('/') is var slash and > 0 ? plain[..slash]
            : plain;
    }
}
