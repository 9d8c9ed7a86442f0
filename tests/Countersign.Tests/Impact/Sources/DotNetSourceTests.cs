// Claims about files of MSBuild beside the projects: imports, projects of other languages, and names in any case.
using Countersign.Impact.Sources;

namespace Countersign.Tests.Impact.Sources;

public sealed class DotNetSourceTests
{
    private const string Import = "{'name':'Import','attributes':{'Project':'NAME'},'text':'','children':[]}";

    [Theory]
    [InlineData("../eng/Shared.props", false)]
    [InlineData("$(Root)eng\\\\shared.PROPS", false)]
    [InlineData("$(Which)", false)]
    [InlineData("$([MSBuild]::GetPathOfFileAbove('Shared.props', '$(MSBuildThisFileDirectory)../'))", false)]
    [InlineData("../eng/Other.props", true)]
    [InlineData("$(MSBuildToolsPath)/Some.Sdk.targets", true)]
    [InlineData("../eng/deps.xml", false)]
    public void An_import_that_may_bring_references_leaves_coverage_unknown(string import, bool isKnown)
    {
        var graph = DotNetSource.Read([
            Importing("src/Web.csproj", import),
            SourceFiles.Project("src/Core.csproj"),
            SourceFiles.Project("eng/Shared.props", "../src/Core.csproj"),
            SourceFiles.Project("eng/Other.props"),
        ]);

        (graph.Unknown is null).ShouldBe(isKnown, graph.Unknown);
    }

    [Fact]
    public void Imports_of_what_refers_to_nobody_leave_everything_known() =>
        DotNetSource
            .Read([
                Importing("src/Web.csproj", "$(Which)"),
                Importing("Directory.Build.props", "$(Root)eng/a.props"),
                SourceFiles.Project("eng/a.props"),
            ])
            .Unknown.ShouldBeNull();

    [Theory]
    [InlineData("web.esproj")]
    [InlineData("native.vcxproj")]
    [InlineData("shared.shproj")]
    [InlineData("db.sqlproj")]
    public void A_project_of_another_language_is_known_by_its_name(string name)
    {
        var graph = DotNetSource.Read([SourceFiles.Project("src/Web/Web.csproj", $"../other/{name}")], [$"src/other/{name}"]);

        graph.Edges().ShouldBe($"src/Web/Web.csproj > src/other/{name}");
        graph.Components.Select(it => it.Folder).ShouldBe(["src/other", "src/Web"], ignoreOrder: true);
        graph.Unknown.ShouldBeNull();
        DotNetSource.Read([SourceFiles.Project("src/Web/Web.csproj", $"../other/{name}")]).Unknown.ShouldNotBeNull();
    }

    [Fact]
    public void Names_of_items_are_told_apart_by_no_case()
    {
        var graph = DotNetSource.Read([
            SourceFiles.Json(
                "a/A.csproj",
                SourceFiles.ProjectText("../b/B.csproj").Replace("ProjectReference", "projectreference", StringComparison.Ordinal)
            ),
            SourceFiles.Project("b/B.csproj"),
        ]);

        graph.Edges().ShouldBe("a/A.csproj > b/B.csproj");
    }

    private static SourceFile Importing(string path, string import) =>
        SourceFiles.Json(
            path,
            SourceFiles
                .ProjectText()
                .Replace(
                    "[]",
                    $"[{Import.Replace("NAME", import.Replace("'", "\\u0027", StringComparison.Ordinal), StringComparison.Ordinal)}]",
                    StringComparison.Ordinal
                )
        );
}
