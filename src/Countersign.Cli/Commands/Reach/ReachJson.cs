// Reach for programs: every component with its way, and for each step who says that it exists.
using System.Text.Json;
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Terminal;
using Countersign.Impact;

namespace Countersign.Cli.Commands.Reach;

internal static class ReachJson
{
    public static void Write(Screen screen, ReachAnswer answer) =>
        JsonOut.Write(
            screen,
            json =>
            {
                json.WriteString("of", answer.Name);
                json.WriteNumber("paths", answer.Paths);
                JsonOut.Texts(json, "sources", answer.Graph.Sources.Select(EdgeProvenance.WordOf));
                JsonOut.Texts(json, "touched", answer.Radius.Touched);
                JsonOut.List(
                    json,
                    "components",
                    answer.Radius.Components,
                    one =>
                    {
                        json.WriteString("name", one.Name);
                        json.WriteString("criticality", ReachAnswer.Word(one.Criticality));
                        json.WriteNumber("distance", one.Distance);
                        var component = answer.Component(one.Name);
                        JsonOut.Text(json, "unit", component.Unit);
                        JsonOut.Text(json, "rollout", component.Rollout);
                        JsonOut.Text(json, "owner", component.Owner);
                        Way(json, answer, one.Path);
                    }
                );
                JsonOut.List(
                    json,
                    "undeclared",
                    answer.Radius.Undeclared,
                    one =>
                    {
                        json.WriteString("name", one.Name);
                        json.WriteNumber("distance", one.Distance);
                        Way(json, answer, one.Path);
                    }
                );
                JsonOut.Texts(json, "unmapped", answer.Radius.Unmapped.Select(path => path.Text));
                JsonOut.Texts(
                    json,
                    "inNoComponent",
                    answer.Radius.Unmapped.Where(path => answer.Graph.TouchedWithin(path).Nodes.Count == 0).Select(path => path.Text)
                );
                json.WriteString("reversibility", answer.Reversibility);
                JsonOut.List(
                    json,
                    "reversibilityReasons",
                    answer.WhyReversibility,
                    one =>
                    {
                        json.WriteString("path", one.Path.Text);
                        json.WriteString("rule", one.Rule);
                    }
                );
                JsonOut.Texts(json, "unknownCoverage", answer.Unknown);
                JsonOut.List(
                    json,
                    "observedAndNotDeclared",
                    answer.Graph.Undeclared,
                    edge =>
                    {
                        json.WriteString("dependent", edge.Dependent);
                        json.WriteString("dependency", edge.Dependency);
                        json.WriteString("where", edge.Where);
                        if (edge.Calls is { } calls)
                        {
                            json.WriteNumber("calls", calls);
                        }
                    }
                );
                JsonOut.List(
                    json,
                    "locks",
                    answer.Graph.Locks,
                    use =>
                    {
                        json.WriteString("file", use.File);
                        JsonOut.Texts(json, "packages", use.Packages);
                        JsonOut.Texts(json, "usedBy", use.Users.Select(user => user.Text));
                        JsonOut.Text(json, "notCompared", use.Why);
                    }
                );
                JsonOut.Texts(json, "notes", answer.Notes);
            }
        );

    public static void Way(Utf8JsonWriter json, ReachAnswer answer, IReadOnlyList<string> way)
    {
        JsonOut.Texts(json, "path", way);
        JsonOut.List(
            json,
            "steps",
            Enumerable.Range(1, way.Count - 1),
            i => JsonOut.List(json, "says", answer.Provenance(way[i - 1], way[i]), one => Says(json, one))
        );
    }

    private static void Says(Utf8JsonWriter json, EdgeProvenance one)
    {
        json.WriteString("source", one.SourceWord);
        json.WriteString("confidence", one.Confidence);
        json.WriteString("where", one.Where);
    }
}
