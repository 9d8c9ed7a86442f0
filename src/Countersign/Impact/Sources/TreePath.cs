// Paths inside a repository as its own files write them: relative, with slashes either way, never above the root.
using Countersign.Changes;

namespace Countersign.Impact.Sources;

internal static class TreePath
{
    /// <summary>"" for a file at the root.</summary>
    public static string FolderOf(string file) => file.LastIndexOf('/') is var at and >= 0 ? file[..at] : "";

    public static string NameOf(string file) => file[(file.LastIndexOf('/') + 1)..];

    /// <summary>The file's folder, the one above it, and so on to "" for the top.</summary>
    public static IEnumerable<string> FoldersAbove(string file)
    {
        for (var folder = FolderOf(file); folder.Length > 0; folder = FolderOf(folder))
        {
            yield return folder;
        }

        yield return "";
    }

    public static bool IsBeneath(string path, string folder) => folder.Length == 0 || path.StartsWith(folder + "/", StringComparison.Ordinal);

    public static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    /// <summary>Ordinary text from inside a file as <see cref="RepoPath.Text"/> has it; "" stays.</summary>
    public static string Escaped(string plain) =>
        plain.Length == 0 || plain.Contains('\0', StringComparison.Ordinal) ? plain : RepoPath.Of(plain).Text;

    /// <summary>Null where the path leaves the repository, is absolute or holds a variable.</summary>
    public static string? Resolve(string folder, string written)
    {
        var path = written.Trim().Replace('\\', '/');
        if (
            path.StartsWith('/')
            || path.Contains("$(", StringComparison.Ordinal)
            || path.Contains(':', StringComparison.Ordinal)
            || path.Contains('\0', StringComparison.Ordinal)
        )
        {
            return null;
        }

        var parts = new List<string>(folder.Length == 0 ? [] : folder.Split('/'));
        foreach (var part in path.Split('/'))
        {
            if (part == "..")
            {
                if (parts.Count == 0)
                {
                    return null;
                }

                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "."))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }
}
