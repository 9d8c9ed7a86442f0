// Claims about messages: which say that they mend, which name a commit as bad, and which only look so.
using Countersign.Likelihood;

namespace Countersign.Tests.Likelihood;

public sealed class MessageMarksTests
{
    private const string Id = "4f2a91c07b5d8e6f4f2a91c07b5d8e6f4f2a91c0";

    [Theory]
    [InlineData("fix: totals without tax", true)]
    [InlineData("Fixed the crash at midnight", true)]
    [InlineData("cart: regression with two coupons", true)]
    [InlineData("cart: coupons\n\nFixes: 4f2a91c (\"cart: totals\")", true)]
    [InlineData("cart: coupons\n\nFixes #12", true)]
    [InlineData("prefix the totals", false)]
    [InlineData("debug output", false)]
    [InlineData("cart: coupons\n\nCloses #12", false)]
    [InlineData("Revert \"cart: coupons\"", false)]
    [InlineData("", false)]
    public void A_message_that_says_it_mends_is_a_fix(string message, bool isFix) => MessageMarks.IsFix(message).ShouldBe(isFix);

    [Theory]
    [InlineData("Revert \"x\"\n\nThis reverts commit " + Id + ".")]
    [InlineData("Revert \"x\"\n\nThis takes out " + Id + ", exactly.")]
    [InlineData("y\n\nFixes: " + Id + " (\"x\")")]
    [InlineData("y\n\nRegression since commit " + Id)]
    [InlineData("The crash was introduced by " + Id + "\nand is gone.")]
    public void A_commit_that_a_later_message_blames_is_named(string message) => MessageMarks.Blamed(message).ShouldBe([Id]);

    [Theory]
    [InlineData("This reverts commit 4f2a91.")]
    [InlineData("Fixes: the deadbeef")]
    [InlineData("Cherry-picked from " + Id)]
    [InlineData("caused by 4F2A91C0")]
    [InlineData("introduced in 20260304-checkout4")]
    [InlineData("fixes: ")]
    public void What_names_no_commit_blames_none(string message) =>
        MessageMarks.Blamed(message).Where(hex => hex.Any(char.IsAsciiLetter)).ShouldBeEmpty();

    [Fact]
    public void A_message_of_nothing_but_openings_is_read_in_one_go()
    {
        var long_ = string.Concat(Enumerable.Repeat("introduced by caused by fixes: \n", 20_000));
        MessageMarks.Blamed(long_).ShouldBeEmpty();
        MessageMarks.IsFix(long_).ShouldBeTrue();
    }
}
