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

    [Theory]
    [InlineData("..\\\\shared\\\\shared.projitems", "src/shared/shared.shproj")]
    [InlineData("../Shared/SHARED.projitems", "src/shared/shared.shproj")]
    [InlineData("$(MSBuildProjectDirectory)/../shared/shared.projitems", "src/shared/shared.shproj")]
    [InlineData("../lone/lone.projitems", "src/lone/lone.projitems")]
    [InlineData("../core/inner/inner.projitems", "src/core/core.csproj")]
    [InlineData("../none/none.projitems", "")]
    public void An_import_of_shared_items_is_an_edge_to_whoever_they_belong_to(string import, string owner)
    {
        List<string> others = ["shared/shared"];
        others.AddRange(owner.Contains("lone", StringComparison.Ordinal) ? ["lone/lone"] : []);
        others.AddRange(owner.Contains("core", StringComparison.Ordinal) ? ["core/inner/inner"] : []);

        var graph = DotNetSource.Read(
            [
                Importing("src/pay/pay.csproj", import),
                SourceFiles.Project("src/core/core.csproj"),
                .. others.Select(other => SourceFiles.Project($"src/{other}.projitems")),
            ],
            ["src/shared/shared.shproj"]
        );

        graph.Edges().ShouldBe(owner.Length == 0 ? "" : $"src/pay/pay.csproj > {owner}");
        graph.Components.Select(one => one.Folder).ShouldContain("src/shared");
        graph.Unknown.ShouldBeNull();
    }

    [Fact]
    public void Shared_items_that_a_shared_file_imports_are_of_every_project_beneath_and_what_else_imports_them_is_said()
    {
        var items = SourceFiles.Project("src/shared/shared.projitems");
        var project = SourceFiles.Project("src/pay/pay.csproj");

        DotNetSource
            .Read([items, project, Importing("Directory.Build.props", "src/shared/shared.projitems")])
            .Edges()
            .ShouldBe("src/pay/pay.csproj > src/shared/shared.projitems");
        DotNetSource
            .Read([items, Importing("src/pay/pay.csproj", "../../eng/a.props"), Importing("eng/a.props", "../src/shared/shared.projitems")])
            .Unknown.ShouldNotBeNull();
        foreach (var computed in new[] { "$(Where)/shared.projitems", "$(Which)" })
        {
            DotNetSource.Read([items, Importing("src/pay/pay.csproj", computed)]).Unknown.ShouldNotBeNull().ShouldContain("may be shared items");
            DotNetSource.Read([Importing("src/pay/pay.csproj", computed)]).Unknown.ShouldBeNull();
        }
    }

    [Fact]
    public void A_project_whose_name_differs_in_case_alone_takes_nobody_s_edge()
    {
        var pay = SourceFiles.Project("src/pay/pay.csproj", "../core/core.csproj");

        DotNetSource
            .Read([pay, SourceFiles.Project("src/core/core.csproj"), SourceFiles.Project("Src/Core/Core.csproj")])
            .Edges()
            .ShouldBe("src/pay/pay.csproj > Src/Core/Core.csproj; src/pay/pay.csproj > src/core/core.csproj");
        DotNetSource.Read([pay, SourceFiles.Project("src/core/core.csproj")]).Edges().ShouldBe("src/pay/pay.csproj > src/core/core.csproj");
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
