// Joins what several sources say of the same components: nothing that one of them says is lost, the worse word counts.

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
    private readonly FolderClaims _folders = new();
    private readonly HashSet<(GraphSource, string, string)> _claimed = [];
    private readonly Dictionary<string, string> _services = new(StringComparer.Ordinal);

    public ComponentGraphJoin(GraphSide tip, GraphSide result, IReadOnlyList<SuppliedGraph> observed)
    {
        _catalog = ReferenceEquals(tip.Catalog, result.Catalog) ? tip.Catalog : Catalog.Union(tip.Catalog, result.Catalog);
        (_sides, _observed) = ([tip, result], observed);
    }

    public ComponentGraph Join(IReadOnlyList<LockUse> locks)
    {
        Add(_catalog);
        for (var side = 0; side < _sides.Length; side++)
        {
            foreach (var graph in _sides[side].Graphs)
            {
                Add(graph, isAtTip: side == 0);
            }
        }

        var undeclared = _observed.SelectMany(Observed).ToList();
        var numbers = _components.Keys.Select((name, at) => (name, at)).ToDictionary(pair => pair.name, pair => pair.at, StringComparer.Ordinal);
        return new ComponentGraph(
            [.. _components.Values],
            _edges.ToDictionary(edge => (numbers[edge.Key.Item1], numbers[edge.Key.Item2]), edge => edge.Value.ToList()),
            _catalog,
            _folders
        )
        {
            Undeclared = undeclared,
            Locks = locks,
            Unknown = [.. _sides.SelectMany(side => side.Graphs).Concat(_observed).Select(graph => graph.Unknown).OfType<string>().Distinct()],
        };
    }

    private void Add(Catalog catalog)
    {
        foreach (var component in catalog.Components)
        {
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
                _services.TryAdd(service, component.Name);
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

    private void Add(SuppliedGraph graph, bool isAtTip)
    {
        var names = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var component in graph.Components)
        {
            IReadOnlyList<string> standing = component.StandsFor is { } file ? [.. _catalog.Of(file).Select(claiming => claiming.Name)] : [];
            names[component.Name] = standing.Count > 0 ? standing : [component.Name];
            if (standing.Count > 0)
            {
                continue;
            }

            Know(component, graph.Source);
            if (component.Folder is { } folder && _claimed.Add((graph.Source, folder, component.Name)))
            {
                _folders.Add(
                    graph.Source,
                    folder,
                    new FolderClaim(component.Name, isAtTip && component.Criticality is not null && graph.Source != GraphSource.Projects)
                );
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
                names[name] = known = [name];
                // Somebody names what nobody describes; edges are kept, so that a later description joins them.
                Know(new SuppliedComponent(name) { IsConnector = name.Contains(':', StringComparison.Ordinal) }, graph.Source);
            }

            return known;
        }
    }

    private List<UndeclaredEdge> Observed(SuppliedGraph graph)
    {
        var undeclared = new List<UndeclaredEdge>();
        foreach (var edge in graph.Edges)
        {
            var (dependent, dependency) = (Service(edge.Dependent), Service(edge.Dependency));
            if (dependent != dependency && !_edges.ContainsKey((dependent, dependency)))
            {
                undeclared.Add(new UndeclaredEdge(dependent, dependency, edge.Where, edge.Calls));
            }
        }

        foreach (var edge in graph.Edges)
        {
            foreach (var name in new[] { edge.Dependent, edge.Dependency })
            {
                Know(new SuppliedComponent(Service(name)), graph.Source);
            }

            Edge(Service(edge.Dependent), Service(edge.Dependency), new EdgeProvenance(graph.Source, edge.Where));
        }

        return undeclared;

        string Service(string name) => _services.GetValueOrDefault(name, name);
    }

    private void Know(SuppliedComponent component, GraphSource source) =>
        _components[component.Name] = _components.TryGetValue(component.Name, out var known)
            ? known with
            {
                Criticality =
                    component.Criticality is { } higher && (known.Criticality is null || higher > known.Criticality) ? higher : known.Criticality,
                Unit = known.Unit ?? component.Unit,
                Rollout = known.Rollout ?? component.Rollout,
                Owner = known.Owner ?? component.Owner,
                IsConnector = known.IsConnector && component.IsConnector,
                Sources = known.Sources.Contains(source) ? known.Sources : [.. known.Sources, source],
            }
            : new GraphComponent(component.Name, component.Criticality, component.Unit, component.Rollout, component.Owner, [source])
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
