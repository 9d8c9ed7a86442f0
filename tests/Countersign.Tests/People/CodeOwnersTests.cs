// Claims about CODEOWNERS: who owns a path, and what is skipped.
using System.Diagnostics;
using System.Text;
using Countersign.Documents;
using Countersign.People;
using Countersign.Tests.Documents;

namespace Countersign.Tests.People;

public sealed class CodeOwnersTests
{
    [Theory]
    [InlineData("*", "a/b/c.txt", true)]
    [InlineData("*.js", "a/b/c.js", true)]
    [InlineData("*.js", "c.jsx", false)]
    [InlineData("/build/logs/", "build/logs/x/y", true)]
    [InlineData("/build/logs/", "a/build/logs/x", false)]
    [InlineData("docs/*", "docs/getting-started.md", true)]
    [InlineData("docs/*", "docs/build-app/troubleshooting.md", false)]
    [InlineData("apps/", "x/apps/y/z", true)]
    [InlineData("apps/", "apps", false)]
    [InlineData("/docs/", "docs/a", true)]
    [InlineData("/apps/github", "apps/github/x/y", true)]
    [InlineData("/apps/github", "apps/github", true)]
    [InlineData("/apps/github", "apps/githubber", false)]
    [InlineData("**/logs", "deeply/nested/logs/x", true)]
    [InlineData("**/logs", "logs", true)]
    [InlineData("a/**/z", "a/z", true)]
    [InlineData("a/**/z", "a/b/c/z/deep", true)]
    [InlineData("foo?.c", "x/foo1.c", true)]
    [InlineData("README.md", "sub/README.md", true)]
    [InlineData("Readme.md", "README.md", false)]
    [InlineData("/*", "top", true)]
    [InlineData("/*", "top/beneath", false)]
    [InlineData("src/**", "src/a/b", true)]
    [InlineData("src/**", "src", false)]
    public void A_pattern_matches_as_GitHub_matches(string pattern, string path, bool matches)
    {
        CodeOwnersPattern.TryParse(pattern, out var parsed, out var problem).ShouldBeTrue(problem);
        parsed!.Matches(path).ShouldBe(matches);
    }

    [Fact]
    public void The_last_line_that_matches_decides_even_where_it_names_nobody()
    {
        var owners = Good("* @org/core # all\r\n/src/ @maral jonas@example.org\n/src/free/\n");

        owners.OwnersOf("readme").ShouldBe(["@org/core"]);
        owners.OwnersOf("src/a").ShouldBe(["@maral", "jonas@example.org"]);
        owners.RuleFor("src/free/a").ShouldNotBeNull().Owners.ShouldBeEmpty();
        Good("/src/ @a").RuleFor("doc").ShouldBeNull();
    }

    [Fact]
    public void Owners_are_found_in_the_roster_by_account_address_and_team()
    {
        var roster = RosterText.Good(RosterText.Whole);
        var owners = Good("/a @MaraL\n/b jonas@example.org\n/c @org/payments\n/d @ghost @org/ghosts nobody@example.org\n");

        owners.OwnersOf("a", roster).Select(id => id.Value).ShouldBe(["mara"]);
        owners.OwnersOf("b", roster).Select(id => id.Value).ShouldBe(["jonas"]);
        owners.OwnersOf("c", roster).Select(id => id.Value).ShouldBe(["jonas", "mara"]);
        owners.OwnersOf("d", roster).ShouldBeEmpty();
        owners
            .Lint(roster)
            .Select(problem => (problem.Code, problem.Line))
            .ShouldBe([("codeowners.unknown-owner", 4), ("codeowners.unknown-owner", 4), ("codeowners.unknown-owner", 4)]);
    }

    [Fact]
    public void What_GitHub_skips_is_skipped_and_said()
    {
        var read = CodeOwners
            .Read("[Section]\n!a @x\n[ab].c @x\nsrc/ owner\n\\#x @x\nwith\\ blank @x\n"u8.ToArray(), "CODEOWNERS")
            .ShouldBeOfType<Parsed<CodeOwners>.Good>();

        read.Warnings.Select(problem => (problem.Code, problem.Line))
            .ShouldBe([
                ("codeowners.section", 1),
                ("codeowners.pattern", 2),
                ("codeowners.section", 3),
                ("codeowners.owner", 4),
                ("codeowners.pattern", 5),
            ]);
        read.Value.OwnersOf("with blank").ShouldBe(["@x"]);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused() =>
        CodeOwners
            .Read(new byte[CodeOwners.MostBytes + 1], "CODEOWNERS")
            .ShouldBeOfType<Parsed<CodeOwners>.Bad>()
            .Problems[0]
            .Code.ShouldBe("codeowners.size");

    [Fact]
    public void Many_stars_cost_no_time()
    {
        var clock = Stopwatch.StartNew();
        CodeOwnersPattern.TryParse(string.Concat(Enumerable.Repeat("**/*a*b*/", 100)), out var pattern, out var problem).ShouldBeTrue(problem);
        pattern!.Matches(string.Concat(Enumerable.Repeat("aaaaaaaaaaaaaaaa/", 200)) + "x").ShouldBeFalse();
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Hostile_files_give_warnings_and_never_an_exception()
    {
        var answered = 0;
        var roster = RosterText.Good(RosterText.Whole);
        foreach (
            var bytes in Hostile.Mutations(
                "# x\n* @org/core a@b.example\n/src/**/x? @maral # y\n[Sec][2] @z\ndocs/\n"u8.ToArray(),
                "*?/\\[]!@#. \n\t"u8.ToArray(),
                20_000
            )
        )
        {
            answered += CodeOwners
                .Read(bytes, "CODEOWNERS")
                .Match(
                    (owners, _) => owners.OwnersOf("src/a/x1", roster).Count + owners.Lint(roster).Count >= 0 ? 1 : 0,
                    problems => problems.Count > 0 ? 1 : 0
                );
        }

        answered.ShouldBe(Hostile.Count(20_000));
    }

    private static CodeOwners Good(string text) =>
        CodeOwners.Read(Encoding.UTF8.GetBytes(text), "CODEOWNERS").ShouldBeOfType<Parsed<CodeOwners>.Good>().Value;
}
