// Claims about lines that only moved: proven one by one, never more than left, and never where they were read less closely before.
using Countersign.Changes;
using Countersign.Impact;

namespace Countersign.Tests.Impact;

public sealed class MovedLinesTests
{
    private static readonly string[] s_block = [.. Enumerable.Range(0, 10).Select(i => $"    var total{i} = Sum(items, {i});")];

    [Fact]
    public void A_block_that_left_one_file_and_stands_in_another_is_proven_line_by_line()
    {
        var (arrived, left) = MovedLines.Find([Block(0, s_block)], [Block(1, ["// new", .. s_block, "// end"])]);
        arrived.ShouldBe(new Dictionary<int, int> { [1] = 10 });
        left.ShouldBe(new Dictionary<int, int> { [0] = 10 });
    }

    [Fact]
    public void The_one_line_that_differs_counts_in_full_and_so_does_every_line_indented_anew()
    {
        string[] edited = [.. s_block];
        edited[4] += " ";
        MovedLines.Find([Block(0, s_block)], [Block(1, edited)]).In[1].ShouldBe(9);
        MovedLines.Find([Block(0, s_block)], [Block(1, [.. s_block.Select(line => " " + line)])]).In.ShouldBeEmpty();
    }

    [Fact]
    public void A_line_copied_twice_counts_once_and_what_came_without_leaving_counts_in_full()
    {
        var (arrived, left) = MovedLines.Find([Block(0, s_block)], [Block(1, [.. s_block, .. s_block]), Block(2, s_block)]);
        arrived.Values.Sum().ShouldBe(10);
        left[0].ShouldBe(10);
        MovedLines.Find([], [Block(1, s_block)]).In.ShouldBeEmpty();
    }

    [Fact]
    public void Braces_blank_lines_and_short_words_are_chance()
    {
        MovedLines.Find([Block(0, ["}", "", "    return;", "}"])], [Block(1, ["}", "", "    return;", "}"])]).In.ShouldBeEmpty();
        MovedLines.Find([Block(0, ["the quick brown foxes jump"])], [Block(1, ["the quick brown foxes jump"])]).In[1].ShouldBe(1);
    }

    [Fact]
    public void Text_that_becomes_code_and_code_that_enters_a_critical_place_count_in_full()
    {
        MovedLines.Find([Block(0, s_block, weight: 0.3)], [Block(1, s_block)]).In.ShouldBeEmpty();
        MovedLines.Find([Block(0, s_block)], [Block(1, s_block, isHighRisk: true)]).In.ShouldBeEmpty();
        MovedLines.Find([Block(0, s_block, isHighRisk: true)], [Block(1, s_block, weight: 0.3)]).In[1].ShouldBe(10);
    }

    [Theory]
    [InlineData("")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_hundred_thousand_equal_lines_are_looked_through_in_no_time(string line)
    {
        string[] many = [.. Enumerable.Repeat(line, 100_000)];
        var found = Task.Run(() => MovedLines.Find([Block(0, many), Block(1, many)], [Block(2, many)]), TestContext.Current.CancellationToken);
        var (arrived, left) = await found.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        arrived.Values.Sum().ShouldBe(left.Values.Sum());
        arrived.Values.Sum().ShouldBeLessThanOrEqualTo(100_000);
    }

    [Fact]
    public void What_only_moved_costs_a_tenth_and_a_renamed_file_a_tenth_of_one_that_is_opened()
    {
        var plain = new ReviewFile(RepoPath.Of("a.cs"), [ChangeKind.Code], 100, 0);
        (plain with { Moved = 100 }).EffectiveLines.ShouldBe(10, 1e-9);
        (plain with { Moved = 99 }).EffectiveLines.ShouldBe(10.9, 1e-9);
        var gone = new ReviewFile(RepoPath.Of("b.cs"), [ChangeKind.Code], 0, 100) { MovedAway = 100, IsRename = true };
        gone.EffectiveLines.ShouldBe(0, 1e-9);

        var minutes = ReviewMinutes.Of([gone, plain with { Moved = 100, IsRename = true }]);
        (minutes.Files, minutes.Renames).ShouldBe((0, 1));
        minutes.Low.ShouldBe(8 + 0.15 + (60 * 10.0 / 400), 1e-9);
        minutes.Explain().ShouldContain("a tenth of 1 only moved");
    }

    [Fact]
    public void What_left_a_less_critical_place_or_one_that_nobody_mapped_counts_in_full_where_it_arrives()
    {
        Criticality?[] places = [null, Criticality.Low, Criticality.Medium, Criticality.High, Criticality.Critical];
        foreach (var (from, to) in places.SelectMany(from => places.Select(to => (from, to))))
        {
            var isProven = from == to || (from >= to) || (from == Criticality.Critical && to is null);
            MovedLines.Find([Block(0, s_block, place: from)], [Block(1, s_block, place: to)]).In.Count.ShouldBe(isProven ? 1 : 0, $"{from} to {to}");
        }
    }

    private static LineBlock Block(int file, IReadOnlyList<string> lines, double weight = 1, bool isHighRisk = false, Criticality? place = null) =>
        new(
            file,
            lines,
            new ReviewFile(RepoPath.Of("a"), [weight < 1 ? ChangeKind.Docs : ChangeKind.Code], 1, 1, false, isHighRisk) { Place = place }
        );
}
