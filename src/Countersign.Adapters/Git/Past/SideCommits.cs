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
    private const string Command = "git log";
    private const int LongestPiece = 8 << 20;
    private readonly Dictionary<ulong, SideCommit> _left;

    private SideCommits(Dictionary<ulong, SideCommit> left) => _left = left;

    public static SideCommits Read(CleanRoom room, ObjectId tip, ObjectId? after, SignalSet signals)
    {
        var left = new Dictionary<ulong, SideCommit>();
        using var process = room.Git.Start(
            room.Surroundings,
            ["log", "--topo-order", "-s", "-z", "--no-mailmap", "--no-color", StepHeader.Format, "--stdin"]
        );
        process.Arm();
        process.Feed(System.Text.Encoding.ASCII.GetBytes($"{tip.Hex}\n{(after is { } known ? $"^{known.Hex}\n" : "")}"));
        var reader = new ByteReader(process.Output, Command, LongestPiece);
        ObjectId? line = tip;
        while (reader.TryReadTo(0, out var piece))
        {
            process.Arm();
            var header = StepHeader.Read(piece.ToArray(), reader, Command);
            if (line == header.Id)
            {
                // On the line itself: the other process reads it. Children come before parents, so the line is met in its order.
                line = header.Parents.Count > 0 ? header.Parents[0] : null;
                continue;
            }

            var key = StepHeader.Key(header.Id);
            left[key] = new SideCommit(key, [.. header.Parents.Select(StepHeader.Key)], CommitSaying.Of(header.Claim, signals));
        }

        process.Expect();
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
