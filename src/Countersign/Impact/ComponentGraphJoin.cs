// Joins what several sources say of the same components: nothing that one of them says is lost, the worse word counts.
using Countersign.Documents;
using Countersign.Impact.Locks;

namespace Countersign.Impact;

/// <summary>
/// A component of the catalog stands for a project whose file it claims, and for a service by its name or one of its `services`. Only the
/// catalog and what stood at the tip can call a path mapped: a change cannot make its own files harmless by a file that it brings.
/// </summary>
internal sealed class ComponentGraphJoin
{
    private readonly Catalog _catalog;
    private readonly GraphSide[] _sides;
    private readonly IReadOnlyList<SuppliedGraph> _observed;
    private readonly SortedDictionary<string, GraphComponent> _components = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), SortedSet<EdgeProvenance>> _edges = [];
    private readonly List<FolderClaims> _folders = [];
    private readonly Dictionary<string, SortedSet<string>> _services = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _spelled = new(StringComparer.OrdinalIgnoreCase);

    public ComponentGraphJoin(GraphSide tip, GraphSide result, IReadOnlyList<SuppliedGraph> observed)
    {
        _catalog = ReferenceEquals(tip.Catalog, result.Catalog) ? tip.Catalog : Catalog.Union(tip.Catalog, result.Catalog);
        (_sides, _observed) = (ReferenceEquals(tip.Graphs, result.Graphs) ? [tip] : [tip, result], observed);
    }

    public ComponentGraph Join(IReadOnlyList<LockUse> locks)
    {
        Add(_catalog);
        var cut = new List<string>();
        for (var side = 0; side < _sides.Length; side++)
        {
            // Each side has its own folders: a nearer one that the change brings must not hide whose a path is at the tip.
            var (folders, links) = (new FolderClaims(), new FolderLinks());
            foreach (var graph in _sides[side].Graphs)
            {
                Add(graph, folders, links, isAtTip: side == 0);
            }

            _folders.Add(folders);
            if (links.Follow(_catalog, Edge) is { } why)
            {
                cut.Add(why);
            }
        }

        var undeclared = _observed.SelectMany(Observed).ToList();
        var numbers = _components.Keys.Select((name, at) => (name, at)).ToDictionary(pair => pair.name, pair => pair.at, StringComparer.Ordinal);
        return new ComponentGraph(
            [.. _components.Values],
            _edges.ToDictionary(edge => (numbers[edge.Key.Item1], numbers[edge.Key.Item2]), edge => edge.Value.ToList()),
            _catalog,
            _folders,
            locks
        )
        {
            Undeclared = undeclared,
            Unknown =
            [
                .. _sides.SelectMany(side => side.Graphs).Concat(_observed).Select(graph => graph.Unknown).OfType<string>().Concat(cut).Distinct(),
                .. OfNobody([.. locks.Where(use => use is { Why: not null, Users.Count: 0 })]),
            ],
        };
    }

    /// <summary>Lock files that are not compared and that no project lies beneath: whose they are nobody knows.</summary>
    private static IEnumerable<string> OfNobody(IReadOnlyList<LockUse> locks) =>
        locks.Count == 0
            ? []
            :
            [
                $"{Fields.Cut(locks[0].File)} {locks[0].NotCompared}{(locks.Count > 1 ? $", and {locks.Count - 1} more lock files are of nobody" : "")}",
            ];

    private void Add(Catalog catalog)
    {
        foreach (var component in catalog.Components)
        {
            _spelled.TryAdd(component.Name, component.Name);
            _components[component.Name] = new GraphComponent(
                component.Name,
                component.Criticality,
                component.Unit,
                component.Rollout,
                component.Owner,
                [GraphSource.Catalog]
            );
            foreach (var service in component.Services.Prepend(component.Name))
            {
                if (!_services.TryGetValue(service, out var standing))
                {
                    _services[service] = standing = new SortedSet<string>(StringComparer.Ordinal);
                }

                standing.Add(component.Name);
            }
        }

        foreach (var component in catalog.Components)
        {
            foreach (var other in component.DependsOn)
            {
                Edge(component.Name, other, new EdgeProvenance(GraphSource.Catalog, $"{catalog.File}:{component.Line}"));
            }
        }
    }

    private void Add(SuppliedGraph graph, FolderClaims folders, FolderLinks links, bool isAtTip)
    {
        var names = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var component in graph.Components)
        {
            IReadOnlyList<string> standing = component.StandsFor is { } file ? [.. _catalog.Of(file).Select(claiming => claiming.Name)] : [];
            var name = Spelled(component.Name, graph.Source);
            names[component.Name] = standing.Count > 0 ? standing : [name];
            if (component.Folder is { } lies && graph.Source == GraphSource.Backstage)
            {
                links.Owner(lies, name);
            }
            else if (component.Folder is { } beneath)
            {
                links.Part(beneath, names[component.Name], isTest: component.Criticality == Criticality.Low);
            }

            if (standing.Count > 0)
            {
                continue;
            }

            Know(component with { Name = name }, graph.Source);
            if (component.Folder is { } folder)
            {
                var maps = isAtTip && component.Criticality is not null && graph.Source != GraphSource.Projects;
                folders.Add(graph.Source, folder, new FolderClaim(name, maps));
            }

            if (component.PerhapsFolder is { } other)
            {
                folders.AddBeside(other, new FolderClaim(name, Maps: false));
            }
        }

        foreach (var edge in graph.Edges)
        {
            foreach (var dependent in Named(edge.Dependent))
            {
                foreach (var dependency in Named(edge.Dependency))
                {
                    Edge(dependent, dependency, new EdgeProvenance(graph.Source, edge.Where));
                }
            }
        }

        IReadOnlyList<string> Named(string name)
        {
            if (!names.TryGetValue(name, out var known))
            {
                var spelled = Spelled(name, graph.Source);
                names[name] = known = [spelled];
                // Somebody names what nobody describes; edges are kept, so that a later description joins them.
                Know(new SuppliedComponent(spelled) { IsConnector = name.Contains(':', StringComparison.Ordinal) }, graph.Source);
            }

            return known;
        }
    }

    /// <summary>Backstage tells names apart by no case: the catalog's spelling counts, else the first.</summary>
    private string Spelled(string name, GraphSource source)
    {
        if (source != GraphSource.Backstage || _catalog.Find(name) is not null)
        {
            return name;
        }

        _spelled.TryAdd(name, name);
        return _spelled[name];
    }

    private List<UndeclaredEdge> Observed(SuppliedGraph graph)
    {
        var undeclared = new List<UndeclaredEdge>();
        var seen = new List<(string Dependent, string Dependency, string Where)>();
        foreach (var edge in graph.Edges)
        {
            var between = Services(edge.Dependent)
                .SelectMany(dependent => Services(edge.Dependency).Select(dependency => (dependent, dependency)))
                .ToList();
            seen.AddRange(between.Select(pair => (pair.dependent, pair.dependency, edge.Where)));
            if (!between.Exists(pair => pair.dependent == pair.dependency || _edges.ContainsKey(pair)))
            {
                undeclared.AddRange(between.Select(pair => new UndeclaredEdge(pair.dependent, pair.dependency, edge.Where, edge.Calls)));
            }
        }

        foreach (var (dependent, dependency, where) in seen)
        {
            Know(new SuppliedComponent(dependent), graph.Source);
            Know(new SuppliedComponent(dependency), graph.Source);
            Edge(dependent, dependency, new EdgeProvenance(graph.Source, where));
        }

        return undeclared;

        // Several components may run under one name, and a call may be of any of them.
        IEnumerable<string> Services(string name) => _services.TryGetValue(name, out var standing) ? standing : [name];
    }

    private void Know(SuppliedComponent component, GraphSource source) =>
        _components[component.Name] = _components.TryGetValue(component.Name, out var known)
            ? known with
            {
                Criticality =
                    component.Criticality is { } higher && (known.Criticality is null || higher > known.Criticality) ? higher : known.Criticality,
                Owner = known.Owner ?? component.Owner,
                IsConnector = known.IsConnector && component.IsConnector,
                Sources = known.Sources.Contains(source) ? known.Sources : [.. known.Sources, source],
            }
            : new GraphComponent(component.Name, component.Criticality, null, null, component.Owner, [source])
            {
                IsConnector = component.IsConnector,
            };

    private void Edge(string dependent, string dependency, EdgeProvenance provenance)
    {
        if (dependent == dependency)
        {
            return;
        }

        if (!_edges.TryGetValue((dependent, dependency), out var known))
        {
            _edges[(dependent, dependency)] = known = [];
        }

        known.Add(provenance);
    }
}
