// Claims about Backstage's files: which way an edge runs, what is critical, what belongs to whom, what is refused.
using Countersign.Changes;
using Countersign.Impact;
using Countersign.Impact.Sources;

namespace Countersign.Tests.Impact.Sources;

public sealed class BackstageSourceTests
{
    private static readonly GraphSources Sources = new() { Backstage = true, CriticalityKey = "acme.dev/tier" };

    [Theory]
    [InlineData("'dependsOn':['component:ledger','resource:default/db']", "basket > ledger; basket > resource:db")]
    [InlineData("'dependencyOf':['component:web']", "web > basket")]
    [InlineData("'providesApis':['money']", "api:money > basket")]
    [InlineData("'consumesApis':['other/rates']", "basket > api:other/rates")]
    [InlineData("'subcomponentOf':'shop'", "shop > basket")]
    [InlineData("'system':'checkout'", "system:checkout > basket")]
    [InlineData("'partOf':['system:checkout']", "system:checkout > basket")]
    public void Every_relation_becomes_an_edge_from_who_depends(string relation, string edges)
    {
        var graph = Read($"[{{'kind':'Component','metadata':{{'name':'basket'}},'spec':{{{relation}}}}}]");

        graph.Edges().ShouldBe(edges);
        graph.Unknown.ShouldBeNull();
        graph.Edges.ShouldAllBe(edge => edge.Where.StartsWith("shop/catalog-info.yaml:", StringComparison.Ordinal));
    }

    [Fact]
    public void Whoever_consumes_an_api_is_reached_by_a_change_of_who_provides_it()
    {
        var graph = Read(
            "[{'kind':'Component','metadata':{'name':'ledger'},'spec':{'providesApis':['money']}},"
                + "{'kind':'API','metadata':{'name':'money'},'spec':{'owner':'x'}},"
                + "{'kind':'Component','metadata':{'name':'web','annotations':{'acme.dev/tier':'tier-0'}},'spec':{'consumesApis':['api:money']}}]"
        );
        var joined = ComponentGraph.Of(new GraphSide(Catalog.Empty, [graph]), new GraphSide(Catalog.Empty, [graph]));

        var reach = BlastRadius.Compute(joined, [joined.Find("ledger")!.Value], []);

        reach.Components.Select(it => it.Name).ShouldBe(["ledger", "web"]);
        reach.Components[1].Path.ShouldBe(["ledger", "api:money", "web"]);
        reach.Components[1].Criticality.ShouldBe(Criticality.Critical);
        reach.Undeclared.ShouldBeEmpty("an API is a way, no end");
    }

