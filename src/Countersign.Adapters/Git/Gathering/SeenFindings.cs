// What the gate saw of AI assistance in earlier versions of a change: once seen, it stays seen.
using Countersign.Cases;
using Countersign.Changes;
using Countersign.People;
using Countersign.Provenance;

namespace Countersign.Adapters.Git.Gathering;

/// <summary>An amended message or a squash takes a sign away from the commits, not from the heads and landings that the gate keeps.</summary>
internal sealed class SeenFindings(CleanRoom room, RecordSources sources, Roster roster, SignalSet signals)
{
    public IReadOnlyList<AssistanceFinding> Read(ChangeRecords records, Arrival arrival)
    {
        var ids = records.ChangeIds.ToHashSet();
        var offered = records.Of<PatchSet>().Select(pair => pair.Statement.Head).Where(sources.Heads.ContainsKey);
        var kept = sources.Heads.Where(head => ids.Contains(head.Value)).Select(head => head.Key);
        var heads = offered.Concat(kept).Where(head => head != arrival.Head).Distinct().ToList();
        var landed = sources
            .Landings.Where(pair => pair.Landing.Subject.Change is { } change && ids.Contains(change))
            .SelectMany(pair => pair.Landing.Findings);
        var offers = Commits(heads, arrival.Tip).SelectMany(commit => SignalReader.Read(CommitReader.Claim(commit), roster, signals));
        return [.. landed.Concat(offers).Distinct()];
    }

    /// <summary>A head that cannot be read was never read by the gate either; nobody closes it for a change by offering such a head beside it.</summary>
    private IEnumerable<Commit> Commits(IReadOnlyList<ObjectId> heads, ObjectId tip)
    {
        try
        {
            return heads.Count == 0 ? [] : [.. room.Commits(heads, tip.IsZero ? [] : [tip])];
        }
        catch (GitFault)
        {
            return heads.Count == 1 ? [] : [.. heads.SelectMany(head => Commits([head], tip)).DistinctBy(commit => commit.Id)];
        }
    }
}
