// What earlier versions of a change were: the heads that the gate kept, and what their landings and messages showed.
using Countersign.Cases;
using Countersign.Changes;
using Countersign.People;
using Countersign.Provenance;

namespace Countersign.Adapters.Git.Gathering;

/// <param name="Heads">Of earlier versions; the present one is not among them.</param>
/// <param name="Lineage">Their commits, for which tools may have recorded something.</param>
internal sealed record EarlierVersions(
    IReadOnlyList<ObjectId> Heads,
    IReadOnlyList<Lineage> Lineage,
    IReadOnlyList<AssistanceFinding> Landed,
    IReadOnlyList<AssistanceFinding> Declared
);

/// <summary>
/// Once seen, it stays seen: an amend or a squash takes a sign or a note away from the commits, not from the heads and landings that the
/// gate keeps.
/// </summary>
internal sealed class SeenFindings(CleanRoom room, RecordSources sources, Roster roster, SignalSet signals)
{
    public EarlierVersions Read(ChangeRecords records, Arrival arrival)
    {
        var ids = records.ChangeIds.ToHashSet();
        var offered = records.Of<PatchSet>().Select(pair => pair.Statement.Head).Where(sources.Heads.ContainsKey);
        var kept = sources.Heads.Where(head => ids.Contains(head.Value)).Select(head => head.Key);
        var heads = offered.Concat(kept).Where(head => head != arrival.Head).Distinct().ToList();
        var commits = Commits(heads, arrival.Tip);
        return new EarlierVersions(
            heads,
            [.. commits.Select(commit => new Lineage(commit.Id, commit.Parents))],
            [
                .. sources
                    .Landings.Where(pair => pair.Landing.Subject.Change is { } change && ids.Contains(change))
                    .SelectMany(pair => pair.Landing.Findings)
                    .Distinct(),
            ],
            [.. commits.SelectMany(commit => SignalReader.Read(CommitReader.Claim(commit), roster, signals))]
        );
    }

    /// <summary>A head that cannot be read was never read by the gate either; nobody closes it for a change by offering such a head beside it.</summary>
    private IReadOnlyList<Commit> Commits(IReadOnlyList<ObjectId> heads, ObjectId tip)
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
