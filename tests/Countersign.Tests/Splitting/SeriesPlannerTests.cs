// Claims about how a change that is too large is cut into a series.
using System.Text;
using Countersign.Changes;
using Countersign.Impact;
using Countersign.Impact.Pace;
using Countersign.Splitting;

namespace Countersign.Tests.Splitting;

public sealed class SeriesPlannerTests
{
    [Fact]
    public void A_small_change_needs_no_cut()
    {
        var series = SeriesPlanner.Plan([Added("src/a.cs", Body("class First { }", 3)), Added("src/b.cs", Body("class Second { }", 3))], 60);

        series.NeedsNoCut.ShouldBeTrue();
        series.Parts.ShouldHaveSingleItem().Name.ShouldBe("everything");
    }

    [Fact]
    public void A_part_comes_after_the_part_that_introduces_what_it_uses_whatever_their_names()
    {
        var series = SeriesPlanner.Plan(
            [
                Added("src/alpha/Uses.cs", Body("class Uses { int x = RetryPolicy.Most; }", 300), "alpha"),
                Added("src/omega/RetryPolicy.cs", Body("public sealed class RetryPolicy { }", 300), "omega"),
            ],
            60
        );

        series.Parts.Select(part => part.Name).ShouldBe(["omega", "alpha"]);
        series.Parts[1].Uses.ShouldHaveSingleItem().ShouldBe(new PartUse(0, "RetryPolicy"));
    }

    [Fact]
    public void What_goes_away_goes_after_its_last_use()
    {
        var series = SeriesPlanner.Plan(
            [
                Deleted("src/alpha/OldPolicy.cs", Body("public sealed class OldPolicy { }", 900), "alpha"),
                Edited("src/omega/Uses.cs", Body("var x = OldPolicy.Most;", 300), Body("var x = 3;", 300, "other"), "omega"),
            ],
            60
        );

        series.Parts.Select(part => part.Name).ShouldBe(["omega", "alpha"]);
    }

    [Fact]
    public void Tests_stay_with_what_they_test_and_come_after_it()
    {
        var series = SeriesPlanner.Plan(
            [
                Added("tests/BasketTests.cs", Body("class BasketTests { }", 60), "tests"),
                Added("tests/InvoiceTests.cs", Body("class InvoiceTests { }", 60), "tests"),
                Added("src/basket/Basket.cs", Body("class Basket { }", 200), "basket"),
                Added("src/invoice/Invoice.cs", Body("class Invoice { }", 200), "invoice"),
            ],
            60
        );

        series
            .Parts.Select(part => string.Join(' ', part.Pieces.Select(piece => piece.File.Path.Name)))
            .ShouldBe(["Basket.cs BasketTests.cs", "Invoice.cs InvoiceTests.cs"]);
    }

    [Fact]
    public void Moves_whitespace_and_generated_files_stand_apart_from_what_has_to_be_thought_about()
    {
        var old = Body("class Kept { }", 100);
        var series = SeriesPlanner.Plan(
            [
                Moved("old/Kept.cs", "new/Kept.cs", old, old.Replace("line 50 of", "another 50 of", StringComparison.Ordinal)),
                Edited("src/Blank.cs", Body("class Blank {", 150), Body("class Blank {", 150).Replace("line", "    line", StringComparison.Ordinal)),
                Added("src/Model.g.cs", Body("class Model { }", 150)),
                Added("src/Thought.cs", Body("class Thought { }", 200)),
            ],
            60
        );

        series.Parts[0].Pieces.ShouldHaveSingleItem().Nature.ShouldBe(PieceNature.Move);
        series.Parts[1].Pieces.ShouldHaveSingleItem().Nature.ShouldBe(PieceNature.Whitespace);
        series.Parts[2].Pieces.Select(piece => piece.File.Path.Name).ShouldBe(["Kept.cs", "Thought.cs"], ignoreOrder: true);
        series.Parts[3].Name.ShouldBe("generated files");
    }

    [Theory]
    [InlineData("a b\n", "\ta b  \r\n", true)]
    [InlineData("a\n\nb\n", "a\nb\n", true)]
    [InlineData("a b\n", "ab\n", false)]
    [InlineData("a  b\n", "a b\n", false)]
    [InlineData("// a\nb()\n", "// a b()\n", false)]
    [InlineData("a\nb\n", "b\na\n", false)]
    public void Whitespace_is_what_stands_at_the_ends_of_lines_and_nothing_within(string before, string after, bool only) =>
        Pieces.IsWhitespaceOnly(before.Split('\n'), after.Split('\n')).ShouldBe(only);

