// Claims about reach: who depends on what changed, and by which way.
using Countersign.Changes;
using Countersign.Impact;

namespace Countersign.Tests.Impact;

public sealed class BlastRadiusTests
{
    private static readonly Catalog Shop = CatalogText.Good(CatalogText.Shop);

    [Fact]
    public void A_change_reaches_everything_that_depends_on_it_with_the_way_there()
    {
        var reach = BlastRadius.Compute(Shop, Shop, [RepoPath.Of("src/money/rate.cs"), RepoPath.Of("README.md")]);

        reach
            .Components.Select(reached => (reached.Name, reached.Distance, string.Join(" > ", reached.Path)))
            .ShouldBe([("money", 0, "money"), ("basket", 1, "money > basket"), ("site", 2, "money > basket > site")]);
        reach.Components.Max(it => it.Criticality).ShouldBe(Criticality.Critical);
        reach.Unmapped.Select(path => path.Text).ShouldBe(["README.md"]);
    }

    [Fact]
    public void The_shortest_way_is_shown()
    {
        var reach = BlastRadius.Compute(Shop, Shop, [RepoPath.Of("src/text/a.cs")]);

        reach
            .Components.Select(reached => (reached.Name, string.Join(" > ", reached.Path)))
            .ShouldBe([("text", "text"), ("basket", "text > basket"), ("site", "text > site")]);
    }

    [Fact]
    public void A_change_cannot_cut_the_edge_it_is_judged_by()
    {
        var cut = CatalogText.Good(
            CatalogText
                .Shop.Replace("\"dependsOn\":[\"money\",\"text\"]", "\"dependsOn\":[]", StringComparison.Ordinal)
                .Replace("\"criticality\":\"high\"", "\"criticality\":\"low\"", StringComparison.Ordinal)
        );

        var reach = BlastRadius.Compute(Shop, cut, [RepoPath.Of("src/money/rate.cs")]);

        reach
            .Components.Single(reached => reached.Name == "basket")
            .ShouldSatisfyAllConditions(basket => basket.Criticality.ShouldBe(Criticality.High), basket => basket.Distance.ShouldBe(1));
    }

    [Fact]
    public void A_new_component_and_a_raised_one_count_at_once()
    {
        var raised = CatalogText.Good(CatalogText.Shop.Replace("\"criticality\":\"low\"", "\"criticality\":\"critical\"", StringComparison.Ordinal));

        BlastRadius.Compute(Shop, raised, [RepoPath.Of("a.po")]).Components.Max(it => it.Criticality).ShouldBe(Criticality.Critical);
        BlastRadius.Compute(Catalog.Empty, Shop, [RepoPath.Of("site/a")]).Components.ShouldHaveSingleItem().Name.ShouldBe("site");
        BlastRadius.Compute(Catalog.Empty, Catalog.Empty, [RepoPath.Of("site/a")]).Components.ShouldBeEmpty();
    }

    [Fact]
    public void A_circle_of_dependencies_ends()
    {
        var circle = CatalogText.Good(
            CatalogText.Shop.Replace("\"reversible\":false", "\"reversible\":false,\"dependsOn\":[\"site\"]", StringComparison.Ordinal)
        );

        BlastRadius.Compute(circle, circle, [RepoPath.Of("site/a")]).Components.Select(reached => reached.Name).ShouldBe(["site", "money", "basket"]);
        BlastRadius.DependenciesOf(ComponentGraph.Of(circle, circle), ["site"]).ShouldBe(["basket", "money", "site", "text"]);
    }
}
