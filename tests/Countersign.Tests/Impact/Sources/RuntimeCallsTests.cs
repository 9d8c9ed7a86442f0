// Claims about what tracing systems give out: read whole, summed, and refused where it is something else.
using System.Text;
using Countersign.Documents;
using Countersign.Impact;
using Countersign.Impact.Sources;

namespace Countersign.Tests.Impact.Sources;

public sealed class RuntimeCallsTests
{
    [Theory]
    [InlineData(
        "[{'parent':'web','child':'cart','callCount':3},{'parent':'web','child':'cart','callCount':4},{'parent':'cart','child':'db','callCount':1}]"
    )]
    [InlineData("{'data':[{'parent':'web','child':'cart','callCount':7,'source':'x'},{'parent':'cart','child':'db'}],'total':0,'errors':null}")]
    public void Jaegers_dependencies_become_edges_busiest_first(string json) => Good(Jaeger(json)).ShouldBe("web -> cart 7; cart -> db 1");

    [Fact]
    public void Samples_of_a_pair_are_summed_and_other_metrics_passed_over()
    {
        const string Text = """
            # HELP traces_service_graph_request_total Total requests
            # TYPE traces_service_graph_request_total counter
            traces_service_graph_request_total{client="web",server="cart",connection_type="",failed="false"} 5
            traces_service_graph_request_total{server="cart",client="web",failed="true"} 2 1700000000000
            traces_service_graph_request_total{client="cart",server="db\"1\\",connection_type="database"} 1e3
            traces_service_graph_request_total{client="cart",server="idle"} 0
            traces_service_graph_request_failed_total{client="x",server="y"} 9
            traces_service_graph_request_totals{client="x",server="y"} 9
            """;

        Good(RuntimeCalls.OfServiceGraph(Text, "metrics")).ShouldBe("cart -> db\"1\\ 1000; web -> cart 7");
    }

    [Theory]
    [InlineData("{'data':{}}")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[{'parent':'a'}]")]
    [InlineData("[{'parent':{},'child':'b'}]")]
    public void What_Jaeger_never_says_is_refused(string json) => Jaeger(json).ShouldBeOfType<Parsed<RuntimeCalls>.Bad>().Problems.ShouldNotBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("nothing here")]
    [InlineData("traces_service_graph_request_total{client=\"a\",server=\"b\"}")]
    [InlineData("traces_service_graph_request_total{client=\"a\",server=\"b\"} NaN")]
    [InlineData("traces_service_graph_request_total{client=\"a\",server=\"b\"} -1")]
    [InlineData("traces_service_graph_request_total{client=\"a\",server=\"b\\")]
    [InlineData("traces_service_graph_request_total{client=\"a\",server} 1")]
    public void Metrics_that_cannot_be_read_are_refused(string text) =>
        RuntimeCalls.OfServiceGraph(text, "metrics").ShouldBeOfType<Parsed<RuntimeCalls>.Bad>().Problems.ShouldNotBeEmpty();

    [Fact]
    public void Names_that_could_not_be_read_back_are_counted_and_not_used()
    {
        var read = Jaeger(
                "[{'parent':'a -> b','child':'c','callCount':1},{'parent':'a\\u0000','child':'c','callCount':1},{'parent':'a b','child':'c d','callCount':2}]"
            )
            .ShouldBeOfType<Parsed<RuntimeCalls>.Good>()
            .Value;

        (read.All.Count, read.Passed).ShouldBe((1, 2));
        RuntimeCall.Parse(read.All[0].Written).ShouldBe(read.All[0]);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a -> b")]
    [InlineData(" -> b 1")]
    [InlineData("a ->  1")]
    [InlineData("a -> b -1")]
    [InlineData("a -> b x")]
    [InlineData("a -> b -> c 1")]
    public void Evidence_of_another_form_is_no_edge(string written) => RuntimeCall.Parse(written).ShouldBeNull();

    [Fact]
    public void An_edge_that_was_seen_and_never_declared_is_a_finding_and_counts()
    {
        var catalog = CatalogText.Good(
            CatalogText.Shop.Replace("\"name\":\"money\"", "\"services\":[\"money-api\"],\"name\":\"money\"", StringComparison.Ordinal)
        );
        var seen = new SuppliedGraph(GraphSource.Runtime)
        {
            Edges =
            [
                new SuppliedEdge("text", "money-api", "graph by ci", 12),
                new SuppliedEdge("basket", "money-api", "graph by ci", 9),
                new SuppliedEdge("batch", "text", "graph by ci"),
            ],
        };

        var graph = ComponentGraph.Of(catalog, catalog, [seen]);
        var reach = BlastRadius.Compute(graph, [Countersign.Changes.RepoPath.Of("src/money/a.cs")]);

        graph.Undeclared.Select(edge => $"{edge.Dependent} > {edge.Dependency}").ShouldBe(["text > money", "batch > text"]);
        reach.Components.Select(it => it.Name).ShouldBe(["money", "basket", "text", "site"]);
        reach.Undeclared.ShouldHaveSingleItem().Name.ShouldBe("batch");
        var both = graph.ProvenanceOf(graph.Find("basket")!.Value, graph.Find("money")!.Value);
        both.Select(it => it.Confidence).ShouldBe(["declared", "observed"], "the same edge from two sources keeps both");
    }

    private static Parsed<RuntimeCalls> Jaeger(string json) =>
        RuntimeCalls.OfJaeger(
            JsonDocumentReader
                .Read(Encoding.UTF8.GetBytes(json.Replace('\'', '"')), "d.json")
                .Match((node, _) => node, problems => throw new ShouldAssertException(problems[0].ToString())),
            "d.json"
        );

    private static string Good(Parsed<RuntimeCalls> parsed) =>
        string.Join("; ", parsed.ShouldBeOfType<Parsed<RuntimeCalls>.Good>().Value.All.Select(call => call.Written));
}
