// Reads .NET project files: which project refers to which, by ProjectReference as written.
using Countersign.Changes;
using Countersign.Documents;

namespace Countersign.Impact.Sources;

/// <summary>
/// No evaluation: conditions count as true, a wildcard, a variable that is not MSBuildThisFileDirectory or MSBuildProjectDirectory, and a
/// project that is not there leave the graph unknown. A project of tests is low. Source: MSBuild's project file format.
/// </summary>
public static class DotNetSource
{
    public const string CentralPackages = "Directory.Packages.props";

    private static readonly string[] s_endings = [".csproj", ".fsproj", ".vbproj"];
    private static readonly string[] s_shared = ["Directory.Build.props", "Directory.Build.targets"];

    public static bool IsProject(string path) => s_endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a file is one that this source reads.</summary>
    public static bool Reads(string path) => IsProject(path) || s_shared.Contains(TreePath.NameOf(path));

    /// <param name="files">Each an element as XmlNodes makes it.</param>
    public static SuppliedGraph Read(IReadOnlyCollection<SourceFile> files)
    {
        var draft = new SourceDraft(GraphSource.Projects);
        var known = files.Where(file => IsProject(file.Path)).ToLookup(file => file.Path, StringComparer.OrdinalIgnoreCase);
        var shared = new List<(string Folder, string File, XmlElement Root)>();
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            if (draft.NodeOf(file) is not { } node)
            {
                if (IsProject(file.Path))
                {
                    draft.Components.Add(Project(file.Path, isTest: false));
                }

                continue;
            }

            var root = new XmlElement(node);
            if (IsProject(file.Path))
            {
                draft.Components.Add(Project(file.Path, IsTest(file.Path, root)));
                References(file.Path, file.Path, root, known, draft);
            }
            else
            {
                shared.Add((TreePath.FolderOf(file.Path), file.Path, root));
            }
        }

        foreach (var (folder, file, root) in shared)
        {
            // What is written for all projects beneath a folder holds for each of them.
            foreach (var project in known.Select(group => group.Key).Where(project => !draft.IsFull && IsBeneath(project, folder)))
            {
                References(project, file, root, known, draft);
            }
        }

        return draft.Graph();
    }

    private static SuppliedComponent Project(string path, bool isTest) =>
        new(path)
        {
            Folder = TreePath.FolderOf(path),
            StandsFor = RepoPath.Of(path),
            Criticality = isTest ? Impact.Criticality.Low : null,
        };

    internal static bool IsBeneath(string path, string folder) => folder.Length == 0 || path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static bool IsTest(string path, XmlElement root) =>
        ChangeKinds.Of(RepoPath.Of(path)).Contains(ChangeKind.Test)
        || root.All("IsTestProject").Any(element => element.Text.Trim().Equals("true", StringComparison.OrdinalIgnoreCase))
        || root.All("PackageReference").Any(element => element["Include"] == "Microsoft.NET.Test.Sdk");

    private static void References(string project, string file, XmlElement root, ILookup<string, SourceFile> known, SourceDraft draft)
    {
        var problems = draft.ProblemsOf(file);
        foreach (var reference in root.All("ProjectReference"))
        {
            foreach (var written in (reference["Include"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var plain = written
                    .Replace("$(MSBuildThisFileDirectory)", "./", StringComparison.OrdinalIgnoreCase)
                    .Replace("$(MSBuildProjectDirectory)", file == project ? "." : "$(?)", StringComparison.OrdinalIgnoreCase);
                var target = TreePath.Resolve(TreePath.FolderOf(file), plain);
                if (target is not null && known[target].FirstOrDefault() is { } found)
                {
                    draft.Edge(project, found.Path, $"{file}:{reference.Line}");
                }
                else
                {
                    problems.Error(
                        "project-reference",
                        $"{Fields.Cut(file)} refers to '{Fields.Cut(written)}', which cannot be followed",
                        "Write the path of a project in this repository, without a variable or wildcard.",
                        reference.Line
                    );
                }
            }
        }

        draft.Keep(problems);
    }
}
