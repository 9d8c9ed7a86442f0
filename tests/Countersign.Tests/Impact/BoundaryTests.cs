// Claims about boundaries: what critical components depend on, with the way from each to the nearest of them.
using Countersign.Impact;

namespace Countersign.Tests.Impact;

public sealed class BoundaryTests
{
    [Fact]
    public void The_way_runs_to_the_nearest_critical_component_and_of_several_to_the_first_by_name()
    {
        var boundaries = Boundary.Of(
            Graph("pay critical: mid, far", "shop critical: mid", "mid low: base", "far low: deep", "deep low: base", "base medium:", "side low:")
        );

        boundaries
            .Select(one => $"{one.Name}: {string.Join(",", one.Critical)} by {string.Join(" ", one.Way)}")
            .ShouldBe(["mid: pay,shop by mid pay", "base: pay,shop by base mid pay", "far: pay by far pay", "deep: pay by deep far pay"]);
    }

    [Fact]
    public void What_only_leads_on_is_shown_where_somebody_calls_it_less_than_critical()
    {
        var supplied = new SuppliedGraph(GraphSource.Backstage)
        {
            Components =
            [
                new("pay") { Criticality = Criticality.Critical },
                new("resource:db") { Criticality = Criticality.Low, IsConnector = true },
                new("api:door") { IsConnector = true },
            ],
            Edges = [new("pay", "api:door", "here"), new("api:door", "resource:db", "here")],
        };
        var side = new GraphSide(Catalog.Empty, [supplied]);

        Boundary.Of(ComponentGraph.Of(side, side)).Select(one => $"{one.Name} {one.Criticality}").ShouldBe(["resource:db Low"]);
    }

    [Fact]
    public void A_circle_beneath_a_critical_component_ends()
    {
        var boundaries = Boundary.Of(Graph("pay critical: a", "a low: b", "b low: c", "c low: a"));

        boundaries.Select(one => string.Join(" ", one.Way)).ShouldBe(["a pay", "b a pay", "c b a pay"]);
    }

    [Fact]
    public void Ways_are_as_short_as_a_search_from_each_says()
    {
        var random = new Random(20270106);
        for (var round = 0; round < 60; round++)
        {
            var nodes = random.Next(2, 30);
            var lines = Enumerable
                .Range(0, nodes)
                .Select(at =>
                    $"n{at} {(random.Next(5) == 0 ? "critical" : "low")}: {string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(_ => $"n{random.Next(nodes)}").Where(other => other != $"n{at}").Distinct())}"
                );
            var graph = Graph([.. lines]);

            foreach (var boundary in Boundary.Of(graph))
            {
                var reach = BlastRadius.Compute(graph, [graph.Find(boundary.Name)!.Value], []);
                var nearest = reach.Components.Where(one => one.Criticality == Criticality.Critical).Min(one => one.Distance);
                (boundary.Way.Count - 1, boundary.Way[0]).ShouldBe((nearest, boundary.Name));
                boundary.Critical.ShouldContain(boundary.Way[^1]);
                for (var i = 1; i < boundary.Way.Count; i++)
                {
                    graph.ProvenanceOf(graph.Find(boundary.Way[i])!.Value, graph.Find(boundary.Way[i - 1])!.Value).ShouldNotBeEmpty();
                }
            }
        }
    }

    /// <summary>Lines of: name criticality: what it depends on.</summary>
    private static ComponentGraph Graph(params string[] lines)
    {
        var components = lines.Select(line =>
        {
            var parts = line.Split(' ', ':');
            var on = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return $"{{\"name\":\"{parts[0]}\",\"paths\":[\"{parts[0]}/**\"],\"owner\":\"x\",\"criticality\":\"{parts[1]}\",\"dependsOn\":[{string.Join(",", on.Select(name => $"\"{name}\""))}]}}";
        });
        var catalog = CatalogText.Good($"{{\"components\":[{string.Join(",", components)}]}}");
        return ComponentGraph.Of(catalog, catalog);
    }
}
