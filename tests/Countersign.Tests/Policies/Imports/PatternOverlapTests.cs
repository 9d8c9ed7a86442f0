// Claims about patterns of owners that are told apart before they are compared: quick, and never where both fit one path.
using System.Diagnostics;
using System.Text;
using Countersign.Changes;
using Countersign.People;
using Countersign.Policies.Imports;
using Countersign.Tests.Given;

namespace Countersign.Tests.Policies.Imports;

public sealed class PatternOverlapTests
{
    [Fact]
    public void Two_patterns_that_fit_one_path_are_never_told_apart()
    {
        var random = new Random(20270107);
        string[] parts = ["*", "**", "a", "ab", "a*", "*b", "?", "a?b", "[a]", "{a,b}", "*.c", "x.c"];
        string[] names = ["a", "ab", "b", "axb", "x.c", "q.c"];
        var (both, apart) = (0, 0);
        for (var i = 0; i < 3_000; i++)
        {
            var (left, right) = (Joined(parts), Joined(parts));
            if (!PathPattern.TryParse(left, out var one, out _) || !PathPattern.TryParse(right, out var other, out _))
            {
                continue;
            }

            var work = 0L;
            var may = new PatternOverlap(left).May(new PatternOverlap(right), ref work);
            new PatternOverlap(right).May(new PatternOverlap(left), ref work).ShouldBe(may, $"{left} {right}");
            apart += may ? 0 : 1;
            for (var at = 0; at < 40; at++)
            {
                var path = RepoPath.Of(Joined(names)[1..]);
                if (one.Matches(path) && other.Matches(path))
                {
                    both++;
                    may.ShouldBeTrue($"{left} and {right} fit {path.Text}");
                }
            }
        }

        both.ShouldBeGreaterThan(500);
        apart.ShouldBeGreaterThan(500);

        string Joined(string[] from) => string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"/{from[random.Next(from.Length)]}"));
    }

    [Theory]
    [InlineData("/src/component{0}/part/ @sam", false)]
    [InlineData("/src/*/component{0}.cs @sam", false)]
    [InlineData("/src/*component{0}*x*.cs @sam", true)]
    public void A_thousand_lines_take_seconds_and_where_too_many_overlap_the_owners_of_all_sign(string line, bool isTooMuch)
    {
        var lines = string.Concat(Enumerable.Range(0, 1_000).Select(at => line.Replace("{0}", $"{at:D5}", StringComparison.Ordinal) + "\n"));
        var options = new ImportOptions(PersonId.Parse("mara"), A.Scale.Levels, new DateOnly(2027, 2, 18), Roster.Empty);
        var clock = Stopwatch.StartNew();

        var imported = PolicyImport
            .FromCodeOwners(Encoding.UTF8.GetBytes(lines), "CODEOWNERS", options)
            .ShouldBeOfType<Countersign.Documents.Parsed<ImportedPolicy>.Good>()
            .Value;

        imported.Notes.Any(note => note.Kind == ImportNoteKind.Safer && note.Line > 0).ShouldBe(isTooMuch);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }
}
