// Claims about the catalog: what is refused, what a change to it takes away.
using System.Text;
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Impact;
using Countersign.Tests.Documents;
using Countersign.Tests.People;

namespace Countersign.Tests.Impact;

public sealed class CatalogTests
{
    [Theory]
    [InlineData("\"name\":\"text\"", "\"name\":\"money\"", "catalog.name-twice")]
    [InlineData("[\"money\",\"text\"]", "[\"mony\"]", "catalog.unknown-dependency")]
    [InlineData("[\"money\",\"text\"]", "[\"basket\"]", "catalog.own-dependency")]
    [InlineData("src/money/**", "src//money", "catalog.path")]
    [InlineData("src/money/**", "!src/money", "catalog.path")]
    [InlineData("\"criticality\":\"low\"", "\"criticality\":\"lowest\"", "catalog.unknown-value")]
    [InlineData("\"criticality\":\"low\"", "\"critical\":\"low\"", "catalog.missing-key")]
    [InlineData("\"reversible\":false", "\"reversible\":\"maybe\"", "catalog.not-a-flag")]
    [InlineData("\"dependsOn\"", "\"depends-on\"", "catalog.unknown-key")]
    [InlineData("\"version\":1", "\"version\":9", "catalog.version")]
    public void A_catalog_that_could_mislead_is_refused(string from, string to, string code)
    {
        CatalogText.Shop.ShouldContain(from);

        var problems = CatalogText.Parse(CatalogText.Shop.Replace(from, to, StringComparison.Ordinal)).ShouldBeOfType<Parsed<Catalog>.Bad>().Problems;

        problems.Select(problem => problem.Code).ShouldContain(code, string.Join("\n", problems));
        problems.ShouldAllBe(problem => problem.Remedy.Length > 0);
    }

    [Fact]
    public void A_path_claimed_twice_is_allowed_and_warned_about()
    {
        var good = CatalogText.Parse(CatalogText.Shop.Replace("*.po", "site/**", StringComparison.Ordinal)).ShouldBeOfType<Parsed<Catalog>.Good>();

        good.Warnings.ShouldHaveSingleItem().Code.ShouldBe("catalog.path-twice");
        good.Value.Of(RepoPath.Of("site/a.html")).Select(component => component.Name).ShouldBe(["text", "site"]);
    }

    [Fact]
    public void An_owner_is_a_person_or_a_team_of_the_roster()
    {
        var roster = RosterText.Good(RosterText.Whole);
        var catalog = CatalogText.Good(CatalogText.Shop);

        catalog.Lint(roster).ShouldBeEmpty();
        Catalog.Owners(catalog.Find("money")!, roster).Select(owner => owner.Value).ShouldBe(["jonas", "mara"]);
        Catalog.Owners(catalog.Find("site")!, roster).Select(owner => owner.Value).ShouldBe(["mara"]);
        CatalogText
            .Good(CatalogText.Shop.Replace("\"owner\":\"payments\"", "\"owner\":\"payment\"", StringComparison.Ordinal))
            .Lint(roster)[0]
            .Remedy.ShouldBe("Did you mean 'payments'?");
        CatalogText
            .Good(CatalogText.Shop)
            .Lint(RosterText.Good(RosterText.Whole.Replace("\"core\"", "\"mara\"", StringComparison.Ordinal)))
            .ShouldHaveSingleItem()
            .Code.ShouldBe("catalog.owner-twice");
    }

    [Theory]
    [InlineData("\"criticality\":\"critical\"", "\"criticality\":\"high\"", WeakeningKind.CriticalityLowered, "money", "payments")]
    [InlineData("\"dependsOn\":[\"money\",\"text\"]", "\"dependsOn\":[\"text\"]", WeakeningKind.EdgeRemoved, "basket", "payments")]
    [InlineData("src/text/**", "src/words/**", WeakeningKind.PathMovedAway, "text", "jonas")]
    [InlineData("\"owner\":\"jonas\"", "\"owner\":\"mara\"", WeakeningKind.OwnerChanged, "text", "jonas")]
    [InlineData("\"reversible\":false", "\"reversible\":true", WeakeningKind.CalledReversible, "money", "payments")]
    [InlineData("\"name\":\"site\"", "\"name\":\"page\"", WeakeningKind.ComponentRemoved, "site", "mara")]
    public void What_a_catalog_loses_needs_the_old_owner(string from, string to, WeakeningKind kind, string component, string owner)
    {
        var old = CatalogText.Good(CatalogText.Shop);
        var now = CatalogText.Good(CatalogText.Shop.Replace(from, to, StringComparison.Ordinal));

        var loss = CatalogWeakening.Find(old, now).ShouldHaveSingleItem();

        (loss.Kind, loss.Component, loss.Owner).ShouldBe((kind, component, owner));
    }

    [Fact]
    public void What_only_demands_more_is_no_weakening()
    {
        var old = CatalogText.Good(CatalogText.Shop);
        var more = CatalogText
            .Shop.Replace("\"criticality\":\"low\"", "\"criticality\":\"high\",\"dependsOn\":[\"money\"]", StringComparison.Ordinal)
            .Replace("\"*.po\"", "\"*.po\",\"*.mo\"", StringComparison.Ordinal);

        CatalogWeakening.Find(old, CatalogText.Good(more)).ShouldBeEmpty();
        CatalogWeakening.Find(Catalog.Empty, old).ShouldBeEmpty();
        CatalogWeakening.Find(old, Catalog.Empty).Count.ShouldBe(4);
    }

    [Fact]
    public void Hostile_catalogs_give_problems_and_never_an_exception()
    {
        var answered = 0;
        foreach (var bytes in Hostile.Mutations(Encoding.UTF8.GetBytes(CatalogText.Shop), "{}[]\",:*!/\\? "u8.ToArray(), 20_000))
        {
            answered += Catalog
                .Read(bytes, "h.yml", JsonDocumentReader.Read)
                .Match((catalog, _) => catalog.Of(RepoPath.Of("src/a")).Count >= 0 ? 1 : 0, problems => problems.Count > 0 ? 1 : 0);
        }

        answered.ShouldBe(Hostile.Count(20_000));
    }
}
