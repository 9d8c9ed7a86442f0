// Claims about what can be taken back.
using Countersign.Changes;
using Countersign.Impact;

namespace Countersign.Tests.Impact;

public sealed class ReversibilityTests
{
    private static readonly Catalog Shop = CatalogText.Good(
        CatalogText.Shop.Replace("\"criticality\":\"low\"", "\"criticality\":\"low\",\"reversible\":true", StringComparison.Ordinal)
    );

    [Theory]
    [InlineData("src/text/a.cs", false, Reversibility.Reversible)]
    [InlineData("src/money/a.cs", false, Reversibility.ForwardOnly)]
    [InlineData("src/basket/a.cs", false, Reversibility.Unknown)]
    [InlineData("unmapped", false, Reversibility.Unknown)]
    [InlineData("src/text/migrations/1.sql", false, Reversibility.ForwardOnly)]
    [InlineData("src/text/prices.csv", true, Reversibility.ForwardOnly)]
    [InlineData("src/text/prices.csv", false, Reversibility.Reversible)]
    [InlineData("src/text/main.tf", true, Reversibility.ForwardOnly)]
    public void A_change_can_be_taken_back_only_where_everything_says_so(string path, bool isDeleted, string answer) =>
        Reversibility
            .Of(
                Shop,
                [
                    new ReversibilityFile(RepoPath.Of("src/text/b.cs"), ["code"], false),
                    new ReversibilityFile(RepoPath.Of(path), ChangeKinds.Of(RepoPath.Of(path)), isDeleted),
                ]
            )
            .ShouldBe(answer);
}
