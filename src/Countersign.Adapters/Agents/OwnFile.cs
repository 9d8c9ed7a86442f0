// A file of the work tree that we read and write only where it really lies there: links lead out of a repository, and are not followed.
namespace Countersign.Adapters.Agents;

public static class OwnFile
{
    /// <summary>In words, what stands at this path instead of a plain file or nothing; null where all is well.</summary>
    /// <param name="path">From the top, with slashes.</param>
    public static string? Obstacle(string top, string path)
    {
        var parts = path.Split('/');
        for (var depth = 1; depth <= parts.Length; depth++)
        {
            var name = string.Join('/', parts.Take(depth));
            var entry = new FileInfo(Path.Combine(top, name));
            if (entry.LinkTarget is { } target)
            {
                return depth == parts.Length
                    ? $"is a link to {target}, and links are not followed"
                    : $"lies behind {name}, a link to {target}, and links are not followed";
            }

            var isFolder = Directory.Exists(entry.FullName);
            if (depth == parts.Length ? isFolder : entry.Exists)
            {
                return isFolder ? "is a folder and no file" : $"cannot lie beneath {name}, which is a file";
            }
        }

        return null;
    }
}
