// What one file of MSBuild says: the projects that it refers to, and the files that it imports.
using System.Buffers;
using Countersign.Documents;

namespace Countersign.Impact.Sources;

/// <param name="References">Those that could be followed; the others are problems of the file.</param>
/// <param name="Imports">Names of files that it imports, or <see cref="AnyName"/>.</param>
internal sealed record DotNetFile(
    string Path,
    bool RefersToProjects,
    IReadOnlyList<(IReadOnlyList<string> Projects, int Line)> References,
    IReadOnlyList<string> Imports
)
{
    /// <summary>Of an import whose name is a variable.</summary>
    public const string AnyName = "*";

    private static readonly SearchValues<char> s_computed = SearchValues.Create("$*?@%()'");

    /// <param name="known">What the repository has.</param>
    public static DotNetFile Read(string path, XmlElement root, DotNetProjects known, ProblemList problems)
    {
        var isProject = DotNetSource.IsProject(path);
        var isFollowed = isProject || DotNetSource.IsShared(path);
        var references = new List<(IReadOnlyList<string>, int)>();
        var refers = false;
        foreach (var reference in root.All("ProjectReference"))
        {
            foreach (var written in (reference["Include"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                refers = true;
                var found = isFollowed && Target(path, written, isProject) is { } target ? known.At(target) : [];
                references.Add((found, reference.Line));
                if (isFollowed && found.Count == 0)
                {
                    problems.Error(
                        "project-reference",
                        $"it refers to '{Fields.Cut(written)}', which cannot be followed",
                        "Write the path of a project in this repository, without a variable or wildcard.",
                        reference.Line
                    );
                }
            }
        }

        // An import with a name of an SDK is not of this repository.
        var imports = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var import in root.All("Import").Where(import => import["Sdk"] is null))
        {
            var written = import["Project"] ?? "";
            imports.Add(NameOf(written));
            var target = Target(path, written, isProject);
            var owners = target is null ? [] : known.OwnersOf(target);
            refers |= owners.Count > 0;
            if (isFollowed)
            {
                references.Add((owners, import.Line));
            }

            if (target is null && known.HasItems(NameOf(written)))
            {
                problems.Error(
                    "import",
                    $"{Fields.Cut(path)} imports '{Fields.Cut(written)}', which cannot be followed and may be shared items",
                    "Write the path of the .projitems file without a variable.",
                    import.Line
                );
            }

            if (target is { Length: > 0 } && !DotNetSource.Reads(target) && NameOf(written) != AnyName)
            {
                problems.Error(
                    "import",
                    $"it imports '{Fields.Cut(written)}', which is not read",
                    "Give it the ending .props or .targets.",
                    import.Line
                );
            }
        }

        return new DotNetFile(path, refers, references, [.. imports]);
    }

    private static string? Target(string path, string written, bool isProject) =>
        TreePath.Resolve(
            TreePath.FolderOf(path),
            written
                .Replace("$(MSBuildThisFileDirectory)", "./", StringComparison.OrdinalIgnoreCase)
                .Replace("$(MSBuildProjectDirectory)", isProject ? "." : "$(?)", StringComparison.OrdinalIgnoreCase)
        );

    private static string NameOf(string import)
    {
        var name = TreePath.NameOf(import.Trim().Replace('\\', '/'));
        return name.AsSpan().IndexOfAny(s_computed) >= 0 ? AnyName : name;
    }
}
