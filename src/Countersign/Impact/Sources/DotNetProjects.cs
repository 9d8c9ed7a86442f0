// Which projects and shared items a repository has, found by paths as project files write them: case tells none apart.
namespace Countersign.Impact.Sources;

/// <summary>
/// Shared items (.projitems) belong to the projects of the nearest folder above them, usually the .shproj beside; where no project is
/// above, they stand for themselves. A name in another case is another file here and the same one where it is built, so both count.
/// Answers are shared lists, so that many who ask cost no square.
/// </summary>
internal sealed class DotNetProjects
{
    private readonly Dictionary<string, List<string>> _projects = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string>> _owners = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _names;

    public DotNetProjects(IReadOnlyList<string> projects, IReadOnlyList<string> items)
    {
        All = projects;
        foreach (var project in projects)
        {
            Of(_projects, project).Add(project);
        }

        _names = items.Select(TreePath.NameOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var folders = projects.GroupBy(TreePath.FolderOf, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList());
        foreach (var group in items.GroupBy(item => item, StringComparer.OrdinalIgnoreCase))
        {
            var above = group
                .SelectMany(item => TreePath.FoldersAbove(item).Where(folders.ContainsKey).Take(1))
                .Distinct(StringComparer.Ordinal)
                .Select(folder => folders[folder])
                .ToList();
            Alone.AddRange(above.Count == 0 ? group : []);
            _owners[group.Key] = above.Count switch
            {
                0 => [.. group],
                1 => above[0],
                _ => [.. above.SelectMany(all => all)],
            };
        }
    }

    public IReadOnlyList<string> All { get; }

    /// <summary>Shared items that no project is above.</summary>
    public List<string> Alone { get; } = [];

    public IReadOnlyList<string> At(string path) => _projects.GetValueOrDefault(path) ?? [];

    /// <summary>Whose the shared items at a path are; nobody's where there are none.</summary>
    public IReadOnlyList<string> OwnersOf(string items) => _owners.GetValueOrDefault(items) ?? [];

    /// <summary>Whether shared items have this name, or there are any where it is <see cref="DotNetFile.AnyName"/>.</summary>
    public bool HasItems(string name) => name == DotNetFile.AnyName ? _names.Count > 0 : _names.Contains(name);

    private static List<string> Of(Dictionary<string, List<string>> known, string path) =>
        known.TryGetValue(path, out var all) ? all : known[path] = [];
}
