// NuGet's packages.lock.json, which belongs to the one project beside it, and central versions, which belong to many.
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Impact.Sources;

namespace Countersign.Impact.Locks;

internal static class NuGetLock
{
    private const string Everywhere = "GlobalPackageReference";
    private const string All = "every version";

    /// <summary>Null where it is of another form.</summary>
    /// <param name="projects">Files of the projects beside it.</param>
    public static LockGraph? Read(Node node, IEnumerable<string> projects)
    {
        if (node is not Node.Mapping top || top["dependencies"] is not Node.Mapping frameworks)
        {
            return null;
        }

        var entries = new Dictionary<string, LockEntry>(StringComparer.Ordinal);
        var direct = new List<string>();
        foreach (var framework in frameworks.Entries)
        {
            foreach (var package in (framework.Value as Node.Mapping)?.Entries ?? [])
            {
                var key = $"{framework.Key}/{package.Key}";
                entries[key] = new LockEntry(package.Key, null, LockGraph.PrintOf(package.Value), []);
                direct.Add(key);
            }
        }

        direct.Sort(StringComparer.Ordinal);
        foreach (var project in projects)
        {
            entries[$"project {project}"] = new LockEntry(null, RepoPath.Parse(project), "", direct);
        }

        return new LockGraph(entries, LockGraph.PrintOf(top["version"]));
    }

    /// <summary>
    /// Directory.Packages.props: each version is a package, each project beneath that refers to it a user. Whatever else stands in it is a
    /// setting of all.
    /// </summary>
    /// <param name="files">Project files beneath, and files that they may import.</param>
    public static LockGraph? ReadCentral(Node node, string folder, IReadOnlyCollection<LockNeighbour> files)
    {
        var root = new XmlElement(node);
        if (!root.Is("Project"))
        {
            return null;
        }

        var entries = new Dictionary<string, LockEntry>(StringComparer.Ordinal);
        var computed = new SortedSet<string>(StringComparer.Ordinal);
        var settings = root.Children.Where(group => !group.Children.Any()).Select(group => LockGraph.PrintOf(group.Node)).ToList();
        foreach (var element in root.Children.SelectMany(group => group.Children.Select(child => (Group: group, Child: child))))
        {
            var isVersion = (element.Child.Is("PackageVersion") || element.Child.Is(Everywhere)) && element.Group["Condition"] is null;
            var names = isVersion ? NuGetUses.Names(element.Child) : [];
            foreach (var name in names)
            {
                var key = name.ToUpperInvariant();
                var print = LockGraph.PrintOf(element.Child.Node);
                entries[key] = entries.TryGetValue(key, out var twice)
                    ? twice with
                    {
                        Print = twice.Print + print,
                    }
                    : new LockEntry(name, null, print, []);
                if (NuGetUses.IsComputed(name))
                {
                    computed.Add(key);
                }
            }

            if (names.Length == 0)
            {
                settings.Add(
                    LockGraph.PrintOf(element.Group.Node is Node.Mapping group ? group["attributes"] : null) + LockGraph.PrintOf(element.Child.Node)
                );
            }
        }

        var known = entries.Keys.ToHashSet(StringComparer.Ordinal);
        entries[All] = new LockEntry(null, null, "", [.. known.Order(StringComparer.Ordinal)]);
        var shared = files.Where(file => DotNetSource.IsShared(file.Path)).ToLookup(file => TreePath.FolderOf(file.Path), StringComparer.Ordinal);
        foreach (var file in files.Where(file => !DotNetSource.IsProject(file.Path)))
        {
            entries[Shared(file.Path)] = new LockEntry(null, null, "", Of(file.Uses));
        }

        // Any project may import what no folder gives it, and a name that is computed may be any package.
        var imported = files.Where(file => !DotNetSource.IsProject(file.Path) && !DotNetSource.IsShared(file.Path)).Select(file => Shared(file.Path));
        entries[Everywhere] = new LockEntry(null, null, "", [.. Of(NuGetUses.Of(node, Everywhere)), .. computed, .. imported]);
        foreach (var file in files.Where(file => DotNetSource.IsProject(file.Path) && TreePath.IsBeneath(file.Path, folder)))
        {
            var above = TreePath.FoldersAbove(file.Path).SelectMany(one => shared[one]).Select(one => Shared(one.Path));
            entries[$"project {file.Path}"] = new LockEntry(null, RepoPath.Parse(file.Path), "", [.. Of(file.Uses), .. above, Everywhere]);
        }

        return new LockGraph(entries, string.Join('\n', settings));

        static string Shared(string path) => $"shared {path}";

        List<string> Of(NuGetUses uses) => uses.IsAll ? [All] : [.. uses.Packages.Where(known.Contains)];
    }
}
