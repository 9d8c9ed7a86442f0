// `countersign evidence add --graph`: what was seen running joins the graph, only by a bot's signature, and only while it is young.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Writing;

public sealed class GraphEvidenceTests
{
    private const string Catalog = "sources:\n  runtime: { at-most-days: 7 }\n" + GivenGate.PracticeCatalog;

    private const string Jaeger = """[{"parent":"checkout","child":"help-pages","callCount":41}]""";

    [Fact]
    public void A_runtime_graph_reaches_what_no_catalog_declares_until_it_is_too_old()
    {
        using var gate = Open();
        gate.Commit("jun", "words", "pages/help/refunds.md", "# Refunds\nA refund takes three days.\n");
        gate.Push("jun", "words").Code.ShouldBe(0);
        gate.Fetch("ci");
        gate.Write(gate.Clone("ci"), "d.json", Jaeger);
        var before = gate.FactsOf("jun", "words").GetProperty("reach");

        var added = gate.Run("ci", "evidence", "add", "--graph", "d.json", "--commit", "HEAD", "--change", "words");
        gate.Run("jun", "sync");
        var reach = gate.FactsOf("jun", "words").GetProperty("reach");
        var tree = gate.Run("jun", "reach");
        gate.Now = gate.Now.AddDays(8);
        var later = gate.FactsOf("jun", "words").GetProperty("reach");

        added.Code.ShouldBe(0, added.All);
        added.Output.ShouldContain("edges 1, left-out 0");
        before.GetProperty("unknownCoverage").GetString().ShouldBe("no bot has signed a runtime graph for this change");
        before.GetProperty("components").GetArrayLength().ShouldBe(1);
        reach.GetProperty("components").EnumerateArray().Select(it => it.GetProperty("name").GetString()).ShouldBe(["help-pages", "checkout"]);
        reach.TryGetProperty("unknownCoverage", out _).ShouldBeFalse();
        tree.Output.ShouldContain("Seen running and declared nowhere: checkout depends on help-pages (graph of ");
        later.GetProperty("unknownCoverage").GetString().ShouldNotBeNull().ShouldContain("is 8 days old, and 7 count at most");
        later.GetProperty("components").GetArrayLength().ShouldBe(2, "what is old still adds");
    }

    [Fact]
    public void A_person_a_bot_without_the_right_and_a_strange_file_give_no_graph()
    {
        using var gate = Open();
        gate.Commit("jun", "words", "pages/help/refunds.md", "# Refunds\n");
        gate.Push("jun", "words").Code.ShouldBe(0);
        gate.Fetch("ci", "robin");
        gate.Write(gate.Clone("ci"), "d.json", Jaeger);
        gate.Write(gate.Clone("ci"), "strange.json", "{\"nodes\":[]}");
        gate.Write(gate.Clone("robin"), "d.json", Jaeger);
        gate.Write(gate.Clone("jun"), "d.json", Jaeger);

        gate.Run("jun", "evidence", "add", "--graph", "d.json", "--change", "words").Errors.ShouldContain("evidence comes from machines");
        gate.Run("robin", "evidence", "add", "--graph", "d.json", "--change", "words").Errors.ShouldContain("may not give evidence named 'graph'");
        gate.Run("ci", "evidence", "add", "--graph", "strange.json", "--change", "words").Errors.ShouldContain("it is no list of dependencies");
        gate.Run("ci", "evidence", "add", "--graph", "d.json", "--observed", "yesterday", "--change", "words").Errors.ShouldContain("is no time");
        gate.Run("ci", "evidence", "add", "--check", "build", "--conclusion", "x", "--commit", "HEAD", "--change", "words")
            .Errors.ShouldContain("go with --graph");
    }

    private static GivenGate Open() =>
        GivenGate.Open(
            catalog: Catalog,
            rosterOf: gate => gate.PracticeRoster().Replace("sarif, coverage]", "sarif, coverage, graph]", StringComparison.Ordinal)
        );
}
