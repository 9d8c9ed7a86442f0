// Claims about project graphs: .NET references and npm workspaces as written, and what happens where they cannot be followed.
using Countersign.Changes;
using Countersign.Impact;
using Countersign.Impact.Sources;

namespace Countersign.Tests.Impact.Sources;

public sealed class ProjectSourceTests
{
    [Fact]
    public void A_project_depends_on_what_it_refers_to_by_either_slash()
    {
        var graph = DotNetSource.Read([
            SourceFiles.Project("src/Web/Web.csproj", @"..\Core\Core.csproj", "../Text/Text.fsproj"),
            SourceFiles.Project("src/Core/Core.csproj"),
            SourceFiles.Project("src/Text/Text.fsproj", @"$(MSBuildThisFileDirectory)..\Core\Core.csproj"),
        ]);

        graph
            .Edges()
            .ShouldBe(
                "src/Text/Text.fsproj > src/Core/Core.csproj; src/Web/Web.csproj > src/Core/Core.csproj; src/Web/Web.csproj > src/Text/Text.fsproj"
            );
        graph.Unknown.ShouldBeNull();
    }

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("$(Somewhere)/Core.csproj")]
    [InlineData("../**/*.csproj")]
    [InlineData("../Gone/Gone.csproj")]
    [InlineData("C:/Core.csproj")]
    public void A_reference_that_cannot_be_followed_leaves_coverage_unknown(string reference) =>
        DotNetSource.Read([SourceFiles.Project("src/Web/Web.csproj", reference)]).Unknown.ShouldNotBeNull().ShouldContain("src/Web/Web.csproj");

    [Fact]
    public void What_is_written_for_all_projects_beneath_a_folder_holds_for_each()
    {
        var graph = DotNetSource.Read([
            SourceFiles.Project("Directory.Build.props", "src/Core/Core.csproj"),
            SourceFiles.Project("src/Web/Web.csproj"),
            SourceFiles.Project("src/Core/Core.csproj"),
        ]);

        graph.Edges().ShouldContain("src/Web/Web.csproj > src/Core/Core.csproj");
    }

    [Fact]
    public void The_component_that_claims_a_project_file_stands_for_it()
    {
        var catalog = CatalogText.Good(
            "{\"components\":[{\"name\":\"core\",\"paths\":[\"src/Core/**\"],\"owner\":\"a\",\"criticality\":\"low\"},"
                + "{\"name\":\"web\",\"paths\":[\"src/Web/**\"],\"owner\":\"a\",\"criticality\":\"critical\"}]}"
        );
        var projects = DotNetSource.Read([
            SourceFiles.Project("src/Web/Web.csproj", "../Middle/Middle.csproj"),
            SourceFiles.Project("src/Middle/Middle.csproj", "../Core/Core.csproj"),
            SourceFiles.Project("src/Core/Core.csproj"),
            SourceFiles.Project("tests/Web.Tests/Web.Tests.csproj", "../../src/Web/Web.csproj"),
        ]);
        var side = new GraphSide(catalog, [projects]);
        var graph = ComponentGraph.Of(side, side);

        var reach = BlastRadius.Compute(graph, [RepoPath.Of("src/Core/a.cs")]);

        reach.Components.Select(it => (it.Name, it.Distance)).ShouldBe([("core", 0), ("web", 2), ("tests/Web.Tests/Web.Tests.csproj", 3)]);
        reach.Components[1].Path.ShouldBe(["core", "src/Middle/Middle.csproj", "web"]);
        reach.Undeclared.ShouldHaveSingleItem().Name.ShouldBe("src/Middle/Middle.csproj");
        graph
            .ProvenanceOf(graph.Find("web")!.Value, graph.Find("src/Middle/Middle.csproj")!.Value)[0]
            .ToString()
            .ShouldStartWith("read from build files in ");
        BlastRadius.Compute(graph, [RepoPath.Of("src/Middle/a.cs")]).Unmapped.ShouldHaveSingleItem("a project says nothing of how critical it is");
    }

    [Theory]
    [InlineData("'workspaces':['packages/*','!packages/old']")]
    [InlineData("'workspaces':{'packages':['./packages/*/','!packages/old']}")]
    public void A_package_of_a_workspace_depends_on_the_others_that_it_names(string workspaces)
    {
        var graph = NpmSource.Read([
            SourceFiles.Json("package.json", $"{{'name':'root',{workspaces}}}"),
            SourceFiles.Json("packages/a/package.json", "{'name':'@shop/a','dependencies':{'@shop/b':'workspace:*','left-pad':'1'}}"),
            SourceFiles.Json("packages/b/package.json", "{'name':'@shop/b','devDependencies':{'@shop/a':'*','@shop/old':'*'}}"),
            SourceFiles.Json("packages/old/package.json", "{'name':'@shop/old'}"),
            SourceFiles.Json("examples/x/package.json", "{'name':'x','dependencies':{'@shop/a':'1'}}"),
        ]);

        graph.Edges().ShouldBe("packages/a/package.json > packages/b/package.json; packages/b/package.json > packages/a/package.json");
        graph.Components.Select(it => it.Folder).ShouldBe(["", "packages/a", "packages/b"]);
    }

    [Fact]
    public void A_pnpm_workspace_lists_its_packages_in_its_own_file()
    {
        var graph = NpmSource.Read([
            SourceFiles.Json("web/pnpm-workspace.yaml", "{'packages':['apps/**']}"),
            SourceFiles.Json("web/apps/deep/a/package.json", "{'name':'a','peerDependencies':{'b':'1'}}"),
            SourceFiles.Json("web/apps/b/package.json", "{'name':'b'}"),
        ]);

        graph.Edges().ShouldBe("web/apps/deep/a/package.json > web/apps/b/package.json");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{'name':true,'workspaces':null,'dependencies':[]}")]
    [InlineData("{'name':true,'workspaces':{'nohoist':['**']},'dependencies':{'a':[],'b':null,'c':'file:','d':'file:../../..','e':'workspace:@'}}")]
    [InlineData("{'name':1,'workspaces':5,'dependencies':[]}")]
    [InlineData("{'name':null,'workspaces':[null,{},'[','**/..']}")]
    [InlineData("{")]
    public void A_strange_package_breaks_nothing(string json)
    {
        var graph = NpmSource.Read([SourceFiles.Json("package.json", json)]);

        graph.Edges.ShouldBeEmpty();
        (graph.Unknown is null).ShouldBe(json.StartsWith("{'name':true", StringComparison.Ordinal));
    }

    [Fact]
    public void A_shared_file_that_multiplies_over_all_projects_is_cut_and_said()
    {
        var projects = Enumerable.Range(0, 1_200).Select(at => SourceFiles.Project($"p/{at}/{at}.csproj")).ToList();
        var shared = SourceFiles.Project("p/Directory.Build.props", [.. Enumerable.Range(0, 1_200).Select(at => $"{at}/{at}.csproj")]);

        var graph = DotNetSource.Read([shared, .. projects]);

        graph.Edges.Count.ShouldBe(1_000_000);
        graph.Unknown.ShouldNotBeNull().ShouldContain("not all of it was read");
    }

    [Fact]
    public void More_workspaces_than_anybody_has_are_said()
    {
        var roots = Enumerable.Range(0, 600).Select(at => SourceFiles.Json($"{at}/package.json", "{'name':'x','workspaces':['*']}"));

        NpmSource.Read([.. roots]).Unknown.ShouldNotBeNull().ShouldContain("there are 600 workspaces");
    }
}