    [Theory]
    [InlineData("'annotations':{'acme.dev/tier':'high'}", Criticality.High)]
    [InlineData("'annotations':{'acme.dev/tier':'Tier-1'}", Criticality.Critical)]
    [InlineData("'labels':{'acme.dev/tier':'low'}", Criticality.Low)]
    [InlineData("'annotations':{'other':'low'}", Criticality.Medium)]
    [InlineData("'annotations':{'acme.dev/tier':'whatever'}", Criticality.Critical)]
    public void Criticality_comes_from_the_annotation_that_the_team_names(string annotation, Criticality expected)
    {
        var graph = Read($"[{{'kind':'Component','metadata':{{'name':'basket',{annotation}}}}}]");

        graph.Components.ShouldHaveSingleItem().Criticality.ShouldBe(expected);
        (graph.Unknown is null).ShouldBe(!annotation.Contains("whatever", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "shop")]
    [InlineData("dir:./web", "shop/web")]
    [InlineData("dir:../../..", "shop")]
    [InlineData("url:https://forge.example/acme/shop/tree/main/shop/web/", "shop/web")]
    [InlineData("url:https://forge.example/acme/shop/-/tree/main/shop/", "shop")]
    [InlineData("url:https://forge.example/acme/other/tree/main/elsewhere/", "shop")]
    [InlineData("url:https://forge.example/acme/shop", "shop")]
    public void A_component_claims_its_files_folder_or_the_one_it_names(string location, string folder)
    {
        var annotation = location.Length == 0 ? "" : $",'annotations':{{'backstage.io/source-location':'{location}'}}";

        Read($"[{{'kind':'Component','metadata':{{'name':'basket'{annotation}}}}}]").Components.ShouldHaveSingleItem().Folder.ShouldBe(folder);
    }

    [Theory]
    [InlineData("url:https://forge.example/acme/shop/tree/main/libs/web/", "libs/web")]
    [InlineData("url:https://forge.example/acme/other/tree/main/elsewhere/", null)]
    public void A_folder_elsewhere_that_the_repository_has_belongs_to_the_component_as_well_and_is_taken_from_nobody(string location, string? folder)
    {
        SourceFile[] files =
        [
            SourceFiles.Json("shop/catalog-info.yaml", $"[{Of("decoy", "tier-4", location)}]"),
            SourceFiles.Json("libs/catalog-info.yaml", $"[{Of("libs", "tier-1", "dir:./")}]"),
        ];
        var side = new GraphSide(
            Catalog.Empty,
            [BackstageSource.Read(files, new GraphSources { Backstage = true, CriticalityKey = "tier" }, one => one == "libs/web")]
        );
        var graph = ComponentGraph.Of(side, side);

        Touched("libs/web/x.js").ShouldBe(folder is null ? "libs" : "decoy libs");
        Touched("libs/x.js").ShouldBe("libs");
        Touched("shop/x.js").ShouldBe("decoy");
        graph.Touched(RepoPath.Of("elsewhere/x.js")).IsMapped.ShouldBeFalse();

        string Touched(string path) => string.Join(" ", graph.Touched(RepoPath.Of(path)).Nodes.Select(node => graph.Components[node].Name));
        static string Of(string name, string tier, string at) =>
            $"{{'kind':'Component','metadata':{{'name':'{name}','annotations':{{'tier':'{tier}','backstage.io/source-location':'{at}'}}}}}}";
    }

    [Fact]
    public void A_folder_elsewhere_is_not_made_harmless()
    {
        var file = SourceFiles.Json(
            "shop/catalog-info.yaml",
            "[{'kind':'Component','metadata':{'name':'decoy','annotations':{'tier':'tier-4','backstage.io/source-location':'url:https://f.example/a/b/tree/main/libs'}}}]"
        );
        var side = new GraphSide(
            Catalog.Empty,
            [BackstageSource.Read([file], new GraphSources { Backstage = true, CriticalityKey = "tier" }, _ => true)]
        );

        var touched = ComponentGraph.Of(side, side).Touched(RepoPath.Of("libs/x.js"));

        (touched.Nodes.Count, touched.IsMapped).ShouldBe((1, false));
    }

    [Theory]
    [InlineData("'no list'")]
    [InlineData("[1, null, [], {'kind':'Component'}]")]
    [InlineData("[{'kind':'Component','metadata':{'name':'a'},'spec':{'dependsOn':['bare']}}]")]
    [InlineData("[{'kind':'Component','metadata':{'name':'a'},'spec':{'dependsOn':['component:a/b/c']}}]")]
    [InlineData("[{'kind':'Component','metadata':{'name':'a'},'spec':[]}]")]
    [InlineData("[{'kind':'Component','metadata':{'name':{'x':1}}}]")]
    [InlineData("{")]
    public void What_cannot_be_read_is_said_and_leaves_coverage_unknown(string text)
    {
        var graph = Read(text);

        if (text == "'no list'")
        {
            graph.Components.ShouldBeEmpty();
            return;
        }

        graph.Unknown.ShouldNotBeNull().ShouldContain("shop/catalog-info.yaml");
    }

    [Fact]
    public void Other_kinds_are_passed_over()
    {
        var graph = Read(
            "[{'kind':'Location','metadata':{'name':'x'},'spec':{'targets':['./*/catalog-info.yaml']}},{'kind':'Group','metadata':{'name':'g'}}]"
        );

        (graph.Components.Count, graph.Edges.Count, graph.Unknown).ShouldBe((0, 0, null));
    }

    [Theory]
    [InlineData("'targets':['./a/catalog-info.yaml','./all.yaml']", "'./all.yaml' describes entities and is not read")]
    [InlineData("'target':'./services/'", "'./services/' describes entities")]
    [InlineData("'targets':[{}]", "targets")]
    [InlineData("'target':'https://forge.example/acme/other/blob/main/catalog-info.yaml'", null)]
    public void A_location_that_names_what_is_not_read_leaves_coverage_unknown(string targets, string? why)
    {
        var graph = Read($"[{{'kind':'Location','metadata':{{'name':'x'}},'spec':{{{targets}}}}}]");

        (graph.Unknown ?? "whole").ShouldContain(why ?? "whole");
    }

    [Fact]
    public void Names_are_told_apart_by_no_case()
    {
        var graph = Read(
            "[{'kind':'Component','metadata':{'name':'payments'}},"
                + "{'kind':'Component','metadata':{'name':'web','annotations':{'acme.dev/tier':'critical'}},'spec':{'dependsOn':['component:Payments','component:LEDGER']}}]"
        );
        var catalog = CatalogText.Good("{\"components\":[{\"name\":\"Ledger\",\"paths\":[\"l/**\"],\"owner\":\"a\",\"criticality\":\"low\"}]}");
        var joined = ComponentGraph.Of(new GraphSide(catalog, [graph]), new GraphSide(catalog, [graph]));

        joined.Components.Select(it => it.Name).ShouldBe(["Ledger", "payments", "web"]);
        BlastRadius.Compute(joined, [joined.Find("payments")!.Value], []).Components.Select(it => it.Name).ShouldBe(["payments", "web"]);
        BlastRadius.Compute(joined, [RepoPath.Of("l/a")]).Components.Select(it => it.Name).ShouldBe(["Ledger", "web"]);
    }

    [Fact]
    public void A_change_cannot_make_its_own_files_harmless_by_a_file_that_it_brings()
    {
        var brought = Read("[{'kind':'Component','metadata':{'name':'mine','annotations':{'acme.dev/tier':'low'}}}]");
        var graph = ComponentGraph.Of(Catalog.Empty, new GraphSide(Catalog.Empty, [brought]));

        var reach = BlastRadius.Compute(graph, [RepoPath.Of("shop/a.cs")]);

        reach.Unmapped.ShouldHaveSingleItem().Text.ShouldBe("shop/a.cs");
        reach.Components.ShouldHaveSingleItem().Name.ShouldBe("mine");
    }

    private static SuppliedGraph Read(string json) => BackstageSource.Read([SourceFiles.Json("shop/catalog-info.yaml", json)], Sources);
}
