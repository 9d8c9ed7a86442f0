// NuGet's packages.lock.json, which belongs to the one project beside it, and central versions, which belong to many.
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Impact.Sources;

namespace Countersign.Impact.Locks;

internal static class NuGetLock
{
    private const string Everywhere = "GlobalPackageReference";

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
    /// <param name="projects">Elements of project files and shared files beneath, by path.</param>
    public static LockGraph? ReadCentral(Node node, string folder, IEnumerable<(string Path, Node Content)> projects)
    {
        var root = new XmlElement(node);
        if (!root.Is("Project"))
        {
            return null;
        }

        var entries = new Dictionary<string, LockEntry>(StringComparer.Ordinal);
        var settings = root.Children.Where(group => !group.Children.Any()).Select(group => LockGraph.PrintOf(group.Node)).ToList();
        foreach (var element in root.Children.SelectMany(group => group.Children.Select(child => (Group: group, Child: child))))
        {
            var isVersion = (element.Child.Is("PackageVersion") || element.Child.Is(Everywhere)) && element.Group["Condition"] is null;
            if (isVersion && (element.Child["Include"] ?? element.Child["Update"]) is { } name)
            {
                var key = name.ToUpperInvariant();
                var print = LockGraph.PrintOf(element.Child.Node);
                entries[key] = entries.TryGetValue(key, out var twice)
                    ? twice with
                    {
                        Print = twice.Print + print,
                    }
                    : new LockEntry(name, null, print, []);
            }
            else
            {
                settings.Add(
                    LockGraph.PrintOf(element.Group.Node is Node.Mapping group ? group["attributes"] : null) + LockGraph.PrintOf(element.Child.Node)
                );
            }
        }

        var known = entries.Keys.ToHashSet(StringComparer.Ordinal);
        var files = projects.ToList();
        var shared = files.Where(file => DotNetSource.IsShared(file.Path)).ToLookup(file => TreePath.FolderOf(file.Path), StringComparer.Ordinal);
        foreach (var (path, content) in files.Where(file => !DotNetSource.IsProject(file.Path)))
        {
            entries[Shared(path)] = new LockEntry(null, null, "", Named(new XmlElement(content), "PackageReference"));
        }

        // Any project may import what no folder gives it.
        var imported = files.Where(file => !DotNetSource.IsProject(file.Path) && !DotNetSource.IsShared(file.Path)).Select(file => Shared(file.Path));
        entries[Everywhere] = new LockEntry(null, null, "", [.. Named(root, Everywhere), .. imported]);
        foreach (var (path, content) in files.Where(file => DotNetSource.IsProject(file.Path) && TreePath.IsBeneath(file.Path, folder)))
        {
            var above = TreePath.FoldersAbove(path).SelectMany(one => shared[one]).Select(file => Shared(file.Path));
            var uses = Named(new XmlElement(content), "PackageReference").Concat(above).Append(Everywhere);
            entries[$"project {path}"] = new LockEntry(null, RepoPath.Parse(path), "", [.. uses]);
        }

        return new LockGraph(entries, string.Join('\n', settings));

        static string Shared(string path) => $"shared {path}";

        List<string> Named(XmlElement element, string name) =>
            [
                .. element
                    .All(name)
                    .Select(one => (one["Include"] ?? one["Update"])?.ToUpperInvariant())
                    .OfType<string>()
                    .Where(known.Contains)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ];
    }
}
