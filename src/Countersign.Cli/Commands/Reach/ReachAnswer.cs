// What was asked about, the graph that answers, and the answer.
using Countersign.Impact;

namespace Countersign.Cli.Commands.Reach;

/// <param name="Name">What a person would call it: a range, a branch, some paths.</param>
/// <param name="Paths">How many paths it is about.</param>
/// <param name="Notes">What the reader must know before believing it.</param>
internal sealed record ReachAnswer(
    string Name,
    int Paths,
    ComponentGraph Graph,
    BlastRadius Radius,
    string Reversibility,
    IReadOnlyList<string> Unknown,
    IReadOnlyList<string> Notes
)
{
    public GraphComponent Component(string name) => Graph.Components[Graph.Find(name)!.Value];

    /// <summary>Who said that one step of a way exists; empty inside a way whose middle was left out.</summary>
    public IReadOnlyList<EdgeProvenance> Provenance(string dependency, string dependent) =>
        Graph.Find(dependency) is { } to && Graph.Find(dependent) is { } from ? Graph.ProvenanceOf(from, to) : [];

    public static string Word(Criticality? criticality) => criticality?.ToString().ToLowerInvariant() ?? "not said";
}
