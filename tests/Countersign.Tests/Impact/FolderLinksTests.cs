// Claims about a Backstage component and what lies in its folder under another name: each is reached by what reaches the other.
using Countersign.Changes;
using Countersign.Impact;
using Countersign.Impact.Sources;
using Countersign.Tests.Impact.Sources;

namespace Countersign.Tests.Impact;

public sealed class FolderLinksTests
{
    private static readonly GraphSources s_tiers = new() { Backstage = true, CriticalityKey = "tier" };

    [Theory]
    [InlineData("checkout-service", "Checkout")]
    [InlineData("Checkout", "till")]
    [InlineData("checkout", "Checkout")]
    public void A_critical_service_is_reached_by_its_project_whatever_the_catalog_calls_that(string entity, string component)
    {
        var side = Side(
            Catalog((component, "/services/Checkout/**", "medium"), ("Money", "/libs/Money/**", "medium")),
            [Entity("services/Checkout", entity, "tier-0")],
            SourceFiles.Project("services/Checkout/Checkout.csproj", "../../libs/Money/Money.csproj"),
            SourceFiles.Project("libs/Money/Money.csproj")
        );

        Critical(side, "libs/Money/Amount.cs").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("services/Checkout/Checkout.csproj")]
    [InlineData("services/Checkout/src/Deep/Checkout.csproj")]
    public void Without_a_catalog_a_project_in_a_services_folder_leads_to_the_service(string project)
    {
        var up = string.Concat(Enumerable.Repeat("../", project.Count(sign => sign == '/')));
        var side = Side(
            Countersign.Impact.Catalog.Empty,
            [Entity("services/Checkout", "checkout-service", "tier-0"), Entity("services", "all-services", "tier-4")],
            SourceFiles.Project(project, $"{up}libs/Money/Money.csproj"),
            SourceFiles.Project("libs/Money/Money.csproj")
        );
        var graph = ComponentGraph.Of(side, side);

        var reach = BlastRadius.Compute(graph, [RepoPath.Of("libs/Money/Amount.cs")]);

        reach.Components.ShouldHaveSingleItem().Path.ShouldBe(["libs/Money/Money.csproj", project, "checkout-service"], "the nearest folder counts");
        var step = graph.ProvenanceOf(graph.Find("checkout-service")!.Value, graph.Find(project)!.Value).ShouldHaveSingleItem();
        (step.Confidence, step.Source, step.ToString()).ShouldBe(("inferred", GraphSource.Backstage, "inferred from the folder services/Checkout"));
    }

    [Fact]
    public void Who_depends_on_the_catalogs_name_for_a_service_is_reached_by_what_the_service_depends_on()
    {
        var side = Side(
            Catalog(("Checkout", "/services/Checkout/**", "medium"), ("web > Checkout", "/web/**", "critical")),
            [Entity("services/Checkout", "checkout-service", "tier-3", "'dependsOn':['component:tax']"), Entity("tax", "tax", "tier-3")]
        );

        Critical(side, "tax/rates.csv").ShouldBe(["web"]);
    }

    [Theory]
    [InlineData("/services/Checkout/src/**")]
    [InlineData("/services/Checkout/*.cs")]
    [InlineData("services/Checkout/src/")]
    [InlineData("/services/{Checkout,Ledger}/**")]
    public void A_part_that_the_catalog_names_in_a_services_folder_leads_to_the_service(string paths)
    {
        var side = Side(
            Catalog(("part > money", paths, "medium"), ("money", "/libs/**", "medium")),
            [Entity("services/Checkout", "checkout-service", "tier-0")]
        );

        Critical(side, "libs/x.cs").ShouldBe(["checkout-service"]);
    }

    [Fact]
    public void A_neighbours_folder_leads_nowhere()
    {
        var side = Side(
            Catalog(("Ledger > money", "/services/Ledger/**", "medium"), ("money", "/libs/**", "medium")),
            [Entity("services/Led", "led", "tier-0"), Entity("services/Checkout", "checkout-service", "tier-0")],
            SourceFiles.Project("services/Ledger2/L.csproj", "../../libs/M.csproj"),
            SourceFiles.Project("libs/M.csproj")
        );

        Critical(side, "libs/x.cs").ShouldBeEmpty();
    }

