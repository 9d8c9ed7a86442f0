// Which steps of a line are known to have been bad: named by a later message, or by the list of incidents.
using Countersign.Changes;
using Countersign.Likelihood;

namespace Countersign.Adapters.Git.Past;

/// <param name="Unknown">Names that mean no commit, or several, of this history.</param>
public sealed record KnownBad(IReadOnlySet<ObjectId> Steps, int ByMessages, int ByIncidents, int Unknown);

/// <summary>A commit on a side branch counts for the step that brought it. Two processes, however long the history.</summary>
public static class KnownBadReader
{
    public static KnownBad Read(CleanRoom room, ObjectId tip, IncidentList incidents)
    {
        var (parents, blamed) = (new Dictionary<ObjectId, IReadOnlyList<ObjectId>>(), new List<string>());
        foreach (var commit in room.Commits([tip], []))
        {
            parents[commit.Id] = commit.Parents;
            blamed.AddRange(MessageMarks.Blamed(commit.Message));
        }

        var stepOf = StepOfEach(tip, parents);
        var names = parents.Keys.Select(id => id.Hex).Order(StringComparer.Ordinal).ToArray();
        var steps = new HashSet<ObjectId>();
        var unknown = 0;
        var byMessages = Count(blamed);
        var byIncidents = Count(incidents.Incidents.SelectMany(incident => incident.Changes));
        return new KnownBad(steps, byMessages, byIncidents, unknown);

        int Count(IEnumerable<string> named)
        {
            var before = steps.Count;
            foreach (var name in named.Distinct(StringComparer.Ordinal))
            {
                if (Find(names, name) is { } id)
                {
                    steps.Add(stepOf[id]);
                }
                else
                {
                    unknown++;
                }
            }

            return steps.Count - before;
        }
    }

    /// <summary>Oldest step first, so that a commit belongs to the step that brought it and not to one that merged it again.</summary>
    private static Dictionary<ObjectId, ObjectId> StepOfEach(ObjectId tip, Dictionary<ObjectId, IReadOnlyList<ObjectId>> parents)
    {
        var line = new List<ObjectId>();
        for (ObjectId? at = tip; at is { } id; at = parents[id] is [var first, ..] ? first : null)
        {
            line.Add(id);
        }

        var stepOf = line.ToDictionary(id => id, id => id);
        var open = new Stack<ObjectId>();
        foreach (var step in Enumerable.Reverse(line))
        {
            foreach (var side in parents[step].Skip(1))
            {
                open.Push(side);
            }

            while (open.TryPop(out var id))
            {
                if (stepOf.TryAdd(id, step))
                {
                    foreach (var parent in parents[id])
                    {
                        open.Push(parent);
                    }
                }
            }
        }

        return stepOf;
    }

    /// <summary>The one commit whose id begins so.</summary>
    private static ObjectId? Find(string[] names, string prefix)
    {
        var at = Array.BinarySearch(names, prefix, StringComparer.Ordinal);
        at = at < 0 ? ~at : at;
        return
            at < names.Length
            && names[at].StartsWith(prefix, StringComparison.Ordinal)
            && (at + 1 == names.Length || !names[at + 1].StartsWith(prefix, StringComparison.Ordinal))
            ? ObjectId.Parse(names[at])
            : null;
    }
}
