// Added lines by class of AI assistance, each share with what it rests on.
namespace Countersign.Provenance.LineRecords;

/// <summary>What the class of a line rests on, the closest to the line first.</summary>
public enum LineBasis
{
    RecordedByLine,

    /// <summary>Recorded line by line by a tool that also writes down lines which it did not see being written.</summary>
    RecordedMayBeInferred,

    /// <summary>A tool's record says that a person wrote the line; nobody signed that.</summary>
    ClaimedForPerson,
    RecordedForCommit,
    DeclaredInCommit,
    DeclaredForChange,
    NoData,
}

public readonly record struct ClassLines(AssistanceClass Class, LineBasis Basis, long Lines);

/// <summary>
/// Counts each line that each commit added, so a line rewritten later in the same change counts each time. What no record and no
/// declaration speaks of stays without data: never human.
/// </summary>
public sealed class LineClasses
{
    private readonly SortedDictionary<(LineBasis Basis, AssistanceClass Class), long> _lines = [];

    public long Added { get; private set; }

    public long Commits { get; private set; }

    /// <summary>Ordered by what they rest on; empty where no commit added a line.</summary>
    public IReadOnlyList<ClassLines> Shares => [.. _lines.Select(pair => new ClassLines(pair.Key.Class, pair.Key.Basis, pair.Value))];

    /// <summary>One commit: its recorded lines by the record, the rest by the commit's own signs or by what its makers declared, the higher of both.</summary>
    /// <param name="ofCommit">Findings of this commit, those of its lines among them.</param>
    /// <param name="ofChange">What is known of the whole change: what all its makers declared, or that only bots made it.</param>
    public void Add(
        long added,
        LineShare? recorded,
        IEnumerable<AssistanceFinding> ofCommit,
        (AssistanceClass Class, LineBasis Basis)? ofChange = null
    )
    {
        Commits++;
        Added += added;
        var agent = recorded?.Agent ?? 0;
        var person = recorded?.ClaimedHuman ?? 0;
        Count(AssistanceClass.Agent, recorded is { MayBeInferred: true } ? LineBasis.RecordedMayBeInferred : LineBasis.RecordedByLine, agent);
        Count(AssistanceClass.None, LineBasis.ClaimedForPerson, person);
        var (grade, basis) = Rest(ofCommit, ofChange ?? (AssistanceClass.Unknown, LineBasis.NoData));
        Count(grade, basis, added - agent - person);
    }

    private static (AssistanceClass Class, LineBasis Basis) Rest(
        IEnumerable<AssistanceFinding> ofCommit,
        (AssistanceClass Class, LineBasis Basis) ofChange
    )
    {
        var best = ProvenanceGrade.Strongest(ofCommit.Where(finding => finding.Signal != RecordedLines.Signal));
        return best is null || ProvenanceGrade.IsHigher(ofChange.Class, best.Class) ? ofChange
            : best.IsRecorded ? (best.Class, LineBasis.RecordedForCommit)
            : (best.Class, LineBasis.DeclaredInCommit);
    }

    private void Count(AssistanceClass grade, LineBasis basis, long lines)
    {
        if (lines > 0)
        {
            _lines[(basis, grade)] = _lines.GetValueOrDefault((basis, grade)) + lines;
        }
    }
}