    [Fact]
    public void Five_thousand_lines_in_one_run_cannot_be_cut_and_that_is_said()
    {
        var series = SeriesPlanner.Plan([Added("src/Huge.cs", Body("class Huge { }", 5_000))], 60);

        series.NeedsNoCut.ShouldBeFalse();
        series.Parts.ShouldHaveSingleItem().WhyLarge.ShouldBe("one run of 5,001 lines in one file: only its author can cut it");
    }

    [Fact]
    public void A_file_that_is_too_large_alone_is_cut_between_hunks_that_stand_apart()
    {
        var old = Body("head", 2_000);
        var lines = old.Split('\n');
        for (var i = 0; i < 1_600; i++)
        {
            if (i / 200 % 2 == 0)
            {
                lines[i] = $"changed {i}";
            }
        }

        var series = SeriesPlanner.Plan([Edited("src/Long.cs", old, string.Join('\n', lines))], 60);

        series.Parts.Count.ShouldBeGreaterThan(1);
        series.Parts.ShouldAllBe(part => part.WhyLarge == null && part.Pieces.All(piece => piece.File.Path.Text == "src/Long.cs"));
    }

    [Fact]
    public void Parts_that_use_each_other_are_said_to_where_no_single_part_could_hold_them()
    {
        var series = SeriesPlanner.Plan(
            [
                Added("src/a/Ping.cs", Body("class Ping { Pong other; }", 300), "a"),
                Added("src/b/Pong.cs", Body("class Pong { Ping other; }", 300), "b"),
            ],
            60
        );

        series.CutThroughCircles.ShouldBeTrue();
        series.Parts.Count.ShouldBe(2);
    }

    [Fact]
    public void Files_that_only_moved_count_a_tenth_in_the_whole_and_in_the_parts_as_the_gate_counts_them()
    {
        var body = Body("class Kept { }", 299);
        List<SplitFile> files = [.. Enumerable.Range(0, 12).Select(i => Moved($"src/F{i}.cs", $"lib/F{i}.cs", body, body))];

        var series = SeriesPlanner.Plan(files, 60);

        // 3600 lines by a tenth, 12 files by a tenth: the middle of knowing the code and not.
        series.Whole.Expected.ShouldBe((1.15 * (8 + (60 * 360 / 400.0))) + (1.5 * 1.2), 1e-6);
        series.Parts.Count.ShouldBe(2);
        series.Parts.ShouldAllBe(part => part.WhyLarge == null && part.Minutes.Expected <= 60 && part.Minutes.Files == 0);
    }

    [Fact]
    public void What_stayed_as_it_was_in_a_file_that_moved_and_changed_counts_a_tenth_in_the_whole()
    {
        var old = Body("class Kept { }", 299);
        var edited = Moved("src/Kept.cs", "lib/Kept.cs", old, old.Replace("line 50 of", "another 50 of", StringComparison.Ordinal));

        SeriesPlanner.Plan([edited], 60).Whole.EffectiveLines.ShouldBe((299 * 0.1) + 1 + 0.3, 1e-6);
    }

    [Fact]
    public void What_moved_to_where_it_is_read_more_closely_counts_in_full()
    {
        var body = Body("x", 99);
        var docs = Moved("docs/a.md", "src/a.cs", body, body);

        SeriesPlanner.Plan([docs], 60).Whole.EffectiveLines.ShouldBe(100 + (100 * 0.3), 1e-6);
    }

    [Fact]
    public void Parts_fit_by_the_target_s_own_pace()
    {
        List<SplitFile> files = [.. Enumerable.Range(0, 12).Select(i => Added($"src/F{i}.cs", Body($"class Kind{i} {{ }}", 60)))];

        var documented = SeriesPlanner.Plan(files, 60);
        var slow = SeriesPlanner.Plan(files, 60, new PaceFit(12, 2, 40));

        slow.Whole.Expected.ShouldBeGreaterThan(documented.Whole.Expected * 1.9);
        slow.Parts.Count.ShouldBeGreaterThan(documented.Parts.Count);
        slow.Parts.ShouldAllBe(part => part.Minutes.Expected <= 60 && part.Minutes.Pace.Answers == 40);
    }

