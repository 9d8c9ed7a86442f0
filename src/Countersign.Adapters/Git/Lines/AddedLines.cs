// Which lines each of many commits added, counted in its own version of the files; one process for all that were not asked for before.
using System.Text;
using Countersign.Changes;
using Countersign.Provenance.LineRecords;

namespace Countersign.Adapters.Git.Lines;

/// <summary>
/// By commit and path, against the only parent; a root commit added everything. Merges add nothing of their own here: their
/// parents' commits are asked for by themselves. Nothing is followed through renames: a moved file's lines are new where it stands.
/// </summary>
public sealed class AddedLines(CleanRoom room)
{
    private readonly Dictionary<ObjectId, Dictionary<RepoPath, IReadOnlyList<LineRange>>> _known = [];

    public IReadOnlyDictionary<RepoPath, IReadOnlyList<LineRange>> FilesOf(ObjectId commit) => _known[commit];

    /// <summary>How many lines the commit added; the same lines that records are held against.</summary>
    public long Count(ObjectId commit) => _known[commit].Values.Sum(ranges => ranges.Sum(range => (long)range.Count));

    /// <returns>This, which from now on knows these commits.</returns>
    public AddedLines Of(IEnumerable<ObjectId> commits)
    {
        var asked = commits.Where(id => !_known.ContainsKey(id)).Distinct().ToList();
        if (asked.Count == 0)
        {
            return this;
        }

        using var process = room.Git.Start(room.Surroundings, ["diff-tree", "--stdin", "--root", "--no-renames", .. PatchWalk.Options]);
        process.Arm();
        process.Feed(Encoding.ASCII.GetBytes(string.Concat(asked.Select(id => id.Hex + "\n"))));
        var added = asked.ToDictionary(id => id, _ => new Dictionary<RepoPath, IReadOnlyList<LineRange>>());
        PatchWalk.Of(process, reader => Walk(reader, added, process.Arm));
        foreach (var (commit, files) in added)
        {
            _known[commit] = files;
        }

        return this;
    }

    private static PatchWalk Walk(ByteReader reader, Dictionary<ObjectId, Dictionary<RepoPath, IReadOnlyList<LineRange>>> added, Action alive)
    {
        Dictionary<RepoPath, IReadOnlyList<LineRange>>? files = null;
        List<LineRange>? ranges = null;
        return new PatchWalk(reader, alive)
        {
            Commit = commit => (files, ranges) = (added.GetValueOrDefault(commit), null),
            File = path =>
            {
                ranges = [];
                if (path is { } named && files is not null)
                {
                    files[named] = ranges;
                }
            },
            Hunk = hunk =>
            {
                if (hunk.Count > 0)
                {
                    ranges?.Add(new LineRange(hunk.First, hunk.First + hunk.Count - 1));
                }
            },
        };
    }
}
