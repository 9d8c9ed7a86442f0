// Reads .NET project files: which project refers to which, by ProjectReference as written.
using Countersign.Changes;

namespace Countersign.Impact.Sources;

/// <summary>
/// No evaluation: conditions count as true; a wildcard, a variable that is not MSBuildThisFileDirectory or MSBuildProjectDirectory, a
/// project that is not there and references in an imported file leave the graph unknown. Names that differ in case alone are one, as on some machines. A project of tests is low. Source: MSBuild's project file format.
/// </summary>
public static class DotNetSource
{
    public const string CentralPackages = "Directory.Packages.props";

    internal const string Items = ".projitems";

    private static readonly string[] s_endings = [".csproj", ".fsproj", ".vbproj"];
    private static readonly string[] s_leaves =
    [
        ".esproj",
        ".vcxproj",
        ".shproj",
        ".sqlproj",
        ".wixproj",
        ".pyproj",
        ".njsproj",
        ".dcproj",
        ".wapproj",
    ];
    private static readonly string[] s_shared = ["Directory.Build.props", "Directory.Build.targets"];
    private static readonly string[] s_imported = [".props", ".targets", Items];

    public static bool IsProject(string path) => s_endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a file is one that this source reads.</summary>
    public static bool Reads(string path) => IsProject(path) || s_imported.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Projects of other languages: known by their names alone, they are what others refer to.</summary>
    public static bool IsLeaf(string path) => s_leaves.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether MSBuild imports it into every project beneath its folder.</summary>
    public static bool IsShared(string path) => s_shared.Contains(TreePath.NameOf(path), StringComparer.OrdinalIgnoreCase);

    /// <param name="files">Each an element as XmlNodes makes it.</param>
    /// <param name="leaves">Paths of projects that are not read.</param>
    public static SuppliedGraph Read(IReadOnlyCollection<SourceFile> files, IReadOnlyCollection<string>? leaves = null)
    {
        var draft = new SourceDraft(GraphSource.Projects);
        var known = new DotNetProjects(
            [.. files.Select(file => file.Path).Where(IsProject), .. leaves ?? []],
            [.. files.Select(file => file.Path).Where(path => path.EndsWith(Items, StringComparison.OrdinalIgnoreCase))]
        );
        draft.Components.AddRange((leaves ?? []).Concat(known.Alone).Select(path => Project(path, isTest: false)));
        var read = new List<DotNetFile>();
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            var root = draft.NodeOf(file) is { } node ? new XmlElement(node) : (XmlElement?)null;
            if (IsProject(file.Path))
            {
                draft.Components.Add(Project(file.Path, root is { } written && IsTest(file.Path, written)));
            }

            if (root is { } element)
            {
                var problems = draft.ProblemsOf(file.Path);
                read.Add(DotNetFile.Read(file.Path, element, known, problems));
                draft.Keep(problems);
            }
        }

        // What is written for all projects beneath a folder holds for each of them.
        var own = read.ToLookup(file => file.Path, StringComparer.Ordinal);
        var shared = read.Where(file => IsShared(file.Path)).ToLookup(file => TreePath.FolderOf(file.Path), StringComparer.Ordinal);
        foreach (var project in known.All.Order(StringComparer.Ordinal))
        {
            var all = own[project].Concat(TreePath.FoldersAbove(project).SelectMany(folder => shared[folder]));
            var edges = all.SelectMany(file => file.References.SelectMany(one => one.Projects, (one, other) => (file, one.Line, other)));
            foreach (var (file, line, other) in edges.TakeWhile(_ => !draft.IsFull))
            {
                draft.Edge(project, other, $"{file.Path}:{line}");
            }
        }

        NotFollowed(read, draft);
        return draft.Graph();
    }

    /// <summary>Files that others import by name, and that refer to projects for whoever imports them.</summary>
    private static void NotFollowed(List<DotNetFile> read, SourceDraft draft)
    {
        var imported = read.SelectMany(file => file.Imports).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var file in read.Where(file => file.RefersToProjects && !IsShared(file.Path)))
        {
            if (imported.Contains(TreePath.NameOf(file.Path)) || (imported.Contains(DotNetFile.AnyName) && !IsProject(file.Path)))
            {
                var problems = draft.ProblemsOf(file.Path);
                problems.Error(
                    "import",
                    $"it refers to projects for whoever imports it",
                    "Write the references in the projects, or in a Directory.Build.props.",
                    0
                );
                draft.Keep(problems);
            }
        }
    }

    private static SuppliedComponent Project(string path, bool isTest) =>
        new(path)
        {
            Folder = TreePath.FolderOf(path),
            StandsFor = RepoPath.Parse(path),
            Criticality = isTest ? Impact.Criticality.Low : null,
        };

    private static bool IsTest(string path, XmlElement root) =>
        ChangeKinds.Of(RepoPath.Parse(path)).Contains(ChangeKind.Test)
        || root.All("IsTestProject").Any(element => element.Text.Trim().Equals("true", StringComparison.OrdinalIgnoreCase))
        || root.All("PackageReference").Any(element => element["Include"] == "Microsoft.NET.Test.Sdk");
}
