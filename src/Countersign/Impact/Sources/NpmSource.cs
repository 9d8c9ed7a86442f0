// Reads npm, pnpm and yarn workspaces: which package of the repository depends on which other of it.
using Countersign.Changes;
using Countersign.Documents;

namespace Countersign.Impact.Sources;

/// <summary>
/// A package.json is a component where a workspace root names its folder, or where it is the root itself. Any of the four kinds of
/// dependency on a name of the repository is an edge, whatever version it asks for. Patterns: *, **, and ! for what is left out.
/// </summary>
public static class NpmSource
{
    public const string Package = "package.json";
    public const string PnpmWorkspace = "pnpm-workspace.yaml";
    private const int MostRoots = 500;

    private static readonly string[] s_kinds = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];

    public static bool Reads(string path) =>
        TreePath.NameOf(path) is Package or PnpmWorkspace && !path.Contains("node_modules/", StringComparison.Ordinal);

    /// <param name="files">package.json as JSON, pnpm-workspace.yaml as YAML.</param>
    public static SuppliedGraph Read(IReadOnlyCollection<SourceFile> files)
    {
        var draft = new SourceDraft(GraphSource.Projects);
        var packages = new SortedDictionary<string, Fields>(StringComparer.Ordinal);
        var roots = new List<Workspace>();
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            var problems = draft.ProblemsOf(file.Path);
            var folder = TreePath.FolderOf(file.Path);
            if (draft.NodeOf(file) is { } node && Fields.Of(node, "the file", problems) is { } fields)
            {
                if (TreePath.NameOf(file.Path) == Package)
                {
                    packages[folder] = fields;
                    roots.AddRange(Workspace.Of(folder, fields["workspaces"]));
                }
                else
                {
                    roots.AddRange(Workspace.Of(folder, fields["packages"]));
                }
            }

            draft.Keep(problems);
        }

        if (roots.Count > MostRoots)
        {
            var problems = draft.ProblemsOf(Package);
            problems.Error("workspaces", $"there are {roots.Count} workspaces", $"At most {MostRoots} are read.", 0);
            draft.Keep(problems);
            roots.RemoveRange(MostRoots, roots.Count - MostRoots);
        }

        var members = packages.Where(package => roots.Any(root => root.Has(package.Key))).ToList();
        var byName = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (folder, package) in members)
        {
            draft.Components.Add(new SuppliedComponent(NodeOf(folder)) { Folder = folder, StandsFor = RepoPath.Of(TreePath.Join(folder, Package)) });
            if (Name(package) is { } name)
            {
                byName.TryAdd(name, folder);
            }
        }

        foreach (var (folder, package) in members)
        {
            foreach (var (on, line) in s_kinds.SelectMany(kind => Dependencies(package[kind])))
            {
                if (byName.TryGetValue(on, out var other))
                {
                    draft.Edge(NodeOf(folder), NodeOf(other), $"{TreePath.Join(folder, Package)}:{line}");
                }
            }
        }

        return draft.Graph();
    }

    /// <summary>What stands for a package in the graph, by its folder.</summary>
    internal static string NodeOf(string folder) => TreePath.Join(folder, Package);

    internal static string? Name(Fields package) =>
        package["name"] is Node.Scalar { IsNull: false, Text: { Length: > 0 and <= 214 } name } ? name : null;

    internal static IEnumerable<(string Name, int Line)> Dependencies(Node? written) =>
        written is Node.Mapping mapping ? mapping.Entries.Select(entry => (entry.Key, entry.Line)) : [];

    private sealed record Workspace(string Folder, IReadOnlyList<(PathPattern Pattern, bool IsOut)> Patterns)
    {
        /// <summary>A list of patterns, or yarn's mapping with `packages`; nothing where there is none.</summary>
        public static IEnumerable<Workspace> Of(string folder, Node? written)
        {
            var list = (written as Node.Mapping)?["packages"] ?? written;
            if (list is not Node.Sequence sequence)
            {
                return [];
            }

            var patterns = new List<(PathPattern, bool)>();
            foreach (var text in sequence.Items.OfType<Node.Scalar>())
            {
                var isOut = text.Text.StartsWith('!');
                var plain = (isOut ? text.Text[1..] : text.Text).Trim().TrimEnd('/');
                plain = plain.StartsWith("./", StringComparison.Ordinal) ? plain[2..] : plain;

                // Anchored at the workspace's own folder, and its package.json stands for a folder.
                if (PathPattern.TryParse($"/{TreePath.Join(folder, plain)}/{Package}", out var pattern, out _))
                {
                    patterns.Add((pattern, isOut));
                }
            }

            return [new Workspace(folder, patterns)];
        }

        public bool Has(string folder)
        {
            var path = RepoPath.Of(TreePath.Join(folder, Package));
            return folder == Folder
                || (Patterns.Any(one => !one.IsOut && one.Pattern.Matches(path)) && !Patterns.Any(one => one.IsOut && one.Pattern.Matches(path)));
        }
    }
}
