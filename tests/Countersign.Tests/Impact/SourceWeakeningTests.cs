// Claims about `sources:` in the catalog: what is no longer read, or may say less, is a loss by name; what is read in addition is none.
using Countersign.Impact;

namespace Countersign.Tests.Impact;

public sealed class SourceWeakeningTests
{
    private const string All =
        "{\"backstage\":{\"criticality\":\"tier\",\"default\":\"high\"},\"projects\":[\"dotnet\",\"npm\"],\"runtime\":{\"at-most-days\":\"7\"}}";

    [Theory]
    [InlineData("\"backstage\":{\"criticality\":\"tier\",\"default\":\"high\"},", "", "the source 'backstage' is removed")]
    [InlineData("[\"dotnet\",\"npm\"]", "[\"npm\"]", "the source 'projects: dotnet' is removed")]
    [InlineData("[\"dotnet\",\"npm\"]", "[]", "the source 'projects: dotnet' is removed|the source 'projects: npm' is removed")]
    [InlineData(",\"runtime\":{\"at-most-days\":\"7\"}", "", "the source 'runtime' is removed")]
    [InlineData("\"7\"", "\"3650\"", "the source 'runtime' may be 3650 days old, no longer 7")]
    [InlineData("\"tier\"", "\"nothing\"", "the source 'backstage' takes its criticality from 'nothing' and no longer from 'tier'")]
    [InlineData("\"high\"", "\"low\"", "the source 'backstage' counts a component as low that says nothing, no longer as high")]
    public void A_source_that_is_taken_out_or_made_to_say_less_is_a_loss_of_the_most_critical_component_s_owner(string from, string to, string losses)
    {
        All.ShouldContain(from);

        var found = CatalogWeakening.Find(With(All), With(All.Replace(from, to, StringComparison.Ordinal)));

        found.Select(one => one.Detail).ShouldBe(losses.Split('|'));
        found.ShouldAllBe(one => one.Kind == WeakeningKind.SourceNarrowed && one.Component == "money" && one.Owner == "payments");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"name\":\"web\",\"paths\":[\"web/**\"],\"owner\":\"a\",\"criticality\":\"high\"}")]
    public void A_source_that_is_taken_out_where_no_owner_of_what_is_most_critical_is_known_is_a_loss_that_nobody_answers_for(string components)
    {
        var old = CatalogText.Good($"{{\"version\":1,\"sources\":{All},\"components\":[{components}]}}");

        var losses = CatalogWeakening.Find(old, CatalogText.Good($"{{\"version\":1,\"components\":[{components}]}}"));

        losses.Select(loss => loss.Detail).ShouldContain("the source 'backstage' is removed");
        losses.ShouldAllBe(loss => loss.Kind == WeakeningKind.SourceNarrowed && loss.Owner == "");
        CatalogWeakening.Find(old, old).ShouldBeEmpty();
    }

    [Fact]
    public void A_source_more_or_one_that_says_more_is_no_loss()
    {
        CatalogWeakening.Find(CatalogText.Good(CatalogText.Shop), With(All)).ShouldBeEmpty();
        CatalogWeakening.Find(With("{\"projects\":[\"npm\"]}"), With(All)).ShouldBeEmpty();
        CatalogWeakening.Find(With(All), With(All.Replace("\"7\"", "\"1\"", StringComparison.Ordinal))).ShouldBeEmpty();
        CatalogWeakening.Find(With(All), With(All.Replace("\"high\"", "\"critical\"", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public void A_name_under_which_a_component_runs_is_a_loss_when_it_goes()
    {
        const string Named = "\"services\":[\"pay\"],\"rollout\"";
        var old = CatalogText.Good(CatalogText.Shop.Replace("\"rollout\"", Named, StringComparison.Ordinal));

        var loss = CatalogWeakening.Find(old, CatalogText.Good(CatalogText.Shop)).ShouldHaveSingleItem();

        (loss.Kind, loss.Component, loss.Owner).ShouldBe((WeakeningKind.ServiceRemoved, "money", "payments"));
        CatalogWeakening.Find(CatalogText.Good(CatalogText.Shop), old).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("false", "true", "'money' is no longer called irreversible")]
    [InlineData("false", "null", "'money' is no longer called irreversible")]
    [InlineData("null", "true", "'money' is called reversible")]
    [InlineData("true", "false", null)]
    [InlineData("null", "false", null)]
    [InlineData("true", "null", null)]
    public void To_call_a_component_reversible_that_was_not_is_a_loss(string before, string after, string? loss)
    {
        var (old, now) = (Reversible(before), Reversible(after));

        CatalogWeakening.Find(old, now).Select(one => one.Detail).ShouldBe(loss is null ? [] : [loss]);
        Catalog.Union(old, now).Find("money")!.Reversible.ShouldBe((before, after) is ("false", _) or (_, "false") ? false : null);
    }

    private static Catalog Reversible(string answer) =>
        CatalogText.Good(
            CatalogText.Shop.Replace(",\"reversible\":false", answer == "null" ? "" : $",\"reversible\":{answer}", StringComparison.Ordinal)
        );

    private static Catalog With(string sources) =>
        CatalogText.Good(CatalogText.Shop.Replace("\"version\":1", $"\"version\":1,\"sources\":{sources}", StringComparison.Ordinal));
}
