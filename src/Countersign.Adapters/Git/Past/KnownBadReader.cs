// Which steps of a line are known to have been bad, read from the line on its own.
using Countersign.Changes;
using Countersign.Likelihood;

namespace Countersign.Adapters.Git.Past;

/// <param name="ByMessages">How many a later message names.</param>
/// <param name="ByIncidents">How many more the list of incidents names.</param>
/// <param name="Unknown">Names that mean no commit of this history; one that means several stands for each of them.</param>
public sealed record KnownBad<T>(IReadOnlySet<T> Steps, int ByMessages, int ByIncidents, int Unknown);

/// <summary>A commit on a side branch counts for the step that brought it. Two processes, however long the history.</summary>
public static class KnownBadReader
{
    public static KnownBad<ObjectId> Read(CleanRoom room, ObjectId tip, IncidentList incidents)
    {
        var parents = new Dictionary<ObjectId, IReadOnlyList<ObjectId>>();
        var blamed = new List<(ObjectId By, IReadOnlyList<string> Names)>();
        foreach (var commit in room.Commits([tip], []))
        {
            parents[commit.Id] = commit.Parents;
            if (MessageMarks.Blamed(commit.Message) is { Count: > 0 } named)
            {
                blamed.Add((commit.Id, named));
            }
        }

        var line = LineOf(tip, parents);
        var placeOf = PlaceOfEach(line, parents);
        var names = new BadNames();
        foreach (var (commit, place) in placeOf)
        {
            names.Add(StepHeader.Key(commit), place);
        }

        foreach (var (by, named) in blamed)
        {
            names.Name(named, placeOf[by]);
        }

        var found = names.Find(incidents);
        return new KnownBad<ObjectId>(
            found.ByMessages.Concat(found.ByIncidents).Select(place => line[place]).ToHashSet(),
            found.ByMessages.Count,
            found.ByIncidents.Count,
            found.Unknown
        );
    }

    /// <summary>Oldest first.</summary>
    private static List<ObjectId> LineOf(ObjectId tip, Dictionary<ObjectId, IReadOnlyList<ObjectId>> parents)
    {
        var line = new List<ObjectId>();
        for (ObjectId? at = tip; at is { } id; at = parents[id] is [var first, ..] ? first : null)
        {
            line.Add(id);
        }

        line.Reverse();
        return line;
    }

    /// <summary>Oldest step first, so that a commit belongs to the step that brought it and not to one that merged it again.</summary>
    private static Dictionary<ObjectId, int> PlaceOfEach(List<ObjectId> line, Dictionary<ObjectId, IReadOnlyList<ObjectId>> parents)
    {
        var placeOf = line.Select((id, place) => (id, place)).ToDictionary(one => one.id, one => one.place);
        var open = new Stack<ObjectId>();
        for (var place = 0; place < line.Count; place++)
        {
            foreach (var side in parents[line[place]].Skip(1))
            {
                open.Push(side);
            }

            while (open.TryPop(out var id))
            {
                if (placeOf.TryAdd(id, place))
                {
                    foreach (var parent in parents[id])
                    {
                        open.Push(parent);
                    }
                }
            }
        }

        return placeOf;
    }
}
