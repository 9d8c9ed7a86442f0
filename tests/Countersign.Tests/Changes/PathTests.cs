// Claims about paths and patterns: one spelling, nothing hidden, linear time.
using System.Diagnostics;
using System.Text;
using Countersign.Changes;

namespace Countersign.Tests.Changes;

public sealed class PathTests
{
    [Theory]
    [InlineData("src/a.cs", "src/a.cs")]
    [InlineData("100%", "100%25")]
    [InlineData("naïve", "naïve")]
    public void Text_goes_into_canonical_form_and_back(string plain, string text)
    {
        RepoPath.Of(plain).Text.ShouldBe(text);
        RepoPath.Parse(text).ShouldBe(RepoPath.Of(plain));
    }

    [Theory]
    [InlineData("")]
    [InlineData("100%")]
    [InlineData("a%zz")]
    [InlineData("a%61")]
    [InlineData("caf%e9")]
    [InlineData("a%00b")]
    [InlineData("a\0b")]
    public void No_second_spelling_of_a_path_is_read(string text) => RepoPath.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Any_bytes_survive_as_text()
    {
        var random = new Random(7);
        for (var i = 0; i < Hostile.Count; i++)
        {
            var bytes = new byte[random.Next(1, 24)];
            random.NextBytes(bytes);
            bytes.AsSpan().Replace((byte)0, (byte)1);
            var path = RepoPath.FromBytes(bytes);
            RepoPath.Parse(path.Text).ShouldBe(path);
        }
    }

    [Fact]
    public void Order_is_by_bytes_and_not_by_letters()
    {
        RepoPath[] sorted =
        [
            RepoPath.Of("-"),
            RepoPath.Of("Z"),
            RepoPath.Of("a.b"),
            RepoPath.Of("a/b"),
            RepoPath.Of("é"),
            RepoPath.FromBytes([0xFF]),
        ];
        sorted.Reverse().Order().ShouldBe(sorted);
    }

    [Theory]
    [InlineData("a\u202Egnp.exe", "a\\u{202E}gnp.exe")]
    [InlineData("a\nb\u200B", "a\\u{A}b\\u{200B}")]
    [InlineData("a\u3164b\u00A0", "a\\u{3164}b\\u{A0}")]
    [InlineData("\u001b[2J", "\\u{1B}[2J")]
    public void What_hides_or_reorders_is_shown(string name, string shown) => RepoPath.Of(name).Display.ShouldBe(shown);

    [Theory]
    [InlineData("*.md", "docs/a.md", true)]
    [InlineData("*.md", "a.md", true)]
    [InlineData("/*.md", "docs/a.md", false)]
    [InlineData("/*.md", "a.md", true)]
    [InlineData("docs/", "docs/a/b", true)]
    [InlineData("docs/", "x/docs/a", true)]
    [InlineData("/docs/", "x/docs/a", false)]
    [InlineData("docs/", "docs", false)]
    [InlineData("docs", "docs/a", false)]
    [InlineData("src/*.cs", "src/a.cs", true)]
    [InlineData("src/*.cs", "src/b/a.cs", false)]
    [InlineData("src/*.cs", "x/src/a.cs", false)]
    [InlineData("src/**", "src/b/a.cs", true)]
    [InlineData("src/**", "src", false)]
    [InlineData("src/**/a.cs", "src/a.cs", true)]
    [InlineData("src/**/a.cs", "src/x/y/a.cs", true)]
    [InlineData("src/**/a.cs", "src/xa.cs", false)]
    [InlineData("**/test/**", "test/a", true)]
    [InlineData("**/test/**", "a/test/b/c", true)]
    [InlineData("**/test/**", "a/mytest/b", false)]
    [InlineData("**", "anything/at/all", true)]
    [InlineData("{src,lib}/**", "lib/a", true)]
    [InlineData("{src,lib}/**", "bin/a", false)]
    [InlineData("a.{c,{h,hh}}", "a.hh", true)]
    [InlineData("a.{c,}", "a.", true)]
    [InlineData("[a-c]?.txt", "bé.txt", true)]
    [InlineData("[!a-c].txt", "b.txt", false)]
    [InlineData("[!a-c].txt", "d.txt", true)]
    [InlineData("a[!x]b", "a/b", false)]
    [InlineData("a?b", "a/b", false)]
    [InlineData("\\*.md", "*.md", true)]
    [InlineData("\\*.md", "a.md", false)]
    [InlineData("[]]", "]", true)]
    [InlineData("SRC/a", "src/a", false)]
    [InlineData(".countersign/**", ".countersign/policy.yml", true)]
    public void A_pattern_means_what_its_table_says(string pattern, string path, bool matches) =>
        PathPattern.Parse(pattern).Matches(RepoPath.Of(path)).ShouldBe(matches);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("!a", "not:")]
    [InlineData("a**", "stands alone")]
    [InlineData("{**,a}", "stands alone")]
    [InlineData("[a", "closed")]
    [InlineData("[z-a]", "upwards")]
    [InlineData("{a", "not closed")]
    [InlineData("a}", "no '{'")]
    [InlineData("a//b", "empty folder")]
    [InlineData("a/../b", "'..'")]
    [InlineData("a\\", "backslash")]
    [InlineData("{{{{{{{{{a}}}}}}}}}", "nested")]
    public void A_pattern_that_could_mislead_is_refused_with_the_reason(string pattern, string reason)
    {
        PathPattern.TryParse(pattern, out _, out var problem).ShouldBeFalse();
        problem.ShouldContain(reason);
    }

    [Fact]
    public void A_byte_that_is_not_UTF8_is_one_character()
    {
        var path = RepoPath.FromBytes([(byte)'a', 0xE9, (byte)'b']);
        PathPattern.Parse("a?b").Matches(path).ShouldBeTrue();
        PathPattern.Parse("aéb").Matches(path).ShouldBeFalse();
    }

    [Fact]
    public void No_pattern_takes_more_than_linear_time()
    {
        var path = RepoPath.Of(new string('a', 4_000) + "b");
        var watch = Stopwatch.StartNew();
        PathPattern.Parse(string.Concat(Enumerable.Repeat("*a", 200)) + "c").Matches(path).ShouldBeFalse();
        PathPattern.Parse(string.Concat(Enumerable.Repeat("**/", 200)) + "c").Matches(path).ShouldBeFalse();
        PathPattern.Parse(string.Concat(Enumerable.Repeat("{a,a}", 100)) + "*").Matches(path).ShouldBeTrue();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Any_text_is_a_pattern_or_a_problem()
    {
        var random = new Random(3);
        const string Letters = "ab/*?[]{},!^-\\. é";
        for (var i = 0; i < Hostile.Count; i++)
        {
            var text = new StringBuilder();
            for (var length = random.Next(14); length > 0; length--)
            {
                text.Append(Letters[random.Next(Letters.Length)]);
            }

            if (PathPattern.TryParse(text.ToString(), out var pattern, out var problem))
            {
                pattern.Matches(RepoPath.Of("a/b/ab.a"));
            }
            else
            {
                problem.ShouldNotBeEmpty();
            }
        }
    }
}
