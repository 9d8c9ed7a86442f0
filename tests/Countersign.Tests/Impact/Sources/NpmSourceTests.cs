// Claims about names in workspaces: nobody takes another's dependants by a name, and what cannot be read is said.
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
