// Claims about names in workspaces: nobody takes another's dependants by a name, and what cannot be read is said.
using System.Diagnostics;
using Countersign.Impact.Sources;

namespace Countersign.Tests.Impact.Sources;

public sealed class NpmSourceTests
{
    [Fact]
    public void A_package_of_a_name_that_stands_already_takes_nobodys_dependants()
    {
        var graph = NpmSource.Read([
            Root("package.json", "'*'"),
            SourceFiles.Json("aaa/package.json", "{'name':'core'}"),
            SourceFiles.Json("core/package.json", "{'name':'core'}"),
            SourceFiles.Json("web/package.json", "{'name':'web','dependencies':{'core':'*'}}"),
        ]);

        graph.Edges().ShouldBe("web/package.json > aaa/package.json; web/package.json > core/package.json");
    }

    [Theory]
    [InlineData("'kern':'workspace:core@*'")]
    [InlineData("'kern':'npm:core@^1'")]
    [InlineData("'kern':'workspace:../core'")]
    [InlineData("'kern':'file:../core'")]
    [InlineData("'kern':'link:../core/'")]
    [InlineData("'kern':'portal:../core'")]
    [InlineData("'kern':'../core'")]
    [InlineData("'core':'^1'")]
    [InlineData("'core':null")]
    public void A_dependency_is_followed_by_whatever_name_it_goes(string dependency)
    {
        var graph = NpmSource.Read([
            Root("package.json", "'*'"),
            SourceFiles.Json("core/package.json", "{'name':'core'}"),
            SourceFiles.Json("web/package.json", $"{{'name':'web','dependencies':{{{dependency}}}}}"),
        ]);

        graph.Edges().ShouldBe("web/package.json > core/package.json");
        graph.Unknown.ShouldBeNull();
    }

    [Fact]
    public void A_folder_that_a_package_links_to_belongs_to_the_repository()
    {
        var graph = NpmSource.Read([
            Root("package.json", "'apps/*'"),
            SourceFiles.Json("apps/web/package.json", "{'name':'web','dependencies':{'a':'file:../../vendor/a','b':'*'}}"),
            SourceFiles.Json("vendor/a/package.json", "{'name':'a','dependencies':{'b':'file:../b'}}"),
            SourceFiles.Json("vendor/b/package.json", "{'name':'b'}"),
            SourceFiles.Json("vendor/c/package.json", "{'name':'c'}"),
        ]);

        graph
            .Edges()
            .ShouldBe(
                "apps/web/package.json > vendor/a/package.json; apps/web/package.json > vendor/b/package.json; vendor/a/package.json > vendor/b/package.json"
            );
        graph.Components.Select(it => it.Name).ShouldNotContain("vendor/c/package.json");
    }

    [Theory]
    [InlineData("'packages/*','!packages/c*','packages/core'", true)]
    [InlineData("'!packages/c*','packages/*'", true)]
    [InlineData("'packages/*','!!packages/core'", true)]
    [InlineData("'packages/*','!packages/c*'", false)]
    [InlineData("'packages/*','!packages/c*','packages/w*'", false)]
    public void A_package_that_a_later_pattern_takes_in_again_is_a_member(string patterns, bool isMember)
    {
        var graph = NpmSource.Read([
            Root("package.json", patterns),
            SourceFiles.Json("packages/core/package.json", "{'name':'core'}"),
            SourceFiles.Json("packages/web/package.json", "{'name':'web','dependencies':{'core':'*'}}"),
        ]);

        graph.Edges().ShouldBe(isMember ? "packages/web/package.json > packages/core/package.json" : "");
    }

