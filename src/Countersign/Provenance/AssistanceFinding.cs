// One piece of evidence of AI assistance, with the raw text it rests on.
namespace Countersign.Provenance;

/// <summary>
/// <paramref name="Certainty"/> 4 (recorded by a tool with lines) to 0 (a hint); <paramref name="Raw"/> is the line as found,
/// <paramref name="Source"/> the commit or note it stands in. Source: specs/policy.md, provenance.
/// </summary>
public sealed record AssistanceFinding(string Signal, string Tool, string? Model, AssistanceClass Class, int Certainty, string Raw, string Source)
{
    /// <summary>By a tool while it worked; below that somebody or some tool signed a whole commit, which declares it.</summary>
    internal bool IsRecorded => Certainty >= 3;
}
