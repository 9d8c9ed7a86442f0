// Holds the dependency rule: projects one way, folders of the core only downward, adapters side by side.
using System.Text.RegularExpressions;

namespace Countersign.Tests.House;

public sealed partial class FloorsTests(ITestOutputHelper output)
{
    [Fact]
    public void Folders_of_the_core_use_only_folders_on_lower_floors()
    {
        var arrows = Floors.Arrows("Countersign", "Countersign", "Countersign");
        var (rounds, circle) = Floors.Peel(arrows);
        for (var floor = 0; floor < rounds.Count; floor++)
        {
            output.WriteLine($"{floor + 1}  {string.Join(", ", rounds[floor])}");
        }

        circle.ShouldBeEmpty("these folders of the core use each other in a circle");
        arrows
            .SelectMany(arrow => arrow.Value.Select(to => (From: arrow.Key, To: to)))
            .Where(arrow => Floors.Of(arrow.To) >= Floors.Of(arrow.From))
            .Select(arrow => $"{arrow.From} uses {arrow.To}, which is above it")
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_folder_of_the_core_has_its_floor() =>
        Floors
            .Folders("src/Countersign")
            .Where(folder => Floors.Of(folder) < 0)
            .Select(folder => $"src/Countersign/{folder} has no floor: give it one in House/Floors.cs and say why in docs/decisions")
            .ShouldBeEmpty();

    [Fact]
    public void The_root_namespace_of_the_core_is_empty() =>
        SourceTree.Code("src/Countersign").Where(file => file.Path.Count(sign => sign == '/') == 2).Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void A_folder_of_adapters_uses_the_core_and_no_other_folder_of_adapters() =>
        Floors
            .Arrows("Countersign.Adapters", "Countersign.Adapters", "Countersign.Adapters")
            .SelectMany(arrow => arrow.Value.Select(to => $"Adapters/{arrow.Key} uses Adapters/{to}"))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("Countersign", "")]
    [InlineData("Countersign.Adapters", "Countersign")]
    [InlineData("Countersign.Cli", "Countersign, Countersign.Adapters")]
    public void A_project_refers_only_to_the_projects_below_it(string project, string allowed)
    {
        var text = SourceTree.Under($"src/{project}", ".csproj").ShouldHaveSingleItem().Text;
        ProjectReference().Matches(text).Select(match => match.Groups[1].Value).Except(allowed.Split(", ")).ShouldBeEmpty();
    }

    [Fact]
    public void The_core_brings_no_package_into_anybodys_program()
    {
        var text = SourceTree.Under("src/Countersign", ".csproj").ShouldHaveSingleItem().Text;
        PackageReference().Matches(text).Where(match => !match.Value.Contains("PrivateAssets=\"all\"")).Select(match => match.Value).ShouldBeEmpty();
    }

    [Fact]
    public void A_circle_is_found_and_named()
    {
        var arrows = new SortedDictionary<string, SortedSet<string>>
        {
            ["A"] = [],
            ["B"] = ["A", "C"],
            ["C"] = ["B"],
        };

        var (rounds, circle) = Floors.Peel(arrows);

        rounds.ShouldHaveSingleItem().ShouldBe(["A"]);
        circle.ShouldBe(["B -> C", "C -> B"]);
    }

    [GeneratedRegex("""ProjectReference Include="[^"]*/([\w.]+)\.csproj""")]
    private static partial Regex ProjectReference();

    [GeneratedRegex("<PackageReference [^>]*>")]
    private static partial Regex PackageReference();
}
