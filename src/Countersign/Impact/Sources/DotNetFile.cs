// What one file of MSBuild says: the projects that it refers to, and the files that it imports.
using System.Buffers;
using Countersign.Documents;

namespace Countersign.Impact.Sources;

/// <param name="References">Those that could be followed; the others are problems of the file.</param>
/// <param name="Imports">Names of files that it imports, or <see cref="AnyName"/>.</param>
internal sealed record DotNetFile(
    string Path,
    bool RefersToProjects,
    IReadOnlyList<(string Project, int Line)> References,
    IReadOnlyList<string> Imports
)
{
    /// <summary>Of an import whose name is a variable.</summary>
    public const string AnyName = "*";

    private static readonly SearchValues<char> s_computed = SearchValues.Create("$*?@%()'");

    /// <param name="find">The project at a path, as the repository has it; null where there is none.</param>
    public static DotNetFile Read(string path, XmlElement root, Func<string, string?> find, ProblemList problems)
    {
        var isProject = DotNetSource.IsProject(path);
        var isFollowed = isProject || DotNetSource.IsShared(path);
        var references = new List<(string, int)>();
        var refers = false;
        foreach (var reference in root.All("ProjectReference"))
        {
            foreach (var written in (reference["Include"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                refers = true;
                if (isFollowed && Target(path, written, isProject) is { } target && find(target) is { } found)
                {
                    references.Add((found, reference.Line));
                }
                else if (isFollowed)
                {
                    problems.Error(
                        "project-reference",
                        $"{Fields.Cut(path)} refers to '{Fields.Cut(written)}', which cannot be followed",
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
            if (Target(path, written, isProject) is { Length: > 0 } target && !DotNetSource.Reads(target) && NameOf(written) != AnyName)
            {
                problems.Error(
                    "import",
                    $"{Fields.Cut(path)} imports '{Fields.Cut(written)}', which is not read",
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
