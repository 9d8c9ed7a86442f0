// Which lock files are understood, and how two versions of one are compared.
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Impact.Sources;

namespace Countersign.Impact.Locks;

/// <summary>A file of one commit, for a lock that needs more than itself: a project file, a package.json.</summary>
public sealed record LockNeighbour(string Path, Node Content)
{
    private NuGetUses? _uses;

    /// <summary>Walked once, however many central files ask.</summary>
    internal NuGetUses Uses => _uses ??= NuGetUses.Of(Content);
}

/// <summary>What stood on one side of the change.</summary>
/// <param name="Text">The lock file as text; null where there is none.</param>
/// <param name="Content">The same as nodes, for forms that are JSON, YAML or XML.</param>
public sealed record LockSide(string? Text, Parsed<Node>? Content, IReadOnlyList<LockNeighbour> Neighbours);

public static class LockFiles
{
    public const string Npm = "package-lock.json";
    public const string NpmShrinkwrap = "npm-shrinkwrap.json";
    public const string Pnpm = "pnpm-lock.yaml";
    public const string Yarn = "yarn.lock";
    public const string NuGet = "packages.lock.json";
    public const string Central = DotNetSource.CentralPackages;

    /// <summary>The names of lock files of sources that the catalog names.</summary>
    public static bool IsRead(string path, GraphSources sources) =>
        TreePath.NameOf(path) switch
        {
            Npm or NpmShrinkwrap or Pnpm or Yarn => sources.Npm,
            NuGet or Central => sources.DotNet,
            _ => false,
        };

    /// <summary>Whether comparing the lock file needs this other file among its <see cref="LockSide.Neighbours"/>.</summary>
    public static bool NeedsNeighbour(string path, string other) =>
        TreePath.NameOf(path) switch
        {
            Yarn => TreePath.NameOf(other) == NpmSource.Package,
            Central => DotNetSource.Reads(other) && (!DotNetSource.IsProject(other) || TreePath.IsBeneath(other, TreePath.FolderOf(path))),
            NuGet => DotNetSource.IsProject(other) && TreePath.FolderOf(other) == TreePath.FolderOf(path),
            _ => false,
        };

    /// <summary>A yarn.lock that is YAML; Yarn itself reads one with the header of version 1 in that form.</summary>
    public static bool IsYarnBerry(string path, string text) =>
        TreePath.NameOf(path) == Yarn
        && text.Contains("__metadata", StringComparison.Ordinal)
        && !text.Contains(YarnLock.Header, StringComparison.OrdinalIgnoreCase);

    /// <param name="projects">Whatever file either side has that may be a project's.</param>
    public static LockUse Compare(string path, LockSide before, LockSide after, IEnumerable<RepoPath> projects) =>
        Compare(path, before, after) is var use && use.Why is null ? use : use with { Users = Could(projects, path) };

    /// <summary>One answer for several that nobody compares: each stands for every project beneath any of them.</summary>
    public static IReadOnlyList<LockUse> NotCompared(IReadOnlyList<string> paths, string why, IEnumerable<RepoPath> projects)
    {
        var users = Could(projects, [.. paths]);
        return [.. paths.Select(path => LockUse.NotTold(path, why) with { Users = users })];
    }

    /// <summary>Projects beneath a lock file's folder, of the tool that reads it.</summary>
    private static IReadOnlyList<RepoPath> Could(IEnumerable<RepoPath> projects, params HashSet<string> locks)
    {
        var npm = Folders([Npm, NpmShrinkwrap, Pnpm, Yarn]);
        var dotnet = Folders([NuGet, Central]);
        return
        [
            .. projects
                .Where(project =>
                    IsBeneath(
                        project.Text,
                        TreePath.NameOf(project.Text) == NpmSource.Package ? npm
                            : IsDotNet(project.Text) ? dotnet
                            : []
                    )
                )
                .Distinct()
                .Order(),
        ];

        HashSet<string> Folders(string[] names) =>
            locks.Where(path => names.Contains(TreePath.NameOf(path))).Select(TreePath.FolderOf).ToHashSet(StringComparer.Ordinal);
        static bool IsBeneath(string project, HashSet<string> folders) => folders.Count > 0 && TreePath.FoldersAbove(project).Any(folders.Contains);
        static bool IsDotNet(string project) => DotNetSource.IsProject(project) || DotNetSource.IsLeaf(project);
    }

    private static LockUse Compare(string path, LockSide before, LockSide after)
    {
        if (before.Text is null || after.Text is null)
        {
            return LockUse.NotTold(path, before.Text is null ? "it is new" : "it is gone");
        }

        var folder = TreePath.FolderOf(path);
        return Read(path, folder, before) is { } old && Read(path, folder, after) is { } now
            ? LockUse.Between(path, old, now)
            : LockUse.NotTold(path, "it is not of a form that is understood");
    }

    private static LockGraph? Read(string path, string folder, LockSide side)
    {
        var name = TreePath.NameOf(path);
        if (name == Yarn && !IsYarnBerry(path, side.Text!))
        {
            return YarnLock.Read(side.Text!, Asked(folder, side.Neighbours), side.Neighbours.Any(HasResolutions));
        }

        return side.Content?.Match<Node?>((node, _) => node, _ => null) is not { } node
            ? null
            : name switch
            {
                Yarn => YarnBerryLock.Is(node) ? YarnBerryLock.Read(node, folder, side.Neighbours.Any(HasResolutions)) : null,
                Npm or NpmShrinkwrap => NpmLock.Read(node, folder),
                Pnpm => PnpmLock.Read(node, folder),
                NuGet => NuGetLock.Read(node, side.Neighbours.Select(file => file.Path)),
                _ => NuGetLock.ReadCentral(node, folder, side.Neighbours),
            };
    }

    private static bool HasResolutions(LockNeighbour file) =>
        TreePath.NameOf(file.Path) == NpmSource.Package && (file.Content as Node.Mapping)?["resolutions"] is Node.Mapping { Entries.Count: > 0 };

    /// <summary>Every package.json beneath the lock file's folder by its path, and the ranges it asks for.</summary>
    private static Dictionary<string, IReadOnlyList<string>> Asked(string folder, IReadOnlyList<LockNeighbour> neighbours)
    {
        string[] kinds = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];
        var asked = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var file in neighbours.Where(file => TreePath.NameOf(file.Path) == NpmSource.Package && TreePath.IsBeneath(file.Path, folder)))
        {
            asked[file.Path] =
            [
                .. kinds
                    .SelectMany(kind => (file.Content as Node.Mapping)?[kind] is Node.Mapping named ? named.Entries : [])
                    .Where(entry => entry.Value is Node.Scalar)
                    .Select(entry => $"{entry.Key}@{((Node.Scalar)entry.Value).Text}"),
            ];
        }

        return asked;
    }
}
