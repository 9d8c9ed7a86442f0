// Claims about refitting the minutes formula to what readers said.
using System.Text;
using Countersign.Impact;
using Countersign.Impact.Pace;

namespace Countersign.Tests.Impact.Pace;

public sealed class PaceFitTests
{
    [Fact]
    public void Without_twenty_answers_the_documented_constants_stand()
    {
        PaceFit.Of(TookCounts.None).ShouldBe(PaceFit.Documented);
        PaceFit.Of(Said(1, 4, 19)).ShouldBe(PaceFit.Documented);
        PaceFit.Of(Said(1, 4, 20)).IsDocumented.ShouldBeFalse();
    }

    [Fact]
    public void A_class_with_fewer_than_five_answers_is_neither_used_nor_shown()
    {
        var counts = Said(1, 2, 30).Plus(Said(4, 0, 4));

        counts.Shown().Row(4).ShouldBe(0);
        counts.Withheld().Row(4).ShouldBe(4);
        PaceFit.Of(counts).ShouldBe(PaceFit.Of(Said(1, 2, 30)));
        PaceFit.Of(counts).Answers.ShouldBe(30);
    }

    [Fact]
    public void Answers_that_agree_with_the_formula_leave_it_where_it_is()
    {
        var fit = PaceFit.Of(Said(0, 1, 50).Plus(Said(1, 2, 50)).Plus(Said(2, 3, 50)));

        fit.Start.ShouldBe(ReviewMinutes.ContextMinutes);
        fit.Factor.ShouldBe(1);
        fit.LinesPerHour.ShouldBe(ReviewMinutes.LinesPerHour);
    }

    [Fact]
    public void More_answers_move_it_further_and_none_moves_it_beyond_half_or_twice()
    {
        var few = PaceFit.Of(Said(3, 3, 25));
        var many = PaceFit.Of(Said(3, 3, 2_500));
        var slow = PaceFit.Of(Said(0, 4, 100_000).Plus(Said(3, 4, 100_000)));

        few.Factor.ShouldBeLessThan(1);
        many.Factor.ShouldBeLessThan(few.Factor);
        many.Factor.ShouldBeGreaterThanOrEqualTo(0.5);
        (slow.Start, slow.Factor).ShouldBe((16, 2));
        PaceFit.Of(Said(3, 3, 2_500)).ShouldBe(many);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(14.9, 0)]
    [InlineData(15, 1)]
    [InlineData(59.9, 2)]
    [InlineData(119, 3)]
    [InlineData(5_000, 4)]
    public void A_change_is_of_the_class_of_its_documented_minutes(double minutes, int row) => TookCounts.RowOf(minutes).ShouldBe(row);

    [Fact]
    public void The_file_is_read_as_it_was_written()
    {
        var counts = Said(1, 2, 7).Plus(Said(4, 4, 12));

        var read = TookCounts
            .Read(counts.ToJson(), "f")
            .Match((good, _) => good, problems => throw new InvalidOperationException(problems[0].Message));

        read.ToJson().ShouldBe(counts.ToJson());
        (read[1, 2], read[4, 4], read.Total).ShouldBe((7, 12, 19));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"answers\":[]}")]
    [InlineData("{\"version\":2,\"answers\":[]}")]
    [InlineData("{\"version\":1,\"answers\":[{\"expected\":\"never\",\"5-15\":1}]}")]
    [InlineData("{\"version\":1,\"answers\":[{\"expected\":\"15-30\",\"5-15\":-1}]}")]
    [InlineData("{\"version\":1,\"answers\":[{\"expected\":\"15-30\",\"5-15\":1e99}]}")]
    [InlineData("{\"version\":1,\"answers\":[{\"expected\":\"15-30\",\"5-15\":1},{\"expected\":\"15-30\",\"5-15\":1}]}")]
    [InlineData("{\"version\":1,\"answers\":[{\"expected\":\"15-30\",\"person\":\"mara\"}]}")]
    public void Hostile_counts_are_refused(string json) =>
        TookCounts.Read(Encoding.UTF8.GetBytes(json), "f").Match((_, _) => 0, problems => problems.Count).ShouldBeGreaterThan(0);

    private static TookCounts Said(int row, int band, int times)
    {
        var counts = TookCounts.None;
        var one = TookCounts.None.With(row, band);
        for (var bit = times; bit > 0; bit /= 2)
        {
            counts = bit % 2 == 1 ? counts.Plus(one) : counts;
            one = one.Plus(one);
        }

        return counts;
    }
}
