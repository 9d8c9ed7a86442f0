// Shows where something critical depends on what nobody calls critical, worst first.
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Terminal;
using Countersign.Impact;

namespace Countersign.Cli.Commands.Reach;

internal sealed class BoundariesView(Screen screen)
{
    private const int MostRows = 50;

    public void Show(ComponentGraph graph, IReadOnlyList<Boundary> boundaries, bool asJson)
    {
        if (asJson)
        {
            JsonOut.Write(
                screen,
                json =>
                    JsonOut.List(
                        json,
                        "boundaries",
                        boundaries,
                        one =>
                        {
                            json.WriteString("name", one.Name);
                            JsonOut.Text(json, "criticality", one.Criticality is null ? null : ReachAnswer.Word(one.Criticality));
                            JsonOut.Texts(json, "critical", one.Critical);
                            JsonOut.Texts(json, "path", one.Way);
                        }
                    )
            );
            return;
        }

        if (boundaries.Count == 0)
        {
            screen.Line(
                graph.Components.Any(component => component.Criticality == Criticality.Critical)
                    ? "No critical component depends on one that is not critical."
                    : "No component is called critical, so there is nothing to compare; say so in .countersign/catalog.yml."
            );
            return;
        }

        screen.Line(screen.Bold($"{VerdictView.Counted(boundaries.Count, "component")} that critical ones depend on, though not critical"));
        screen.Line(
            screen.Dim("A change there reaches what is critical: raise the criticality, or draw a boundary (a queue, a cache, a default) on the way.")
        );
        screen.Line();
        foreach (var one in boundaries.Take(MostRows))
        {
            screen.Line(
                $"{Visible.Text(one.Name)}  {ReachAnswer.Word(one.Criticality)}, beneath {VerdictView.Counted(one.Critical.Count, "critical component")}"
            );
            screen.Line(
                screen.Dim(
                    $"  {Visible.Text(string.Join(" -> ", one.Way))}{(one.Critical.Count > 1 ? $"; also {Visible.Text(string.Join(", ", one.Critical.Except(one.Way).Take(5)))}" : "")}"
                )
            );
        }

        if (boundaries.Count > MostRows)
        {
            screen.Line(screen.Dim($"... and {boundaries.Count - MostRows} more; --json has all of them"));
        }
    }
}
