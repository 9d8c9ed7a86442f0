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

    [Theory]
    [InlineData("src/text/main.tf", 0, 1, Reversibility.Unknown)]
    [InlineData("src/text/main.tf", 3, 1, Reversibility.Unknown)]
    [InlineData("src/text/main.tf", 3, 0, Reversibility.Reversible)]
    [InlineData("src/text/seed.csv", 0, 9, Reversibility.Unknown)]
    [InlineData("src/text/seed.csv", 1, 9, Reversibility.Unknown)]
    [InlineData("src/text/seed.csv", 9, 9, Reversibility.Reversible)]
    [InlineData("src/text/a.cs", 0, 9, Reversibility.Reversible)]
    public void Infrastructure_that_loses_lines_and_data_that_shrinks_are_never_called_reversible(
        string path,
        int added,
        int deleted,
        string answer
    ) => Of(path, file => file with { Added = added, Deleted = deleted }).ShouldBe(answer);

    [Theory]
    [InlineData("src/text/shop.db", Reversibility.Unknown)]
    [InlineData("src/text/logo.png", Reversibility.Reversible)]
    public void What_changed_in_binary_data_is_not_told(string path, string answer) =>
        Of(path, file => file with { IsBinary = true }).ShouldBe(answer);

    [Theory]
    [InlineData("src/text/migrations/1.sql", false, "a migration has run once it is in")]
    [InlineData("src/text/main.tf", true, "infrastructure is deleted, and what it held with it")]
    [InlineData("src/text/prices.csv", true, "data is deleted")]
    [InlineData("src/money/a.cs", false, "the catalog says 'reversible: false' of money")]
    [InlineData("src/basket/a.cs", false, "no component in the catalog says 'reversible' of it")]
    public void The_path_that_makes_it_so_is_named_with_its_rule_and_milder_doubts_are_left_out(string path, bool isDeleted, string rule)
    {
        var file = new ReversibilityFile(RepoPath.Of(path), ChangeKinds.Of(RepoPath.Of(path)), isDeleted);
        var mild = new ReversibilityFile(RepoPath.Of("src/text/main.tf"), [ChangeKind.Infrastructure], false) { LosesLines = true };

        Reversibility.Why(Shop, [file]).ShouldBe([(file.Path, rule)]);
        Reversibility
            .Why(Shop, [mild, file])
            .Count.ShouldBe(Reversibility.Of(Shop, [file]) == Reversibility.ForwardOnly ? 1 : 2, "only what weighs as much as the answer");
    }

    private static string Of(string path, Func<ChangedFile, ChangedFile> changed)
    {
        var file = changed(new ChangedFile(RepoPath.Of(path), EntryMode.Regular, EntryMode.Regular, default, default));
        return Reversibility.Of(Shop, [ReversibilityFile.Of(file, ChangeKinds.Of(file.Path))]);
    }
}
