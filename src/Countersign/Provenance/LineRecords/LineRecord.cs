// What a tool recorded about who wrote which lines of a commit: a claim, unsigned unless it says otherwise, never a proof.
namespace Countersign.Provenance.LineRecords;

/// <summary>Who the tool says wrote the lines. A human is only claimed: leftover lines are written down as human too.</summary>
public enum LineWriter
{
    Agent,
    ClaimedHuman,

    /// <summary>The record names nobody, or test data.</summary>
    Unknown,
}

/// <param name="Path">Plain text as the record has it: a per cent sign is a per cent sign.</param>
/// <param name="Tool">As the record names it; null where the key leads nowhere.</param>
public sealed record LineClaim(string Path, LineWriter Writer, string? Tool, string? Model, IReadOnlyList<LineRange> Lines);

/// <param name="Format">git-ai, agent-trace, agentdiff or whogitit, with the version it names.</param>
/// <param name="Commit">The commit it says it is about, in hexadecimal; null where it names none.</param>
/// <param name="MayBeInferred">The tool, or its version, also writes down lines that it did not see being written.</param>
/// <param name="Oddities">What in it does not follow its own format, for people; nothing of that is counted.</param>
public sealed record LineRecord(
    string Format,
    string? ToolVersion,
    string? Commit,
    bool MayBeInferred,
    IReadOnlyList<LineClaim> Claims,
    IReadOnlyList<string> Oddities
)
{
    /// <summary>Bytes of a note or a trace file that are read; the largest note found had 3.1 MB.</summary>
    public const int Largest = 16 << 20;

    /// <summary>The tool's own signature; null where there is none.</summary>
    public RecordSeal? Seal { get; init; }
}
