// NuGet's packages.lock.json, which belongs to the one project beside it, and central versions, which belong to many.
using Countersign.Documents;
using Countersign.Impact.Sources;

namespace Countersign.Impact.Locks;

internal static class NuGetLock
{
    /// <summary>Null where it is of another form.</summary>
    public static LockGraph? Read(Node node)
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

        entries[""] = new LockEntry(null, "", "", [.. direct.Order(StringComparer.Ordinal)]);
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
        if (root.Name != "Project")
        {
            return null;
        }

        var entries = new Dictionary<string, LockEntry>(StringComparer.Ordinal);
        var settings = root.Children.Where(group => !group.Children.Any()).Select(group => LockGraph.PrintOf(group.Node)).ToList();
        foreach (var element in root.Children.SelectMany(group => group.Children.Select(child => (Group: group, Child: child))))
        {
            var isVersion = element.Child.Name is "PackageVersion" or "GlobalPackageReference" && element.Group["Condition"] is null;
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

        var everywhere = root.All("GlobalPackageReference").Select(Key).OfType<string>().ToList();
        var files = projects.ToList();
        foreach (var (path, content) in files.Where(file => DotNetSource.IsProject(file.Path)))
        {
            var own = TreePath.FolderOf(path);
            var shared = files.Where(file => !DotNetSource.IsProject(file.Path) && DotNetSource.IsBeneath(path, TreePath.FolderOf(file.Path)));
            var uses = shared
                .Append((Path: path, Content: content))
                .SelectMany(file => new XmlElement(file.Content).All("PackageReference"))
                .Select(Key)
                .OfType<string>()
                .Concat(everywhere)
                .Where(entries.ContainsKey);
            if (DotNetSource.IsBeneath(path, folder))
            {
                var relative =
                    folder.Length == 0 ? own
                    : own.Length == folder.Length ? ""
                    : own[(folder.Length + 1)..];
                entries[$"project {path}"] = new LockEntry(
                    null,
                    relative,
                    "",
                    [.. uses.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
                );
            }
        }

        return new LockGraph(entries, string.Join('\n', settings));

        static string? Key(XmlElement element) => (element["Include"] ?? element["Update"])?.ToUpperInvariant();
    }
}
