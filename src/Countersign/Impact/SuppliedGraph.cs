// What one source says of components and who depends on whom, before it is joined with what the others say.
using Countersign.Changes;
using Countersign.Documents;

namespace Countersign.Impact;

/// <summary>Components and edges in the order read. <see cref="Problems"/> that are errors leave part of the graph unknown.</summary>
public sealed record SuppliedGraph(GraphSource Source)
{
    public IReadOnlyList<SuppliedComponent> Components { get; init; } = [];
    public IReadOnlyList<SuppliedEdge> Edges { get; init; } = [];
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Why part of it is not known, in words; null where it is whole.</summary>
    public string? Unknown { get; init; }
}

/// <summary>One component of a source, under the source's own name for it.</summary>
public sealed record SuppliedComponent(string Name)
{
    /// <summary>Null where the source does not say.</summary>
    public Criticality? Criticality { get; init; }

    /// <summary>The folder that belongs to it, without a slash at the end; "" is the whole repository, null none.</summary>
    public string? Folder { get; init; }

    /// <summary>A folder that may belong to it as well: it is touched there, hides nobody who is nearer or further up, and maps nothing.</summary>
    public string? PerhapsFolder { get; init; }

    /// <summary>Where a catalog's component claims this file, that component stands for this one.</summary>
    public RepoPath? StandsFor { get; init; }

    /// <summary>Only leads from one component to another, as a system or an API does: that nobody calls it critical means nothing.</summary>
    public bool IsConnector { get; init; }

    public string? Owner { get; init; }
}

/// <param name="Where">The file and line, or the evidence, for people.</param>
/// <param name="Calls">How often it was seen, where that is known.</param>
public sealed record SuppliedEdge(string Dependent, string Dependency, string Where, double? Calls = null);