    [Fact]
    public void A_file_makes_room_before_a_folder_of_its_name_and_the_other_way_round()
    {
        var series = SeriesPlanner.Plan(
            [
                Added("a/inner.cs", Body("x", 300), "one"),
                Deleted("a", Body("y", 900), "two"),
                Added("z", Body("x", 300), "one"),
                Deleted("z/inner.cs", Body("y", 900), "two"),
            ],
            60
        );

        var order = series.Parts.SelectMany(part => part.Pieces).Select(piece => piece.File.Path.Text).ToList();
        order.IndexOf("a").ShouldBeLessThan(order.IndexOf("a/inner.cs"));
        order.IndexOf("z/inner.cs").ShouldBeLessThan(order.IndexOf("z"));
    }

    [Fact]
    public void Each_piece_is_in_one_part_and_the_same_files_give_the_same_series_in_any_order()
    {
        List<SplitFile> files =
        [
            .. Enumerable
                .Range(0, 40)
                .Select(i => Added($"src/{(char)('a' + (i % 5))}/f{i}.cs", Body($"class Kind{i} : Kind{i * 7 % 40} {{ }}", 40), $"c{i % 5}")),
        ];

        var series = SeriesPlanner.Plan(files, 60);
        var again = SeriesPlanner.Plan([.. Enumerable.Reverse(files)], 60);

        series.Parts.SelectMany(part => part.Pieces).Select(piece => piece.File.Path).Order().ShouldBe(files.Select(file => file.Path).Order());
        series.Parts.ShouldAllBe(part => part.Minutes.Expected <= 60);
        again.Parts.Select(part => part.Name).ShouldBe(series.Parts.Select(part => part.Name));
    }

    private static string Body(string first, int lines, string word = "line") =>
        first + "\n" + string.Concat(Enumerable.Range(0, lines).Select(i => $"  {word} {i} of it\n"));

    private static SplitFile Added(string path, string content, string component = "") => File(path, "", content, component);

    private static SplitFile Deleted(string path, string content, string component = "") => File(path, content, "", component);

    private static SplitFile Edited(string path, string before, string after, string component = "") => File(path, before, after, component);

    private static SplitFile Moved(string from, string path, string before, string after) =>
        File(path, before, after, "") is var file
            ? file with
            {
                From = RepoPath.Of(from),
                FromReview = Review(from, 0, before.Count(letter => letter == '\n')),
                Review = Review(path, after.Count(letter => letter == '\n'), 0),
            }
            : throw new InvalidOperationException();

    private static SplitFile File(string path, string before, string after, string component)
    {
        var hunks = Hunks(before.Split('\n'), after.Split('\n'));
        var text = TextChange.Of(Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(after), hunks).ShouldNotBeNull();
        return new SplitFile(RepoPath.Of(path), State(before), State(after))
        {
            Review = Review(path, hunks.Sum(hunk => hunk.NewCount), hunks.Sum(hunk => hunk.OldCount)),
            Component = component,
            Text = text,
        };
    }

    private static ReviewFile Review(string path, int added, int deleted) =>
        new(RepoPath.Of(path), ChangeKinds.Of(RepoPath.Of(path)), added, deleted);

    private static FileState State(string content) =>
        content.Length == 0
            ? new FileState(EntryMode.Absent, default)
            : new FileState(
                EntryMode.Regular,
                ObjectId.FromBytes(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 20))
            );

    /// <summary>Line by line where both have as many lines; else one run.</summary>
    private static List<Hunk> Hunks(string[] before, string[] after)
    {
        if (before.Length != after.Length)
        {
            return [new Hunk(0, before is [""] ? 0 : before.Length - 1, 0, after is [""] ? 0 : after.Length - 1)];
        }

        var hunks = new List<Hunk>();
        for (var i = 0; i < before.Length; i++)
        {
            if (before[i] == after[i])
            {
                continue;
            }

            if (hunks.Count > 0 && hunks[^1].OldEnd == i)
            {
                hunks[^1] = hunks[^1] with { OldCount = hunks[^1].OldCount + 1, NewCount = hunks[^1].NewCount + 1 };
            }
            else
            {
                hunks.Add(new Hunk(i, 1, i, 1));
            }
        }

        return hunks;
    }
}
