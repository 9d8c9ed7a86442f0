// Reads what was declared and recorded over a history, in rounds of commits, so that memory does not grow with it.
using System.Globalization;
using Countersign.Adapters.Git.Lines;
using Countersign.Changes;
using Countersign.Provenance;
using Countersign.Provenance.LineRecords;

namespace Countersign.Adapters.Git.Gathering;

/// <param name="Recorded">What tools recorded of its lines; null where none did.</param>
/// <param name="Added">Lines that it added, where they were asked for.</param>
public sealed record ReadCommit(ObjectId Id, DateTimeOffset When, IReadOnlyList<AssistanceFinding> Findings, LineShare? Recorded, long? Added);

public static class HistoryReading
{
    private const int Round = 500;

    /// <summary>Every commit reached on any parent, newest first; a forge's synthetic test merges are passed over.</summary>
    /// <param name="countLines">Compares each commit with its parent, which takes Git much longer than reading messages.</param>
    public static IEnumerable<ReadCommit> Read(
        CleanRoom room,
        IReadOnlyList<GitRef> lineRecords,
        Rulebook rulebook,
        ObjectId to,
        ObjectId? from,
        DateTimeOffset now,
        bool countLines = false
    )
    {
        var tools = new ToolRecords(room, lineRecords);
        var ofCommits = new CommitRecordReader(tools);
        foreach (var round in room.Commits([to], from is { } start ? [start] : []).Where(commit => !IsTestMerge(commit)).Chunk(Round))
        {
            var added = new AddedLines(room).Of(countLines ? round.Select(commit => commit.Id) : []);
            var recorded =
                lineRecords.Count == 0
                    ? new Dictionary<ObjectId, RecordedEvidence>()
                    : new LineRecordReader(tools, added, rulebook.Roster, now).ReadEach([
                        .. round.Select(commit => new Lineage(commit.Id, commit.Parents)),
                    ]);
            foreach (var commit in round)
            {
                var lines = recorded.GetValueOrDefault(commit.Id, RecordedEvidence.None);
                var declared = SignalReader.Read(CommitReader.Claim(commit), signals: rulebook.Signals);
                yield return new ReadCommit(
                    commit.Id,
                    DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(commit.Committer.UnixTime, 0, 253_402_300_799)),
                    [.. declared, .. ofCommits.Read([new Lineage(commit.Id, commit.Parents)], declared), .. lines.Findings],
                    lines.Shares.GetValueOrDefault(commit.Id),
                    countLines ? added.Count(commit.Id) : null
                );
            }
        }
    }

    /// <summary>"Merge HEX into HEX", made by a forge in the name of whoever opened a pull request.</summary>
    private static bool IsTestMerge(Commit commit) =>
        commit.IsMerge
        && commit.Subject.Split(' ') is ["Merge", { Length: 40 } one, "into", { Length: 40 } other]
        && UInt128.TryParse(one[..32], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out _)
        && UInt128.TryParse(other[..32], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out _);
}
