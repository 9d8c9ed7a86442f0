// Asks the gate about every part as it would be asked: on a target that the parts before it have entered.
using Countersign.Adapters.Git.Gathering;
using Countersign.Changes;

namespace Countersign.Adapters.Git.Splitting;

/// <summary><paramref name="Judged"/> is null beyond the number of parts that are judged, and after one that does not merge.</summary>
public sealed record JudgedPart(WrittenPart Written, JudgedChange? Judged);

public sealed class SeriesJudge(CleanRoom room, ChangeJudge judge)
{
    public const int MostParts = 60;

    /// <param name="sourceOf">The full name of the ref that a part would come from.</param>
    public IReadOnlyList<JudgedPart> Judge(IReadOnlyList<WrittenPart> parts, ObjectId start, Arrival arrival, Func<WrittenPart, string> sourceOf)
    {
        using var objects = new GitObjectsWriter(room);
        var judged = new List<JudgedPart>();
        ObjectId? tip = arrival.Tip;
        var before = start;
        foreach (var part in parts)
        {
            if (tip is not { } entered || part.Number > MostParts)
            {
                judged.Add(new JudgedPart(part, null));
                continue;
            }

            var arrives = arrival with { Tip = entered, Head = part.Commit, SourceRef = sourceOf(part) };
            judged.Add(new JudgedPart(part, judge.Judge(arrives)));
            tip = entered == before ? part.Commit : Landed(objects, entered, part.Commit);
            before = part.Commit;
        }

        return judged;
    }

    private ObjectId? Landed(GitObjectsWriter objects, ObjectId tip, ObjectId part)
    {
        var who = room.ReadCommit(part).Committer;
        return room.Merge(tip, part)
            .Match<ObjectId?>(tree => objects.CommitTree(tree, new NewCommit([tip, part], "entered", who, who)).Id, (_, _) => null);
    }
}
