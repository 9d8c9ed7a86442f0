// Claims about the graph engine, held against a naive search on graphs with circles, self edges and duplicates.
using Countersign.Graphs;
using FsCheck;
using FsCheck.Fluent;

namespace Countersign.Tests.Graphs;

public sealed class ReachSearchTests
{
    private static readonly Arbitrary<NaiveReach> Graphs = Arb.From(
        from nodes in Gen.Choose(1, 90)
        from density in Gen.Choose(0, 3)
        from edges in Gen.Choose(0, nodes - 1).Two().ListOf(nodes * density)
        select new NaiveReach(nodes, [.. edges.Select(pair => (pair.Item1, pair.Item2))])
    );

    private static readonly Arbitrary<(NaiveReach Graph, int[] Changed, int[] Critical)> Questions = Arb.From(
        from graph in Graphs.Generator
        from changed in Gen.Choose(0, graph.Nodes - 1).ListOf(3)
        from critical in Gen.Choose(0, graph.Nodes - 1).ListOf(70)
        select (graph, changed.ToArray(), critical.ToArray())
    );

    [Fact]
    public void Everything_that_depends_on_a_change_is_found_at_its_distance() =>
        Prop.ForAll(
                Questions,
                question =>
                {
                    var (naive, changed, _) = question;
                    var expected = naive.Distances(changed);
                    var reached = new ReachSearch(Built(naive)).Everything(changed);
                    return reached.Nodes.ToArray().Order().SequenceEqual(expected.Keys) && Holds(reached, expected);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_way_is_shortest_and_made_of_edges_that_there_are() =>
        Prop.ForAll(
                Questions,
                question =>
                {
                    var (naive, changed, _) = question;
                    var expected = naive.Distances(changed);
                    var reached = new ReachSearch(Built(naive)).Everything(changed);
                    foreach (var (node, distance) in expected)
                    {
                        var way = reached.WayTo(node, distance);
                        if (
                            way.Count != distance + 1
                            || !changed.Contains(way[0])
                            || way[^1] != node
                            || Enumerable.Range(1, distance).Any(i => !naive.HasEdge(way[i], way[i - 1]))
                        )
                        {
                            return false;
                        }
                    }

                    return true;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_pruned_search_gives_every_critical_node_the_same_distance_and_way() =>
        Prop.ForAll(
                Questions,
                question =>
                {
                    var (naive, changed, critical) = question;
                    var graph = Built(naive);
                    var masks = CriticalMasks.Of(graph, Circles.Of(graph), critical);
                    var pruned = new ReachSearch(graph);
                    pruned.Everything([0]);
                    var some = pruned.ToCritical(changed, masks);
                    var all = new ReachSearch(graph).Everything(changed);
                    foreach (var node in critical)
                    {
                        var distance = all.DistanceOf(node);
                        if (
                            some.DistanceOf(node) != distance
                            || (distance >= 0 && !some.WayTo(node, distance).SequenceEqual(all.WayTo(node, distance)))
                        )
                        {
                            return false;
                        }
                    }

                    return some.Nodes.Length <= all.Nodes.Length;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_masks_say_exactly_which_critical_nodes_depend_on_each() =>
        Prop.ForAll(
                Questions,
                question =>
                {
                    var (naive, _, critical) = question;
                    var graph = Built(naive);
                    var masks = CriticalMasks.Of(graph, Circles.Of(graph), critical);
                    return Enumerable
                        .Range(0, naive.Nodes)
                        .All(node =>
                        {
                            var expected = naive.Distances([node]).Keys.Intersect(critical).Order().ToList();
                            return masks.Of(node).Order().SequenceEqual(expected) && masks.Count(node) == expected.Count;
                        });
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Two_nodes_share_a_group_exactly_where_each_depends_on_the_other() =>
        Prop.ForAll(
                Graphs,
                naive =>
                {
                    var circles = Circles.Of(Built(naive));
                    var group = new int[naive.Nodes];
                    for (var i = 0; i < circles.Groups; i++)
                    {
                        foreach (var node in circles.Of(i))
                        {
                            group[node] = i;
                        }
                    }

                    var reach = Enumerable.Range(0, naive.Nodes).Select(node => naive.Distances([node])).ToList();
                    return Enumerable
                            .Range(0, naive.Nodes)
                            .All(one =>
                                Enumerable
                                    .Range(0, naive.Nodes)
                                    .All(other => (group[one] == group[other]) == (reach[one].ContainsKey(other) && reach[other].ContainsKey(one)))
                            ) && naive.Edges.All(edge => group[edge.Dependent] <= group[edge.Dependency]);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Layers_of_many_nodes_are_found_like_small_ones()
    {
        const int Nodes = 40_000;
        var random = new System.Random(7);
        var edges = Enumerable.Range(1, Nodes - 1).SelectMany(node => Enumerable.Range(0, 3).Select(_ => (node, random.Next(node)))).ToList();
        var graph = Built(new NaiveReach(Nodes, edges));
        var search = new ReachSearch(graph);
        var masks = CriticalMasks.Of(graph, Circles.Of(graph), [Nodes - 1, Nodes / 2]);

        foreach (var changed in new[] { 0, 5, 1_000, Nodes - 1, 0 })
        {
            var distances = Enumerable.Repeat(-1, Nodes).ToArray();
            var queue = new Queue<int>([changed]);
            distances[changed] = 0;
            while (queue.TryDequeue(out var node))
            {
                foreach (var next in graph.DependentsOf(node))
                {
                    if (distances[next] < 0)
                    {
                        distances[next] = distances[node] + 1;
                        queue.Enqueue(next);
                    }
                }
            }

            var reached = search.Everything([changed]);
            reached.Nodes.Length.ShouldBe(distances.Count(distance => distance >= 0));
            for (var distance = 0; distance <= reached.Farthest; distance++)
            {
                foreach (var node in reached.At(distance))
                {
                    distances[node].ShouldBe(distance);
                }
            }

            var pruned = search.ToCritical([changed], masks);
            pruned.DistanceOf(Nodes - 1).ShouldBe(distances[Nodes - 1]);
            pruned.DistanceOf(Nodes / 2).ShouldBe(distances[Nodes / 2]);
        }
    }

    [Fact]
    public void A_chain_of_a_million_and_a_circle_of_a_million_end()
    {
        const int Nodes = 1_000_000;
        int[] dependents = [.. Enumerable.Range(1, Nodes - 1), 0];
        int[] dependencies = [.. Enumerable.Range(0, Nodes)];
        var chain = DependencyGraph.Of(Nodes, dependents.AsSpan(0, Nodes - 1), dependencies.AsSpan(0, Nodes - 1));
        var circle = DependencyGraph.Of(Nodes, dependents, dependencies);

        var reached = new ReachSearch(chain).Everything([0]);
        (reached.Farthest, reached.Nodes.Length).ShouldBe((Nodes - 1, Nodes));
        Circles.Of(chain).Groups.ShouldBe(Nodes);
        Circles.Of(circle).Groups.ShouldBe(1);
        CriticalMasks.Of(circle, Circles.Of(circle), [12]).Count(999).ShouldBe(1);
    }

    [Fact]
    public void Self_edges_and_duplicates_vanish_and_unknown_ends_are_refused()
    {
        var graph = DependencyGraph.Of(3, [0, 0, 1, 1, 0], [0, 1, 2, 2, 1]);

        graph.Edges.ShouldBe(2);
        graph.DependentsOf(1).ToArray().ShouldBe([0]);
        graph.DependenciesOf(1).ToArray().ShouldBe([2]);
        Should.Throw<ArgumentException>(() => DependencyGraph.Of(2, [0], [2]));
        Should.Throw<ArgumentException>(() => DependencyGraph.Of(2, [-1], [1]));
        Should.Throw<ArgumentException>(() => DependencyGraph.Of(2, [0], []));
    }

    [Fact]
    public void Nothing_changed_reaches_nothing()
    {
        var reached = new ReachSearch(DependencyGraph.Of(2, [0], [1])).Everything([]);
        (reached.Farthest, reached.Nodes.Length, reached.DistanceOf(1)).ShouldBe((-1, 0, -1));
        new ReachSearch(DependencyGraph.Of(0, [], [])).Everything([]).Nodes.IsEmpty.ShouldBeTrue();
    }

    private static DependencyGraph Built(NaiveReach naive) =>
        DependencyGraph.Of(naive.Nodes, naive.Edges.Select(edge => edge.Dependent).ToArray(), naive.Edges.Select(edge => edge.Dependency).ToArray());

    private static bool Holds(ReachedNodes reached, SortedDictionary<int, int> expected)
    {
        foreach (var (node, distance) in expected)
        {
            if (reached.DistanceOf(node) != distance)
            {
                return false;
            }
        }

        return true;
    }
}
