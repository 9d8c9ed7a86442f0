// Which commits of the original change stand behind a part: those that touched its paths, and those nobody can tell apart.
using Countersign.Changes;
using Countersign.Splitting;

namespace Countersign.Adapters.Git.Splitting;

public sealed class PartMakers
{
    /// <summary>Beyond this many commits all of them stand behind every part.</summary>
    private const int MostCommits = 300;

    /// <summary>Newest first; null paths for a commit that stands behind every part.</summary>
    private readonly List<(Commit Commit, HashSet<RepoPath>? Paths)> _commits = [];

    public PartMakers(CleanRoom room, IReadOnlyList<Commit> commits, IReadOnlyCollection<RepoPath> changed)
    {
        var net = changed.ToHashSet();
        foreach (var commit in commits)
        {
            if (commit.IsMerge && IsClean(room, commit))
            {
                continue;
            }

            HashSet<RepoPath>? paths = null;
            if (commit.Parents.Count == 1 && commits.Count <= MostCommits)
            {
                paths = room.Compare(room.TreeOf(commit.Parents[0]), commit.Tree, countLines: false).Select(file => file.Path).ToHashSet();

                // What stood at a path that the change no longer has may have gone into any of its files.
                paths = paths.IsSubsetOf(net) ? paths : null;
            }

            _commits.Add((commit, paths));
        }

        if (_commits.Count == 0)
        {
            _commits.AddRange(commits.Take(1).Select(commit => (commit, (HashSet<RepoPath>?)null)));
        }
    }

    /// <summary>Newest first; never empty.</summary>
    public IReadOnlyList<Commit> Behind(SeriesPart part)
    {
        var paths = part.Paths;
        var behind = _commits.Where(pair => pair.Paths is null || pair.Paths.Overlaps(paths)).Select(pair => pair.Commit).ToList();
        return behind.Count > 0 ? behind : [.. _commits.Select(pair => pair.Commit)];
    }

    private static bool IsClean(CleanRoom room, Commit commit) =>
        commit.Parents.Count == 2 && room.Merge(commit.Parents[0], commit.Parents[1]).Match(tree => tree == commit.Tree, (_, _) => false);
}