    [Theory]
    [InlineData("'overrides':{'lib':'file:./vendor/lib'}")]
    [InlineData("'overrides':{'other':{'.':'1','lib@^1':'file:vendor/lib'}}")]
    [InlineData("'overrides':{'lib':'$lib'},'devDependencies':{'lib':'file:vendor/lib'}")]
    [InlineData("'resolutions':{'**/lib':'link:./vendor/lib'}")]
    [InlineData("'pnpm':{'overrides':{'x>lib':'link:vendor/lib'}}")]
    public void A_folder_in_the_place_of_a_package_is_an_edge_from_every_package_beneath(string overrides)
    {
        var graph = NpmSource.Read([
            SourceFiles.Json("package.json", $"{{'workspaces':['packages/*'],{overrides}}}"),
            SourceFiles.Json("packages/pay/package.json", "{'name':'pay','dependencies':{'lib':'^1'}}"),
            SourceFiles.Json("vendor/lib/package.json", "{'name':'fork'}"),
            SourceFiles.Json("vendor/other/package.json", "{'name':'other'}"),
        ]);

        graph.Edges().ShouldContain("packages/pay/package.json > vendor/lib/package.json");
        graph.Components.Select(one => one.Name).ShouldNotContain("vendor/other/package.json");
    }

    [Theory]
    [InlineData("'overrides':{'lib':'^2'},'resolutions':[],'pnpm':5")]
    [InlineData("'overrides':{'lib':'file:../outside','x':'$'},'resolutions':{'y':'file:vendor/none'}")]
    public void A_version_in_the_place_of_another_is_no_edge(string overrides) =>
        NpmSource
            .Read([SourceFiles.Json("package.json", $"{{'workspaces':['p/*'],{overrides}}}"), SourceFiles.Json("p/a/package.json", "{}")])
            .Edges()
            .ShouldBe("");

    [Theory]
    [InlineData("apps/[id]")]
    [InlineData("apps/{a,b}")]
    [InlineData("apps/50%25off")]
    [InlineData("apps/a*")]
    public void A_workspace_in_a_folder_of_any_name_has_its_members(string folder)
    {
        var graph = NpmSource.Read([
            Root($"{folder}/package.json", "'p/*'"),
            SourceFiles.Json($"{folder}/p/x/package.json", "{'name':'x','dependencies':{'y':'*'}}"),
            SourceFiles.Json($"{folder}/p/y/package.json", "{'name':'y'}"),
        ]);

        graph.Edges().ShouldBe($"{folder}/p/x/package.json > {folder}/p/y/package.json");
    }

    [Theory]
    [InlineData("**/a*a*a*b", true)]
    [InlineData("b/**/a*a*a*b", false)]
    public void Many_patterns_and_many_folders_do_not_multiply_without_end(string pattern, bool isTooMuch)
    {
        var deep = string.Concat(Enumerable.Repeat("a/", 20)) + new string('a', 60);
        var patterns = string.Join(",", Enumerable.Range(0, 5_000).Select(at => $"'{pattern}{at}'"));
        var clock = Stopwatch.StartNew();

        var graph = NpmSource.Read([
            Root("package.json", patterns),
            .. Enumerable.Range(0, 2_000).Select(at => SourceFiles.Json($"{deep}{at}/package.json", "{}")),
        ]);

        (graph.Unknown is not null).ShouldBe(isTooMuch);
        graph.Components.Count.ShouldBe(isTooMuch ? 2_001 : 1, "where it is too much, all are members");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_class_in_a_pattern_stays_one() =>
        NpmSource
            .Read([Root("package.json", "'[id]/*'"), SourceFiles.Json("i/a/package.json", "{}"), SourceFiles.Json("x/a/package.json", "{}")])
            .Components.Select(one => one.Name)
            .ShouldBe(["package.json", "i/a/package.json"]);

    [Theory]
    [InlineData("'packages/@(core|app)'")]
    [InlineData("'packages/+(a)'")]
    [InlineData("'packages/**core'")]
    [InlineData("'!(old)/*'")]
    [InlineData("'../*'")]
    [InlineData("'['")]
    [InlineData("{}")]
    public void A_pattern_that_is_not_understood_leaves_coverage_unknown(string pattern) =>
        NpmSource.Read([Root("package.json", pattern)]).Unknown.ShouldNotBeNull().ShouldContain("package.json");

    [Theory]
    [InlineData("'packages/*','!packages/@(old)'")]
    [InlineData("'./packages/{a,b}/','!**/test/**'")]
    [InlineData("'.'")]
    public void A_pattern_that_is_understood_leaves_it_known(string patterns) =>
        NpmSource.Read([Root("package.json", patterns)]).Unknown.ShouldBeNull();

    private static SourceFile Root(string path, string patterns) => SourceFiles.Json(path, $"{{'name':'root','workspaces':[{patterns}]}}");
}
