// The folders that a path begins with: how figures call a place of a repository.
using Countersign.Changes;

namespace Countersign.Adapters.Git.Past;

public static class PathFolder
{
    /// <summary>Folders of two names: deep enough to tell teams apart, wide enough that somebody has been there.</summary>
    public const int Usual = 2;

    /// <summary>"src/core/", or "the top folder".</summary>
    public static string Said(RepoPath path, int depth = Usual)
    {
        var length = Length(path.Bytes, depth);
        return length == 0 ? "the top folder" : RepoPath.FromBytes(path.Bytes[..length]).Text + "/";
    }

    /// <summary>Of the first folders, or of as many as there are; without the last slash.</summary>
    internal static int Length(ReadOnlySpan<byte> path, int depth = Usual)
    {
        var length = 0;
        for (var at = 0; at < depth && path[(length + 1)..].IndexOf((byte)'/') is var slash and >= 0; at++)
        {
            length += slash + 1;
        }

        return length;
    }
}
