// Components and who depends on whom, joined from every source, at the target's tip and in the result at once.
using Countersign.Changes;
using Countersign.Graphs;
using Countersign.Impact.Locks;

namespace Countersign.Impact;

/// <summary>What a commit's files say: its catalog, and what its other files supply.</summary>
public sealed record GraphSide(Catalog Catalog, IReadOnlyList<SuppliedGraph> Graphs)
{
    public static implicit operator GraphSide(Catalog catalog) => FromCatalog(catalog);

    public static GraphSide FromCatalog(Catalog catalog) => new(catalog, []);
}

/// <param name="Criticality">The highest that a source says; null where none does.</param>
/// <param name="Sources">Those that know it.</param>
public sealed record GraphComponent(
    string Name,
    Criticality? Criticality,
    string? Unit,
    string? Rollout,
    string? Owner,
    IReadOnlyList<GraphSource> Sources
)
{
    /// <summary>Only leads from one component to another.</summary>
    public bool IsConnector { get; init; }
}

/// <summary>An edge that was seen while it ran and that no file declares.</summary>
public sealed record UndeclaredEdge(string Dependent, string Dependency, string Where, double? Calls);

/// <summary>What a path belongs to; mapped where the catalog, or another source at the tip, gives it a criticality.</summary>
public readonly record struct TouchedComponents(IReadOnlyList<int> Nodes, bool IsMapped);

/// <summary>Components ascend by name, so that of equally short ways the first by name is shown.</summary>
public sealed class ComponentGraph
{
    private readonly Dictionary<string, int> _numbers;
    private readonly Dictionary<(int, int), List<EdgeProvenance>> _edges;
    private readonly IReadOnlyList<FolderClaims> _folders;
    private readonly Dictionary<string, (TouchedComponents Users, bool IsTold)> _locks = new(StringComparer.Ordinal);

    internal ComponentGraph(
        IReadOnlyList<GraphComponent> components,
        Dictionary<(int, int), List<EdgeProvenance>> edges,
        Catalog catalog,
        IReadOnlyList<FolderClaims> folders,
        IReadOnlyList<LockUse> locks
    )
    {
        (Components, _edges, Catalog, _folders, Locks) = (components, edges, catalog, folders, locks);
        _numbers = components
            .Select((component, at) => (component.Name, at))
            .ToDictionary(pair => pair.Name, pair => pair.at, StringComparer.Ordinal);
        Graph = DependencyGraph.Of(
            components.Count,
            edges.Keys.Select(edge => edge.Item1).ToArray(),
            edges.Keys.Select(edge => edge.Item2).ToArray()
        );

        // Each project is looked up once, and a list that several files share is joined once.
        var users = locks.SelectMany(use => use.Users).Distinct().ToDictionary(user => user, Touched);
        var joined = new Dictionary<IReadOnlyList<RepoPath>, TouchedComponents>(ReferenceEqualityComparer.Instance);
        foreach (var use in locks.Where(use => use.Users.Count > 0))
        {
            if (!joined.TryGetValue(use.Users, out var touched))
            {
                var all = use.Users.Select(user => users[user]).ToList();
                touched = new TouchedComponents([.. all.SelectMany(one => one.Nodes).Distinct().Order()], all.TrueForAll(one => one.IsMapped));
                joined[use.Users] = touched;
            }

            _locks[use.File] = (touched, use.Why is null);
        }
    }

    public IReadOnlyList<GraphComponent> Components { get; }

    public DependencyGraph Graph { get; }

    /// <summary>Of tip and result at once.</summary>
    public Catalog Catalog { get; }

    /// <summary>Sources that gave a component or an edge, in their order.</summary>
    public IReadOnlyList<GraphSource> Sources => [.. Components.SelectMany(component => component.Sources).Distinct().Order()];

    /// <summary>Why the graph is not known whole, one line each.</summary>
    public IReadOnlyList<string> Unknown { get; internal init; } = [];

    public IReadOnlyList<UndeclaredEdge> Undeclared { get; internal init; } = [];

    /// <summary>What changed lock files mean, by path: who uses what differs stands for the file.</summary>
    public IReadOnlyList<LockUse> Locks { get; }

    public int? Find(string name) => _numbers.TryGetValue(name, out var number) ? number : null;

    public IReadOnlyList<EdgeProvenance> ProvenanceOf(int dependent, int dependency) =>
        _edges.TryGetValue((dependent, dependency), out var known) ? known : [];

    /// <summary>
    /// Every component that claims the path: by the catalog's patterns, and by the nearest folder of each other source, at the tip and in the result.
    /// Whoever uses what differs in a lock file stands for the folder that it lies in; where that cannot be told, whoever could is touched as well.
    /// </summary>
    public TouchedComponents Touched(RepoPath path)
    {
        var nodes = new SortedSet<int>();
        var isMapped = false;
        foreach (var component in Catalog.Components.Where(component => component.Claims(path)))
        {
            nodes.Add(_numbers[component.Name]);
            isMapped = true;
        }

        if (_locks.TryGetValue(path.Text, out var known))
        {
            nodes.UnionWith(known.Users.Nodes);
            isMapped |= known.Users.IsMapped;
            if (known.IsTold)
            {
                return new TouchedComponents([.. nodes], isMapped);
            }
        }

        foreach (var claim in _folders.SelectMany(side => side.Of(path)))
        {
            nodes.Add(_numbers[claim.Name]);
            isMapped |= claim.Maps;
        }

        return new TouchedComponents([.. nodes], isMapped);
    }

    public TouchedComponents Touched(ChangedFile file) =>
        file.OldMode == EntryMode.Submodule || file.NewMode == EntryMode.Submodule ? TouchedWithin(file.Path) : Touched(file.Path);

    /// <summary>For a path that may be a folder, such as a submodule's: whoever claims it or what lies directly in it.</summary>
    public TouchedComponents TouchedWithin(RepoPath path)
    {
        var (itself, within) = (Touched(path), Touched(RepoPath.FromBytes([.. path.Bytes, .. "/-"u8])));
        return new TouchedComponents([.. itself.Nodes.Union(within.Nodes).Order()], itself.IsMapped || within.IsMapped);
    }

    public static ComponentGraph Of(
        GraphSide tip,
        GraphSide result,
        IReadOnlyList<SuppliedGraph>? observed = null,
        IReadOnlyList<LockUse>? locks = null
    ) => new ComponentGraphJoin(tip, result, observed ?? []).Join(locks ?? []);
}
