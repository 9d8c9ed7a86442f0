// Claims about what a change cannot do to its own reach: hide beneath a nearer folder, behind a lock file or a submodule.
using Countersign.Changes;
using Countersign.Impact;
using Countersign.Impact.Locks;
using Countersign.Impact.Sources;
using Countersign.Tests.Impact.Sources;

namespace Countersign.Tests.Impact;

public sealed class BroughtFilesTests
{
    private static readonly GraphSources Tiers = new() { Backstage = true, CriticalityKey = "tier" };

    [Fact]
    public void A_nearer_Backstage_file_that_a_change_brings_hides_nobody_whose_path_it_was()
    {
        var pay = Entity("src/pay", "payments", "tier-1");
        var shop = Entity("src/shop", "shop", "tier-0", "'dependsOn':['component:payments']");
        var decoy = Entity("src/pay/refunds", "decoy", "tier-4");
        var path = RepoPath.Of("src/pay/refunds/x.cs");

        Reached(Side(pay, shop), Side(pay, shop), path).ShouldBe(["payments", "shop"]);
        Reached(Side(pay, shop), Side(pay, shop, decoy), path).ShouldBe(["decoy", "payments", "shop"]);
        Reached(Side(pay, shop, decoy), Side(pay, shop), path).ShouldBe(["decoy", "payments", "shop"], "nor does one that it takes away");
        Reached(Side(pay, shop, decoy), Side(pay, shop, decoy), path)
            .ShouldBe(["decoy"], "once it stands, by a change of its own, the nearest counts");
    }

    [Fact]
    public void A_nearer_project_that_a_change_brings_cuts_nobody_off()
    {
        var core = SourceFiles.Project("src/Core/Core.csproj");
        var web = SourceFiles.Project("src/Web/Web.csproj", "../Core/Core.csproj");
        var tip = new GraphSide(Web, [DotNetSource.Read([core, web])]);
        var result = new GraphSide(Web, [DotNetSource.Read([core, web, SourceFiles.Project("src/Core/Deep/Decoy.csproj")])]);

        Reached(tip, tip, RepoPath.Of("src/Core/Deep/x.cs")).ShouldBe(["web"]);
        Reached(tip, result, RepoPath.Of("src/Core/Deep/x.cs")).ShouldBe(["web"]);
    }

    [Fact]
    public void A_lock_file_whose_packages_nobody_uses_belongs_to_its_folder()
    {
        var all = Side(Entity("", "everything", "tier-0"), Entity("web", "web", "tier-4"));
        var graph = ComponentGraph.Of(all, all, locks: [new LockUse("package-lock.json", ["ghost"], [], null)]);

        BlastRadius.Compute(graph, [RepoPath.Of("package-lock.json")]).Components.ShouldHaveSingleItem().Name.ShouldBe("everything");
    }

    [Fact]
    public void Whoever_claims_the_project_that_uses_a_package_is_touched()
    {
        var graph = ComponentGraph.Of(
            Pay("src/pay/*.cs"),
            Pay("src/pay/*.csproj"),
            locks: [new LockUse("src/pay/packages.lock.json", ["left"], [RepoPath.Of("src/pay/Pay.csproj")], null)]
        );

        BlastRadius.Compute(graph, [RepoPath.Of("src/pay/packages.lock.json")]).Components.ShouldHaveSingleItem().Name.ShouldBe("pay");
        BlastRadius.Compute(graph, [RepoPath.Of("src/pay/other.json")]).Components.ShouldBeEmpty("only what it claims");
    }

    [Theory]
    [InlineData("libs/x/**", EntryMode.Submodule, 1)]
    [InlineData("libs/x/", EntryMode.Submodule, 1)]
    [InlineData("libs/x", EntryMode.Submodule, 1)]
    [InlineData("libs/y/**", EntryMode.Submodule, 0)]
    [InlineData("libs/x/**", EntryMode.Regular, 0)]
    public void A_new_commit_of_a_submodule_touches_whoever_claims_what_is_in_it(string claimed, EntryMode mode, int components)
    {
        var catalog = Pay(claimed);
        var graph = ComponentGraph.Of(catalog, catalog);

        var touched = graph.Touched(new ChangedFile(RepoPath.Of("libs/x"), mode, mode, default, default));

        (touched.Nodes.Count, touched.IsMapped).ShouldBe((components, components > 0));
    }

    [Fact]
    public void A_submodule_belongs_to_the_folder_that_it_is()
    {
        var side = Side(Entity("", "everything", "tier-4"), Entity("libs", "x", "tier-0", location: "dir:./x"));
        var graph = ComponentGraph.Of(side, side);

        var touched = graph.Touched(new ChangedFile(RepoPath.Of("libs/x"), EntryMode.Submodule, EntryMode.Submodule, default, default));

        touched.Nodes.Select(node => graph.Components[node].Name).ShouldBe(["everything", "x"]);
    }

    [Fact]
    public void Calls_of_a_service_are_of_every_component_that_runs_under_its_name()
    {
        var catalog = CatalogText.Good(
            "{\"components\":[{\"name\":\"a\",\"paths\":[\"a/**\"],\"owner\":\"x\",\"criticality\":\"low\",\"services\":[\"b\"]},"
                + "{\"name\":\"b\",\"paths\":[\"b/**\"],\"owner\":\"x\",\"criticality\":\"critical\"},"
                + "{\"name\":\"c\",\"paths\":[\"c/**\"],\"owner\":\"x\",\"criticality\":\"low\"}]}"
        );
        var seen = new SuppliedGraph(GraphSource.Runtime) { Edges = [new SuppliedEdge("b", "c", "seen", 1), new SuppliedEdge("a", "b", "seen", 1)] };
        var graph = ComponentGraph.Of(catalog, catalog, [seen]);

        BlastRadius.Compute(graph, [RepoPath.Of("c/x")]).Components.Select(it => it.Name).ShouldBe(["c", "a", "b"]);
        graph.Undeclared.Select(edge => $"{edge.Dependent} > {edge.Dependency}").ShouldBe(["a > c", "b > c"], "a calling itself is none");
    }

    private static readonly Catalog Web = CatalogText.Good(
        "{\"components\":[{\"name\":\"web\",\"paths\":[\"src/Web/**\"],\"owner\":\"a\",\"criticality\":\"critical\"}]}"
    );

    private static Catalog Pay(string path) =>
        CatalogText.Good($"{{\"components\":[{{\"name\":\"pay\",\"paths\":[\"{path}\"],\"owner\":\"a\",\"criticality\":\"critical\"}}]}}");

    private static SourceFile Entity(string folder, string name, string tier, string spec = "", string? location = null) =>
        SourceFiles.Json(
            folder.Length == 0 ? "catalog-info.yaml" : $"{folder}/catalog-info.yaml",
            $"[{{'kind':'Component','metadata':{{'name':'{name}','annotations':{{'tier':'{tier}'{(location is null ? "" : $",'backstage.io/source-location':'{location}'")}}}}},'spec':{{{spec}}}}}]"
        );

    private static GraphSide Side(params SourceFile[] files) => new(Catalog.Empty, [BackstageSource.Read(files, Tiers)]);

    private static IEnumerable<string> Reached(GraphSide tip, GraphSide result, RepoPath path) =>
        BlastRadius.Compute(ComponentGraph.Of(tip, result), [path]).Components.Select(it => it.Name).Order(StringComparer.Ordinal);
}
