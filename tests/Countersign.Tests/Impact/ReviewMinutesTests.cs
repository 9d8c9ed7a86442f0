// Claims about the minutes that reading takes.
using Countersign.Changes;
using Countersign.Impact;

namespace Countersign.Tests.Impact;

public sealed class ReviewMinutesTests
{
    [Theory]
    [InlineData(24, 1, 13, 17)]
    [InlineData(50, 3, 20, 28)]
    [InlineData(100, 4, 29, 44)]
    [InlineData(200, 6, 47, 77)]
    [InlineData(400, 10, 83, 143)]
    [InlineData(800, 15, 150, 270)]
    [InlineData(1200, 20, 218, 398)]
    public void The_formula_gives_the_published_table(int lines, int files, int ordinary, int highRisk)
    {
        Round(ReviewMinutes.Of(Files(lines, files, risky: false)).Low).ShouldBe(ordinary);
        Round(ReviewMinutes.Of(Files(lines, files, risky: true)).Low).ShouldBe(highRisk);
    }

    [Fact]
    public void Tests_docs_and_deleted_lines_weigh_less_and_only_proof_makes_generated_lines_free()
    {
        File("a.cs", ["code"], 100, 0).EffectiveLines.ShouldBe(100);
        File("a.yml", ["config"], 100, 0).EffectiveLines.ShouldBe(100);
        File("t.cs", ["test"], 100, 0).EffectiveLines.ShouldBe(60);
        File("a.md", ["docs"], 100, 0).EffectiveLines.ShouldBe(30);
        File("a.cs", ["code"], 0, 100).EffectiveLines.ShouldBe(30);
        File("a.g.cs", ["code"], 100, 100).EffectiveLines.ShouldBe(130);
        (File("a.g.cs", ["code"], 100, 100) with { IsProven = true }).EffectiveLines.ShouldBe(0);
        File("t/Dockerfile", ["infrastructure", "test"], 100, 0).EffectiveLines.ShouldBe(100);
        ReviewMinutes.Of([File("a.g.cs", ["code"], 5, 0) with { IsProven = true }]).High.ShouldBe(0);
    }

    [Fact]
    public void Familiarity_makes_the_band_and_the_expectation()
    {
        var files = Files(100, 4, risky: false);

        Round(ReviewMinutes.Of(files).High).ShouldBe(36);
        ReviewMinutes.Of(files, isFamiliar: true).Expected.ShouldBe(29);
        ReviewMinutes.Of(files, isFamiliar: false).Expected.ShouldBe(ReviewMinutes.Of(files).High);
        ReviewMinutes.Of(files).Expected.ShouldBe((29 + ReviewMinutes.Of(files).High) / 2);
        ReviewMinutes.Of(files).ToString().ShouldBe("about 29 to 36 min");
        ReviewMinutes.Of([]).ToString().ShouldBe("about 0 min");
    }

    [Fact]
    public void The_formula_is_printed_with_its_numbers()
    {
        ReviewMinutes
            .Of(Files(100, 4, risky: false))
            .Explain()
            .ShouldBe(
                "8 + 1.5 x 4 files + 60 x 100 / 400 lines an hour = 29 min for somebody who knows this code; x 1.3 on context and lines at first contact = 36 min"
            );
        ReviewMinutes
            .Of([.. Files(100, 1, risky: false), .. Files(50, 1, risky: true)])
            .Explain()
            .ShouldContain("60 x (100 / 400 + 50 / 200) lines an hour");
    }

    private static ReviewFile[] Files(int lines, int files, bool risky) =>
        [.. Enumerable.Range(0, files).Select(at => File($"src/{at}.cs", ["code"], at == 0 ? lines : 0, 0) with { IsHighRisk = risky })];

    private static ReviewFile File(string path, string[] kinds, int added, int deleted) => new(RepoPath.Of(path), kinds, added, deleted);

    private static int Round(double minutes) => (int)Math.Round(minutes);
}
