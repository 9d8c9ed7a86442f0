// What somebody may mean by a path on a command line: seen from where they stand, or from the top of the repository.
namespace Countersign.Cli.Workbench;

internal static class WrittenPath
{
    /// <summary>Likeliest first, with slashes and from the top; "." is the top itself.</summary>
    public static IEnumerable<string> Candidates(string written, Desk desk, string folder)
    {
        if (desk.Repository.WorkTree is { } top && !written.Contains('\0', StringComparison.Ordinal))
        {
            var here = Path.GetRelativePath(top, Path.GetFullPath(written, folder)).Replace(Path.DirectorySeparatorChar, '/');
            if (here.Length > 0 && !here.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(here))
            {
                yield return here;
            }
        }

        if (written.Trim('/').Length > 0)
        {
            yield return written.Trim('/');
        }
    }
}
