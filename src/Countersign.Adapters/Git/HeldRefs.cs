// All refs as they stood at one moment, for commands that only read: one answer of Git instead of many.
using System.Buffers;
using Countersign.Changes;

namespace Countersign.Adapters.Git;

internal sealed class HeldRefs(IReadOnlyList<GitRef> all, string gitDir)
{
    private static readonly SearchValues<char> s_plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_-");
    private readonly Dictionary<string, GitRef> _byName = all.ToDictionary(static reference => reference.Name, StringComparer.Ordinal);

    public ObjectId? Find(string fullName) => _byName.TryGetValue(fullName, out var found) ? found.Id : null;

    /// <summary>As for-each-ref reads a prefix: the ref itself, or whatever stands below it.</summary>
    public IReadOnlyList<GitRef> Beneath(string prefix)
    {
        var folder = prefix.EndsWith('/') ? prefix : prefix + "/";
        return [.. all.Where(reference => reference.Name == prefix || reference.Name.StartsWith(folder, StringComparison.Ordinal))];
    }

    /// <summary>
    /// The tip of the branch that a short name means where nothing else bears that name; null where Git has to be asked: another ref
    /// or a file such as HEAD bears it too, it could be an object's id, or it is more than a name.
    /// </summary>
    public ObjectId? OnlyBranch(string name)
    {
        if (
            name.Length is 0 or 40 or 64
            || name[0] is '-' or '/'
            || name.AsSpan().ContainsAnyExcept(s_plain)
            || Path.Exists(Path.Combine(gitDir, name))
        )
        {
            return null;
        }

        string[] others = [$"refs/{name}", $"refs/tags/{name}", $"refs/remotes/{name}", $"refs/remotes/{name}/HEAD"];
        return others.Any(_byName.ContainsKey) ? null : Find($"refs/heads/{name}");
    }
}
