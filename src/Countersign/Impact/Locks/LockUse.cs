// What a change of a lock file means: which packages differ, and which projects of the repository use one of them.
using Countersign.Changes;
using Countersign.Graphs;

namespace Countersign.Impact.Locks;

/// <summary>
/// <paramref name="Users"/>: files of the projects that use a package that differs. Where the diff cannot be told <paramref name="Why"/> says why,
/// and they are all projects that could: whoever writes a lock file must not choose whether it is compared.
/// </summary>
public sealed record LockUse(string File, IReadOnlyList<string> Packages, IReadOnlyList<RepoPath> Users, string? Why)
{
    /// <summary>In words; empty where it was compared.</summary>
    public string NotCompared =>
        Why is null ? ""
        : Users.Count == 0 ? $"is not compared by package ({Why}), and no project is known beneath it"
        : $"is not compared by package ({Why}): it counts for {(Users.Count == 1 ? "the one project" : $"each of {Users.Count} projects")} that could use it";

    internal static LockUse NotTold(string file, string why) => new(file, [], [], why);

    /// <summary>Over the uses of both versions at once: who used what is gone is touched as well.</summary>
    internal static LockUse Between(string file, LockGraph before, LockGraph after)
    {
        if (before.Settings != after.Settings)
        {
            return NotTold(file, "it changes more than packages");
        }

        var keys = before.Entries.Keys.Union(after.Entries.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var numbers = keys.Select((key, at) => (key, at)).ToDictionary(pair => pair.key, pair => pair.at, StringComparer.Ordinal);
        var users = new List<int>();
        var used = new List<int>();
        var changed = new List<int>();
        for (var at = 0; at < keys.Count; at++)
        {
            var (old, now) = (before.Entries.GetValueOrDefault(keys[at]), after.Entries.GetValueOrDefault(keys[at]));
            if (old?.Print != now?.Print || !(old?.Uses ?? []).SequenceEqual(now?.Uses ?? [], StringComparer.Ordinal))
            {
                changed.Add(at);
            }

            foreach (var use in (old?.Uses ?? []).Concat(now?.Uses ?? []))
            {
                if (numbers.TryGetValue(use, out var other))
                {
                    users.Add(at);
                    used.Add(other);
                }
            }
        }

        LockEntry Entry(int at) => after.Entries.GetValueOrDefault(keys[at]) ?? before.Entries[keys[at]];
        var graph = DependencyGraph.Of(keys.Count, [.. users], [.. used]);
        var reached = new ReachSearch(graph).Everything([.. changed]).Nodes.ToArray().Select(Entry).ToList();
        if (reached.Exists(entry => entry.IsOutside))
        {
            return NotTold(file, "a project outside of the repository uses what differs");
        }

        IReadOnlyList<string> packages =
        [
            .. changed.Select(at => Entry(at).Package).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        IReadOnlyList<RepoPath> projects = [.. reached.Select(entry => entry.Project).OfType<RepoPath>().Distinct().Order()];
        return projects.Count == 0 && changed.Count > 0
            ? NotTold(file, "no project is known to use what differs") with
            {
                Packages = packages,
            }
            : new LockUse(file, packages, projects, null);
    }
}
