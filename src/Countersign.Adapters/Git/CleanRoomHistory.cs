// The clean room's questions about history: which commits, in which line.
using System.Globalization;
using System.Text;
using Countersign.Changes;

namespace Countersign.Adapters.Git;

public sealed partial class CleanRoom
{
    private const int CommitsAtOnce = 256;
    private const long LongestCommit = 8L << 20;

    public Commit ReadCommit(ObjectId id) => ReadCommits([id])[0];

    /// <summary>In the order asked for.</summary>
    /// <exception cref="GitFault">One of them is missing, broken, or no commit.</exception>
    public IReadOnlyList<Commit> ReadCommits(IReadOnlyList<ObjectId> ids)
    {
        var commits = new List<Commit>(ids.Count);
        using var raw = new MemoryStream();
        _objects.Each(
            ids,
            (id, kind, size, piece) =>
            {
                if (kind != ObjectKind.Commit || size > LongestCommit)
                {
                    throw new GitFault(
                        kind == ObjectKind.Commit ? $"commit {id} has {size} bytes" : $"object {id} is not a commit",
                        "git cat-file",
                        exitCode: 0
                    );
                }

                if (!piece.IsEmpty)
                {
                    raw.Write(piece);
                    return;
                }

                commits.Add(
                    Commit.TryRead(id, raw.GetBuffer().AsSpan(0, (int)raw.Length), out var commit, out var problem)
                        ? commit!
                        : throw new GitFault(problem, "git cat-file", exitCode: 0)
                );
                raw.SetLength(0);
            }
        );
        return commits;
    }

    /// <summary>Every commit reached on any parent from the included ones and not from the excluded ones, children first; streamed.</summary>
    public IEnumerable<Commit> Commits(IReadOnlyList<ObjectId> include, IReadOnlyList<ObjectId> exclude)
    {
        foreach (var round in CommitIds(include, exclude).Chunk(CommitsAtOnce))
        {
            foreach (var commit in ReadCommits(round))
            {
                yield return commit;
            }
        }
    }

    public IEnumerable<ObjectId> CommitIds(IReadOnlyList<ObjectId> include, IReadOnlyList<ObjectId> exclude)
    {
        foreach (var line in Walk(["--topo-order"], include, exclude))
        {
            yield return ObjectId.TryParse(line, out var id) ? id : throw GitFault.Unreadable("git rev-list", "a line is no object id");
        }
    }

    /// <summary>From a commit up to another by first parents alone, as a guarded branch must move.</summary>
    public FirstParentLine FirstParentChain(ObjectId from, ObjectId to)
    {
        if (from == to)
        {
            return new FirstParentLine.OnLine([]);
        }

        var steps = new List<ObjectId>();
        ObjectId? below = null;
        foreach (var line in Walk(["--first-parent", "--parents"], [to], [from]))
        {
            var ids = line.Split(' ');
            steps.Add(ObjectId.Parse(ids[0]));
            below = ids.Length > 1 ? ObjectId.Parse(ids[1]) : null;
        }

        steps.Reverse();
        return below == from ? new FirstParentLine.OnLine(steps) : new FirstParentLine.NotOnLine();
    }

    /// <summary>The first-parent line that ends at a commit, newest first; without what <paramref name="without"/> has already. Streamed.</summary>
    public IEnumerable<ObjectId> FirstParentHistory(ObjectId tip, ObjectId? without = null)
    {
        foreach (var line in Walk(["--first-parent"], [tip], without is { } known ? [known] : []))
        {
            yield return ObjectId.Parse(line);
        }
    }

    /// <summary>The same line with the seconds that each committer's clock showed.</summary>
    public IEnumerable<(ObjectId Step, long Committed)> FirstParentTimes(ObjectId tip)
    {
        foreach (var line in Walk(["--first-parent", "--timestamp"], [tip], []))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var isRead = long.TryParse(line.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds);
            yield return (ObjectId.Parse(line[(space + 1)..]), isRead ? seconds : long.MaxValue);
        }
    }

    private IEnumerable<string> Walk(IReadOnlyList<string> options, IReadOnlyList<ObjectId> include, IReadOnlyList<ObjectId> exclude)
    {
        if (include.Count == 0)
        {
            yield break;
        }

        var input = new StringBuilder();
        foreach (var id in include)
        {
            input.Append(id.Hex).Append('\n');
        }

        foreach (var id in exclude)
        {
            input.Append('^').Append(id.Hex).Append('\n');
        }

        using var process = _git.Start(Surroundings, ["rev-list", .. options, "--stdin"]);
        process.Arm();
        process.Feed(Encoding.ASCII.GetBytes(input.ToString()));
        using var lines = new StreamReader(process.Output, Encoding.ASCII);
        while (lines.ReadLine() is { } line)
        {
            process.Arm();
            yield return line;
        }

        process.Expect();
    }
}
