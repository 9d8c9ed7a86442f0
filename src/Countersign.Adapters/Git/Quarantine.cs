// Where receive-pack keeps pushed objects until its hook has said yes.
namespace Countersign.Adapters.Git;

/// <summary>Folders of objects: the ones just pushed, and those they build on besides the repository's own.</summary>
public sealed record Quarantine(string ObjectFolder, IReadOnlyList<string> Alternates)
{
    /// <summary>Null outside a hook of receive-pack.</summary>
    public static Quarantine? FromEnvironment() => FromEnvironment(Environment.GetEnvironmentVariable);

    public static Quarantine? FromEnvironment(Func<string, string?> variable)
    {
        if (variable("GIT_QUARANTINE_PATH") is not { Length: > 0 } path)
        {
            return null;
        }

        var folder = variable("GIT_OBJECT_DIRECTORY") is { Length: > 0 } set ? set : path;
        var others = (variable("GIT_ALTERNATE_OBJECT_DIRECTORIES") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return new Quarantine(Path.GetFullPath(folder), [.. others.Where(static other => other[0] != '"').Select(Path.GetFullPath)]);
    }
}