    [Fact]
    public void A_project_of_tests_beneath_a_service_is_no_part_of_it_and_one_in_its_own_folder_is()
    {
        var side = Side(
            Countersign.Impact.Catalog.Empty,
            [Entity("services/Checkout", "checkout-service", "tier-0"), Entity("tests/runner", "test-runner", "tier-0")],
            SourceFiles.Project("services/Checkout/tests/Checkout.Tests.csproj", "../../../libs/Given/Given.csproj"),
            SourceFiles.Project("tests/runner/Runner.csproj", "../../libs/Given/Given.csproj"),
            SourceFiles.Project("libs/Given/Given.csproj")
        );

        Critical(side, "libs/Given/x.cs").ShouldBe(["test-runner"]);
    }

    [Fact]
    public void A_description_that_a_change_takes_away_links_as_long_as_it_stands_at_the_tip()
    {
        var catalog = Catalog(("Checkout > money", "/services/Checkout/**", "medium"), ("money", "/libs/**", "medium"));
        var tip = Side(catalog, [Entity("services/Checkout", "checkout-service", "tier-0")]);

        Critical(tip, Side(catalog, []), "libs/x.cs").ShouldBe(["checkout-service"]);
        Critical(tip, Side(catalog, [Entity("services", "checkout-service", "tier-4")]), "libs/x.cs").ShouldBe(["checkout-service"]);
        Critical(Side(catalog, []), tip, "libs/x.cs").ShouldBe(["checkout-service"], "nor need it stand before");
    }

    [Fact]
    public void Thousands_of_components_over_thousands_of_projects_are_cut_and_said()
    {
        var entities = Enumerable.Range(0, 600).Select(at => $"{{'kind':'Component','metadata':{{'name':'c{at}'}}}}");
        var side = Side(
            Countersign.Impact.Catalog.Empty,
            [SourceFiles.Json("catalog-info.yaml", $"[{string.Join(',', entities)}]")],
            [.. Enumerable.Range(0, 600).Select(at => SourceFiles.Project($"p/{at}/{at}.csproj"))]
        );

        ComponentGraph.Of(side, side).Unknown.ShouldHaveSingleItem().ShouldContain("not all of it was read");
    }

    [Theory]
    [InlineData("dir:./%zz")]
    [InlineData("dir:../../..")]
    [InlineData("url:https://host/o/r/tree/main/%00/")]
    public void A_strange_folder_breaks_nothing(string location)
    {
        var entity = SourceFiles.Json(
            "a/catalog-info.yaml",
            $"[{{'kind':'Component','metadata':{{'name':'x','annotations':{{'backstage.io/source-location':'{location}'}}}}}}]"
        );
        var side = Side(Catalog(("a", "/%zz/**", "low"), ("b", "regex:^a/.*$", "low")), [entity]);

        ComponentGraph.Of(side, side).Find("x").ShouldNotBeNull();
    }

    private static SourceFile Entity(string folder, string name, string tier, string spec = "") =>
        SourceFiles.Json(
            $"{folder}/catalog-info.yaml",
            $"[{{'kind':'Component','metadata':{{'name':'{name}','annotations':{{'tier':'{tier}'}}}},'spec':{{{spec}}}}}]"
        );

    /// <summary>A name may say what the component depends on: web > money.</summary>
    private static Catalog Catalog(params (string Name, string Paths, string Criticality)[] components)
    {
        var written = components.Select(one =>
        {
            var names = one.Name.Split(" > ");
            var on = names.Length > 1 ? $"'{names[1]}'" : "";
            return $"{{'name':'{names[0]}','paths':['{one.Paths}'],'owner':'a','criticality':'{one.Criticality}','dependsOn':[{on}]}}";
        });
        return CatalogText.Good($"{{'components':[{string.Join(',', written)}]}}".Replace('\'', '"'));
    }

    private static GraphSide Side(Catalog catalog, SourceFile[] entities, params SourceFile[] projects) =>
        new(catalog, [BackstageSource.Read(entities, s_tiers), DotNetSource.Read(projects)]);

    private static IEnumerable<string> Critical(GraphSide side, string path) => Critical(side, side, path);

    private static IEnumerable<string> Critical(GraphSide tip, GraphSide result, string path) =>
        BlastRadius
            .Compute(ComponentGraph.Of(tip, result), [RepoPath.Of(path)])
            .Components.Where(it => it.Criticality == Criticality.Critical)
            .Select(it => it.Name);
}
