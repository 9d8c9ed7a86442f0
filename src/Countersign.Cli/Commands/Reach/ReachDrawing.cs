// Reach as a picture for other programs: Graphviz DOT and Mermaid, with every name made harmless.
using System.Text;
using Countersign.Cli.Terminal;
using Countersign.Impact;

namespace Countersign.Cli.Commands.Reach;

internal static class ReachDrawing
{
    private const int MostNodes = 400;

    /// <summary>An arrow runs from who depends to what it depends on; those on a shortest way are bold.</summary>
    public static string Dot(ReachAnswer answer)
    {
        var (nodes, edges) = Parts(answer);
        var text = new StringBuilder("digraph reach {\n  rankdir=LR;\n  node [shape=box];\n");
        foreach (var (name, at) in nodes)
        {
            var label = $"{Quoted(Visible.Text(name))}\\n{ReachAnswer.Word(answer.Component(name).Criticality)}";
            var shape = answer.Component(name).Criticality == Criticality.Critical ? ", color=red, penwidth=2" : "";
            var touched = answer.Radius.Touched.Contains(name) ? ", style=filled, fillcolor=lightgrey" : "";
            text.Append("  n").Append(at).Append(" [label=\"").Append(label).Append('"').Append(shape).Append(touched).Append("];\n");
        }

        foreach (var (dependent, dependency, isWay) in edges)
        {
            var style = answer.Provenance(dependency, dependent).All(one => one.Source == GraphSource.Runtime) ? "style=dashed" : "style=solid";
            text.Append("  n").Append(nodes[dependent]).Append(" -> n").Append(nodes[dependency]).Append(" [").Append(style);
            text.Append(isWay ? ", penwidth=2];\n" : "];\n");
        }

        return text.Append("}\n").ToString();

        static string Quoted(string label) => label.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
    }

    public static string Mermaid(ReachAnswer answer)
    {
        var (nodes, edges) = Parts(answer);
        var text = new StringBuilder("flowchart LR\n");
        foreach (var (name, at) in nodes)
        {
            var label = $"{Entities(Visible.Text(name))}<br/>{ReachAnswer.Word(answer.Component(name).Criticality)}";
            text.Append("  n").Append(at).Append("[\"").Append(label).Append("\"]\n");
        }

        foreach (var (dependent, dependency, isWay) in edges)
        {
            text.Append("  n").Append(nodes[dependent]).Append(isWay ? " ==> n" : " --> n").Append(nodes[dependency]).Append('\n');
        }

        text.Append("  classDef critical stroke:#c00,stroke-width:3px\n  classDef touched fill:#ddd\n");
        foreach (var (name, at) in nodes)
        {
            if (answer.Component(name).Criticality == Criticality.Critical)
            {
                text.Append("  class n").Append(at).Append(" critical\n");
            }

            if (answer.Radius.Touched.Contains(name))
            {
                text.Append("  class n").Append(at).Append(" touched\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Everything but letters, digits and a few plain signs as a number, so that no name ends a label or begins a tag.</summary>
    private static string Entities(string text)
    {
        var safe = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is ' ' or '.' or '-' or '_' or '/'))
            {
                safe.Append((char)rune.Value);
            }
            else
            {
                safe.Append('#').Append(rune.Value).Append(';');
            }
        }

        return safe.ToString();
    }

    /// <summary>The most critical first where there are more than a picture holds.</summary>
    private static (SortedDictionary<string, int> Nodes, List<(string Dependent, string Dependency, bool IsWay)> Edges) Parts(ReachAnswer answer)
    {
        var radius = answer.Radius;
        var ways = radius
            .Components.OrderByDescending(one => one.Criticality)
            .Select(one => one.Path)
            .Concat(radius.Undeclared.Select(one => one.Path))
            .ToList();
        var nodes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in radius.Touched.Concat(ways.SelectMany(way => way)).Where(name => answer.Graph.Find(name) is not null))
        {
            if (nodes.Count < MostNodes)
            {
                nodes.TryAdd(name, nodes.Count);
            }
        }

        var onWay = ways.SelectMany(way => way.Skip(1).Zip(way, (dependent, dependency) => (dependent, dependency))).ToHashSet();
        var edges = new List<(string, string, bool)>();
        foreach (var dependent in nodes.Keys)
        {
            foreach (var on in answer.Graph.Graph.DependenciesOf(answer.Graph.Find(dependent)!.Value))
            {
                var dependency = answer.Graph.Components[on].Name;
                if (nodes.ContainsKey(dependency))
                {
                    edges.Add((dependent, dependency, onWay.Contains((dependent, dependency))));
                }
            }
        }

        return (nodes, edges);
    }
}
