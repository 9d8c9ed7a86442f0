// Reads npm, pnpm and yarn workspaces: which package of the repository depends on which other of it.
using Countersign.Changes;
using Countersign.Documents;

namespace Countersign.Impact.Sources;

/// <summary>
/// A package.json is a component where a workspace root names its folder, where it is the root itself, or where one of those links to it. Any of the four kinds of
/// dependency on a name of the repository is an edge to every package of that name, whatever version it asks for.
/// </summary>
public static class NpmSource
{
    public const string Package = "package.json";
    public const string PnpmWorkspace = "pnpm-workspace.yaml";
    private const int MostRoots = 500;
    private const int MostPatterns = 5_000;

    internal static readonly string[] Kinds = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];

    public static bool Reads(string path) =>
        TreePath.NameOf(path) is Package or PnpmWorkspace && !path.Contains("node_modules/", StringComparison.Ordinal);

    /// <param name="files">package.json as JSON, pnpm-workspace.yaml as YAML.</param>
    public static SuppliedGraph Read(IReadOnlyCollection<SourceFile> files)
    {
        var draft = new SourceDraft(GraphSource.Projects);
        var packages = new SortedDictionary<string, Fields>(StringComparer.Ordinal);
        var roots = new List<NpmWorkspace>();
        var overrides = new List<NpmOverride>();
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            var problems = draft.ProblemsOf(file.Path);
            var folder = TreePath.FolderOf(file.Path);
            if (draft.NodeOf(file) is { } node && Fields.Of(node, "the file", problems) is { } fields)
            {
                overrides.AddRange(NpmOverride.Of(file.Path, fields));
                if (TreePath.NameOf(file.Path) == Package)
                {
                    packages[folder] = fields;
                    roots.AddRange(NpmWorkspace.Of(folder, fields["workspaces"], problems));
                }
                else
                {
                    roots.AddRange(NpmWorkspace.Of(folder, fields["packages"], problems));
                }
            }

            draft.Keep(problems);
        }

        var patterns = roots.Sum(root => root.Patterns.Count);
        if (roots.Count > MostRoots || patterns > MostPatterns)
        {
            var problems = draft.ProblemsOf(Package);
            problems.Error(
                "workspaces",
                $"there are {roots.Count} workspaces with {patterns} patterns",
                $"At most {MostRoots} with {MostPatterns} are read.",
                0
            );
            draft.Keep(problems);
            roots = [.. roots.Take(MostRoots).Where(root => root.Patterns.Count <= MostPatterns / MostRoots)];
        }

        var work = NpmWorkspace.MostWork;
        var members = new SortedSet<string>(packages.Keys.Where(IsMember), StringComparer.Ordinal);
        if (work < 0)
        {
            members.UnionWith(packages.Keys.Where(IsMember));
            var problems = draft.ProblemsOf(Package);
            problems.Error(
                "workspaces",
                $"there are {patterns} patterns for {packages.Count} packages, too many to compare",
                "Write folders, or fewer patterns.",
                0
            );
            draft.Keep(problems);
        }

        var asked = new SortedDictionary<string, List<(NpmRange Range, int Line)>>(StringComparer.Ordinal);
        overrides = [.. overrides.Where(one => packages.ContainsKey(one.Folder)).DistinctBy(one => (one.Within, one.Folder))];
        members.UnionWith(overrides.Select(one => one.Folder));
        var open = new Queue<string>(members);
        while (open.TryDequeue(out var folder))
        {
            asked[folder] = [.. Kinds.SelectMany(kind => NpmRange.All(packages[folder][kind], folder))];
            // A folder that is named is one of the repository's packages, workspace or not.
            foreach (var linked in asked[folder].Select(one => one.Range.Folder).OfType<string>().Where(packages.ContainsKey).Where(members.Add))
            {
                open.Enqueue(linked);
            }
        }

        var named = asked
            .Keys.Where(folder => Name(packages[folder]) is not null)
            .ToLookup(folder => Name(packages[folder])!, StringComparer.Ordinal);
        foreach (var (folder, ranges) in asked)
        {
            draft.Components.Add(
                new SuppliedComponent(NodeOf(folder)) { Folder = folder, StandsFor = RepoPath.Parse(TreePath.Join(folder, Package)) }
            );
            var edges = ranges.SelectMany(one => Asked(one.Range).Select(other => (Other: other, one.Line)));
            foreach (var (other, line) in edges.TakeWhile(_ => !draft.IsFull))
            {
                draft.Edge(NodeOf(folder), NodeOf(other), $"{TreePath.Join(folder, Package)}:{line}");
            }
        }

        foreach (var one in overrides)
        {
            foreach (
                var folder in members.Where(folder => folder == one.Within || TreePath.IsBeneath(folder, one.Within)).TakeWhile(_ => !draft.IsFull)
            )
            {
                draft.Edge(NodeOf(folder), NodeOf(one.Folder), one.Where);
            }
        }

        return draft.Graph();

        bool IsMember(string folder) => roots.Exists(root => root.Has(folder, ref work));
        IEnumerable<string> Asked(NpmRange range) =>
            range.Names.SelectMany(name => named[name]).Union(range.Folder is { } linked && members.Contains(linked) ? [linked] : []);
    }

    /// <summary>What stands for a package in the graph, by its folder.</summary>
    internal static string NodeOf(string folder) => TreePath.Join(folder, Package);

    private static string? Name(Fields package) =>
        package["name"] is Node.Scalar { IsNull: false, Text: { Length: > 0 and <= 214 } name } ? name : null;
}
