// What was asked about, the graph that answers, and the answer.
using Countersign.Changes;
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
    IReadOnlyList<(RepoPath Path, string Rule)> WhyReversibility,
    IReadOnlyList<string> Unknown,
    IReadOnlyList<string> Notes
)
{
    /// <summary>All that the change touches or reaches and that is more than a way, by criticality; null is not said.</summary>
    public ILookup<Criticality?, string> ByCriticality =>
        Radius
            .Components.Select(one => one.Name)
            .Concat(Radius.Undeclared.Select(one => one.Name))
            .Concat(Radius.Touched)
            .Distinct(StringComparer.Ordinal)
            .Select(Component)
            .Where(component => component.Criticality is not null || !component.IsConnector)
            .ToLookup(component => component.Criticality, component => component.Name);

    /// <summary>Unmapped paths by what is known of them, in words.</summary>
    public IEnumerable<IGrouping<string, RepoPath>> Unmapped => Radius.Unmapped.GroupBy(Whose).OrderBy(group => group.Key, StringComparer.Ordinal);

    private string Whose(RepoPath path) =>
        Graph.TouchedWithin(path).Nodes.Count == 0
            ? "In no component"
            : "In components to which neither the catalog nor Backstage gives a criticality";

    public GraphComponent Component(string name) => Graph.Components[Graph.Find(name)!.Value];

    /// <summary>Who said that one step of a way exists; empty inside a way whose middle was left out.</summary>
    public IReadOnlyList<EdgeProvenance> Provenance(string dependency, string dependent) =>
        Graph.Find(dependency) is { } to && Graph.Find(dependent) is { } from ? Graph.ProvenanceOf(from, to) : [];

    public static string Word(Criticality? criticality) => criticality?.ToString().ToLowerInvariant() ?? "not said";
}
