// Which ref a change asks to enter, and where its tip is as far as this clone knows.
using Countersign.Adapters.Git;
using Countersign.Changes;

namespace Countersign.Cli.Workbench;

/// <param name="Ref">The full name at the gate, such as refs/heads/main.</param>
/// <param name="Remote">Null where the gate's repository is this one.</param>
public sealed record Target(string Ref, ObjectId Tip, string? Remote)
{
    private static readonly string[] s_usual = ["main", "master", "trunk"];

    /// <summary>
    /// What --base or --to names, else what the remote's HEAD names, else the usual branch. A remote-tracking name such as
    /// origin/main stands for the branch it tracks.
    /// </summary>
    /// <exception cref="UsageProblem">Nothing like it exists.</exception>
    public static Target Find(GitRepository repository, string? named)
    {
        var refs = repository.Refs().ToDictionary(reference => reference.Name, StringComparer.Ordinal);
        var remote =
            repository.OwnConfig("countersign.remote")
            ?? (refs.Keys.Any(name => name.StartsWith("refs/remotes/origin/", StringComparison.Ordinal)) ? "origin" : null);
        var candidates = named is not null ? [named] : Usual(refs, remote);
        foreach (var candidate in candidates)
        {
            if (Resolve(refs, candidate, remote) is { } target)
            {
                return target;
            }
        }

        if (named is not null && repository.ResolveCommit(named) is { } commit)
        {
            return new Target(
                Usual(refs, remote).Select(name => Resolve(refs, name, remote)).FirstOrDefault(target => target is not null)?.Ref
                    ?? "refs/heads/main",
                commit,
                remote
            );
        }

        throw new UsageProblem(
            named is null
                ? "there is no branch yet that a change could enter; commit once, or name it with --base"
                : $"there is no branch '{Terminal.Visible.Text(named)}' here; fetch it, or name another with --base"
        );
    }

    private static List<string> Usual(Dictionary<string, GitRef> refs, string? remote)
    {
        var usual = new List<string>();
        if (remote is not null && refs.TryGetValue($"refs/remotes/{remote}/HEAD", out var head) && head.Target is { } target)
        {
            usual.Add(target[$"refs/remotes/{remote}/".Length..]);
        }

        usual.AddRange(s_usual);
        return usual;
    }

    private static Target? Resolve(Dictionary<string, GitRef> refs, string name, string? remote)
    {
        var branch =
            name.StartsWith("refs/heads/", StringComparison.Ordinal) ? name["refs/heads/".Length..]
            : remote is not null && name.StartsWith($"{remote}/", StringComparison.Ordinal) ? name[(remote.Length + 1)..]
            : remote is not null && name.StartsWith($"refs/remotes/{remote}/", StringComparison.Ordinal) ? name[($"refs/remotes/{remote}/".Length)..]
            : name;
        return remote is not null && refs.TryGetValue($"refs/remotes/{remote}/{branch}", out var tracking)
                ? new Target($"refs/heads/{branch}", tracking.Id, remote)
            : refs.TryGetValue($"refs/heads/{branch}", out var local) ? new Target(local.Name, local.Id, remote)
            : null;
    }
}
