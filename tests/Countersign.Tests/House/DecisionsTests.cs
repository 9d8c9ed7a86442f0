// Holds the decision records: four headings, one screen, consecutive numbers, and a reason for every package.
using System.Text.RegularExpressions;

namespace Countersign.Tests.House;

public sealed partial class DecisionsTests
{
    private static readonly IReadOnlyList<SourceFile> Records = SourceTree.Under("docs/decisions", ".md");

    [Fact]
    public void A_decision_record_has_its_four_parts_on_one_screen() =>
        Records
            .SelectMany(record =>
                new[] { "Context", "Decision", "Consequences", "Security" }
                    .Where(part => !Regex.IsMatch(record.Text, $@"^(?:\*\*{part}\.?\*\*|##+ {part}\b)", RegexOptions.Multiline))
                    .Select(part => $"{record.Path} has no {part}")
                    .Concat(record.Lines.Count - 1 > 60 ? [$"{record.Path} has {record.Lines.Count - 1} lines; one screen is 60"] : [])
            )
            .ShouldBeEmpty();

    [Fact]
    public void Decision_records_are_numbered_and_no_number_is_taken_twice()
    {
        Records.Where(record => !Numbered().IsMatch(record.Name)).Select(record => record.Path).ShouldBeEmpty();
        Records.GroupBy(record => record.Name[..4]).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Every_package_has_its_reason_in_a_decision_record()
    {
        var versions = SourceTree.Under("Directory.Packages.props").ShouldHaveSingleItem().Text;
        PackageVersion()
            .Matches(versions)
            .Select(match => match.Groups[1].Value)
            .Where(package => !Records.Any(record => record.Text.Contains($"`{package}`", StringComparison.Ordinal)))
            .ShouldBeEmpty("name the package in backticks and say why it is here, for instance in docs/decisions/0002-dependencies.md");
    }

    [Fact]
    public void Every_package_version_is_exact()
    {
        var versions = SourceTree.Under("Directory.Packages.props").ShouldHaveSingleItem().Text;
        FloatingVersion().IsMatch(versions).ShouldBeFalse();
    }

    [GeneratedRegex(@"^\d{4}-[a-z0-9-]+\.md$")]
    private static partial Regex Numbered();

    [GeneratedRegex("""<PackageVersion Include="([^"]+)""")]
    private static partial Regex PackageVersion();

    [GeneratedRegex("""Version="[^"]*[*\[(,]""")]
    private static partial Regex FloatingVersion();
}
