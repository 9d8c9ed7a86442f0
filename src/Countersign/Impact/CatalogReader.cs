// Reads the catalog from its nodes; everything that is wrong is said at once.
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Signatures;

namespace Countersign.Impact;

internal sealed class CatalogReader(string file)
{
    internal static readonly string[] TopKeys = ["version", "sources", "components"];
    internal static readonly string[] ComponentKeys =
    [
        "name",
        "paths",
        "owner",
        "criticality",
        "dependsOn",
        "services",
        "unit",
        "rollout",
        "reversible",
    ];
    internal static readonly string[] Criticalities = ["low", "medium", "high", "critical"];
    private const int LongestName = 100;
    private const int MostComponents = 2_000;

    private readonly ProblemList _problems = new("catalog", file);

    public Parsed<Catalog> Read(Node node, Digest digest)
    {
        if (Fields.Of(node, "the catalog", _problems) is not { } top)
        {
            return new Parsed<Catalog>.Bad(_problems.Items);
        }

        top.AllowOnly(TopKeys);
        if (top.OptionalText("version") is { } version && version != "1")
        {
            _problems.Error("version", $"the catalog has version '{Fields.Cut(version)}'", "This program reads version 1.", top.LineOf("version"));
        }

        var components = top.Mappings("components", "component").Select(Component).OfType<Component>().ToList();
        if (components.Count > MostComponents)
        {
            _problems.Error(
                "size",
                $"the catalog has {components.Count} components",
                $"At most {MostComponents} are read.",
                top.LineOf("components")
            );
        }

        Check(components);
        var sources = GraphSources.Read(top.Has("sources") ? top.Mapping("sources") : null);
        return Parsed<Catalog>.From(() => new Catalog(components, file, digest) { Sources = sources }, _problems.Items);
    }

    private Component? Component(Fields written)
    {
        var name = written.Text("name");
        var fields = name is null ? written : written.As($"component '{Fields.Cut(name)}'");
        fields.AllowOnly(ComponentKeys);
        if (name is { Length: > LongestName } || name?.Any(char.IsControl) == true)
        {
            _problems.Error(
                "name",
                $"'{Fields.Cut(name)}' is no name for a component",
                $"At most {LongestName} characters, all of them visible.",
                fields.LineOf("name")
            );
        }

        var owner = fields.Text("owner");
        fields.Text("criticality");
        var criticality = fields.OneOf("criticality", Criticalities);
        var component = new Component
        {
            Name = name ?? "",
            Owner = owner ?? "",
            Criticality = (Criticality)Math.Max(0, Array.IndexOf(Criticalities, criticality)),
            Paths = Paths(fields),
            DependsOn = [.. fields.Texts("dependsOn").Select(other => other.Text).Distinct(StringComparer.Ordinal)],
            Services = [.. fields.Texts("services").Select(service => service.Text).Distinct(StringComparer.Ordinal)],
            Unit = fields.OptionalText("unit"),
            Rollout = fields.OptionalText("rollout"),
            Reversible = fields.Flag("reversible"),
            Line = written.Line,
        };
        return name is null || owner is null || criticality is null ? null : component;
    }

    private List<PathPattern> Paths(Fields fields)
    {
        var paths = new List<PathPattern>();
        foreach (var text in fields.Texts("paths"))
        {
            if (PathPattern.TryParse(text.Text, out var pattern, out var problem))
            {
                paths.Add(pattern);
            }
            else
            {
                _problems.Error(
                    "path",
                    $"{fields.What} has the path '{Fields.Cut(text.Text)}': {problem}",
                    "Write it as in src/payments/** or *.tf.",
                    text.Line
                );
            }
        }

        if (paths.Count == 0 && !fields.Has("paths"))
        {
            _problems.Warn(
                "no-path",
                $"{fields.What} claims no path",
                "Add 'paths:', unless it only stands for something outside the repository.",
                fields.Line
            );
        }

        return paths;
    }

    private void Check(IReadOnlyList<Component> components)
    {
        var first = new Dictionary<string, Component>(StringComparer.Ordinal);
        var claimed = new Dictionary<string, Component>(StringComparer.Ordinal);
        foreach (var component in components)
        {
            if (!first.TryAdd(component.Name, component))
            {
                _problems.Error(
                    "name-twice",
                    $"two components are named '{Fields.Cut(component.Name)}'",
                    $"Rename one; the other stands in line {first[component.Name].Line}.",
                    component.Line
                );
            }

            foreach (var path in component.Paths)
            {
                if (!claimed.TryAdd(path.Text, component))
                {
                    _problems.Warn(
                        "path-twice",
                        $"'{Fields.Cut(path.Text)}' is claimed by '{Fields.Cut(claimed[path.Text].Name)}' and '{Fields.Cut(component.Name)}'",
                        "Both count as touched; keep it in one if that is not meant.",
                        component.Line
                    );
                }
            }
        }

        foreach (var component in components)
        {
            foreach (var other in component.DependsOn)
            {
                if (other == component.Name)
                {
                    _problems.Error(
                        "own-dependency",
                        $"'{Fields.Cut(component.Name)}' depends on itself",
                        "Delete it from dependsOn.",
                        component.Line
                    );
                }
                else if (!first.ContainsKey(other))
                {
                    _problems.Error(
                        "unknown-dependency",
                        $"'{Fields.Cut(component.Name)}' depends on '{Fields.Cut(other)}', which the catalog lacks",
                        _problems.IsFull ? "" : NearestName.Remedy(other, first.Keys),
                        component.Line
                    );
                }
            }
        }
    }
}
