// A hook as a file that Git runs: there or not, and written whole.
using System.Text;

namespace Countersign.Adapters.Git;

internal static class HookFile
{
    /// <summary>Also true for a link that leads nowhere.</summary>
    public static bool Stands(string file) => File.Exists(file) || new FileInfo(file).LinkTarget is not null;

    public static string Home(string path) =>
        path.StartsWith("~/", StringComparison.Ordinal)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..])
            : path;

    /// <summary>Beside it first, then in its place, so that no push meets half a hook.</summary>
    public static void Write(string file, string text)
    {
        var beside = $"{file}.{Guid.NewGuid():N}";
        File.WriteAllBytes(beside, Encoding.UTF8.GetBytes(text));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(beside, (UnixFileMode)0b111_101_101);
        }

        File.Move(beside, file, overwrite: true);
    }
}
