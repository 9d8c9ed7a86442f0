// The commits that merges brought, each for the step that brought it first; headers and messages only, in one process.
using Countersign.Changes;
using Countersign.Provenance;

namespace Countersign.Adapters.Git.Past;

internal sealed record SideCommit(ulong Key, IReadOnlyList<ulong> Parents, CommitSaying Saying)
{
    public bool IsMerge => Parents.Count > 1;
}

/// <summary>Ask for the steps of a line oldest first: a commit belongs to the step that brought it, not to one that merged it again.</summary>
internal sealed class SideCommits
{
    private readonly Dictionary<ulong, SideCommit> _left;

    private SideCommits(Dictionary<ulong, SideCommit> left) => _left = left;

    public static SideCommits Read(CleanRoom room, ObjectId tip, ObjectId? after, SignalSet signals)
    {
        var left = new Dictionary<ulong, SideCommit>();
        using var answer = new LogAnswer(room, ["--topo-order", "-s"], tip, after);
        ObjectId? line = tip;
        while (answer.Next(out var piece))
        {
            var header = answer.Header(piece);
            if (line == header.Id)
            {
                // On the line itself: the other process reads it. Children come before parents, so the line is met in its order.
                line = header.Parents.Count > 0 ? header.Parents[0] : null;
                continue;
            }

            var key = StepHeader.Key(header.Id);
            left[key] = new SideCommit(key, [.. header.Parents.Select(StepHeader.Key)], CommitSaying.Of(header.Claim, signals));
        }

        return new SideCommits(left);
    }

    public IReadOnlyList<SideCommit> BroughtBy(StepHeader step)
    {
        var brought = new List<SideCommit>();
        var open = new Stack<ulong>(step.Parents.Skip(1).Select(StepHeader.Key));
        while (open.TryPop(out var key))
        {
            if (_left.Remove(key, out var commit))
            {
                brought.Add(commit);
                foreach (var parent in commit.Parents)
                {
                    open.Push(parent);
                }
            }
        }

        return brought;
    }
}
