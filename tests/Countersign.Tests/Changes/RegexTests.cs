// Claims about regular expressions in patterns: what they find, what is refused, and that no text makes them slow.
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Countersign.Changes;

namespace Countersign.Tests.Changes;

public sealed class RegexTests
{
    [Theory]
    [InlineData("app/.*\\.go", "my/app/a/b.go", true)]
    [InlineData("app/.*\\.go", "my/app.go", false)]
    [InlineData("^docs/", "docs/a", true)]
    [InlineData("^docs/", "x/docs/a", false)]
    [InlineData("\\.md$", "a.md", true)]
    [InlineData("\\.md$", "a.mdx", false)]
    [InlineData("^(a|b)$|c", "xcx", true)]
    [InlineData("^(a|b)$|c", "ab", false)]
    [InlineData("^[^/]+$", "top", true)]
    [InlineData("^[^/]+$", "a/b", false)]
    [InlineData("[^a]", "/", true)]
    [InlineData("^(fix|feat|chore): (\\w| )+$", "fix: one thing", true)]
    [InlineData("^(fix|feat|chore): (\\w| )+$", "fix: ", false)]
    [InlineData("(?i)blocked", "BLOCKED: x", true)]
    [InlineData("(?i:b)locked", "Blocked", true)]
    [InlineData("(?i:b)locked", "BLOCKED", false)]
    [InlineData("^a{2,3}$", "aaa", true)]
    [InlineData("^a{2,3}$", "aaaa", false)]
    [InlineData("^a{2}$", "a", false)]
    [InlineData("^x*$", "", true)]
    [InlineData("^[[:alpha:]]+\\d$", "ab1", true)]
    [InlineData("\\Qa.b\\E$", "xa.b", true)]
    [InlineData("\\Qa.b\\E$", "xaxb", false)]
    [InlineData("\\x{e9}", "caf\u00e9", true)]
    [InlineData("^.$", "\u00e9", true)]
    [InlineData("a.c", "a\nc", false)]
    [InlineData("(?s)a.c", "a\nc", true)]
    [InlineData("a$b", "ab", false)]
    [InlineData("(?P<name>a)+?", "ba", true)]
    [InlineData("", "x", false)]
    public void An_expression_finds_what_RE2_finds(string expression, string text, bool found)
    {
        var reads = PathPattern.TryParse(PathPattern.RegexPrefix + expression, out var pattern, out var problem);

        (reads && pattern!.Matches(text)).ShouldBe(found, problem);
    }

    [Theory]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("[a")]
    [InlineData("[b-a]")]
    [InlineData("*")]
    [InlineData("a**")]
    [InlineData("\\bword")]
    [InlineData("\\pL")]
    [InlineData("(?=a)")]
    [InlineData("(?m)^a")]
    [InlineData("\\1")]
    [InlineData("a{1001}")]
    [InlineData("((((a{100}){100}){100}){100})")]
    [InlineData("a\\")]
    public void What_is_not_understood_is_refused_in_words(string expression)
    {
        PathPattern.TryParse(PathPattern.RegexPrefix + expression, out _, out var problem).ShouldBeFalse();
        problem.ShouldContain("cannot be read");
    }

    /// <summary>Over letters, classes and repetitions that mean the same in .NET.</summary>
    [Fact]
    public void Bent_expressions_find_what_the_frameworks_own_linear_engine_finds()
    {
        var texts = new[] { "", "a", "ab", "abc", "a/b.go", "xyz", "aaa", "b.a", "/" };
        var compared = 0;
        foreach (
            var bytes in Documents.Hostile.Mutations("^(a|b)*[^a-c/]x?.+\\.go$|ab{1,2}c"u8.ToArray(), "ab(|)*?+[]^$./{}\\,12"u8.ToArray(), 3_000)
        )
        {
            var text = Encoding.UTF8.GetString(bytes);
            if (!PathPattern.TryParse(PathPattern.RegexPrefix + text, out var ours, out _) || text.Any(letter => letter is > '~' or < ' '))
            {
                continue;
            }

            Regex theirs;
            try
            {
                theirs = new Regex(text, RegexOptions.NonBacktracking);
            }
            catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
            {
                continue;
            }

            compared++;
            texts.Where(path => ours.Matches(path) != theirs.IsMatch(path)).ShouldBeEmpty(text);
        }

        compared.ShouldBeGreaterThan(300);
    }

    /// <summary>Up to 64 eating steps the set of states is one word; what no text here fits only makes it longer.</summary>
    [Fact]
    public void An_expression_of_many_steps_finds_what_the_short_one_in_it_finds()
    {
        string[] texts = ["", "a", "ab", "abc", "a/b.go", "xyz", "aaa", "b.a", "/", "aé/b"];
        var compared = 0;
        foreach (
            var bytes in Documents.Hostile.Mutations("^(a|b)*[^a-c/]x?.+\\.go$|ab{1,2}c"u8.ToArray(), "ab(|)*?+[]^$./{}\\,12"u8.ToArray(), 2_000)
        )
        {
            var text = Encoding.UTF8.GetString(bytes);
            if (
                PathPattern.TryParse(PathPattern.RegexPrefix + text, out var few, out _)
                && PathPattern.TryParse($"{PathPattern.RegexPrefix}({text})|q{{80}}", out var many, out _)
            )
            {
                compared++;
                texts.Where(path => few.Matches(path) != many.Matches(path)).ShouldBeEmpty(text);
            }
        }

        compared.ShouldBeGreaterThan(300);
    }

    [Fact]
    public void No_text_makes_an_expression_slow()
    {
        var pattern = PathPattern.Parse(PathPattern.RegexPrefix + "^(a|aa|a*)*b$");
        var text = new string('a', 20_000);
        var watch = Stopwatch.StartNew();

        pattern.Matches(text).ShouldBeFalse();

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }
}
