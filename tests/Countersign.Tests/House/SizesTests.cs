// Holds sizes and habits: short files that say what they are, no regions, no headers, no drawers for odds and ends.
using System.Text.RegularExpressions;

namespace Countersign.Tests.House;

public sealed partial class SizesTests
{
    private static readonly IReadOnlyList<SourceFile> Source = SourceTree.Code("src");
    private static readonly IReadOnlyList<SourceFile> All = [.. Source, .. SourceTree.Code("tests"), .. SourceTree.Code("bench")];

    [Theory]
    [InlineData("src", 400)]
    [InlineData("bench", 400)]
    [InlineData("tests", 600)]
    public void A_file_fits_in_the_head(string folder, int limit) =>
        SourceTree
            .Code(folder)
            .Where(file => file.Lines.Count - 1 > limit)
            .Select(file => $"{file.Path} has {file.Lines.Count - 1} lines; the limit is {limit}")
            .ShouldBeEmpty();

    [Fact]
    public void The_first_line_of_a_file_says_in_one_sentence_what_it_is() =>
        All.Where(file => !OneSentence().IsMatch(file.Text)).Select(file => $"{file.Path}: {file.Lines[0]}").ShouldBeEmpty();

    [Fact]
    public void Nothing_is_folded_away_or_stamped() =>
        All.Where(file => Stamped().IsMatch(file.Code) || file.Text.Contains("Licensed under", StringComparison.Ordinal) && !InHouse(file))
            .Select(file => file.Path)
            .ShouldBeEmpty();

    [Fact]
    public void No_name_is_a_drawer_for_odds_and_ends() =>
        All.Where(file => Drawer().IsMatch(file.Path) || DrawerType().IsMatch(file.Code)).Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void Nothing_in_the_source_is_left_for_later() =>
        Source.Where(file => Later().IsMatch(file.Text)).Select(file => $"{file.Path}: {Later().Match(file.Text).Value}").ShouldBeEmpty();

    [Fact]
    public void Our_own_namespaces_are_never_used_globally()
    {
        SourceTree
            .Code("src")
            .Concat(SourceTree.Code("tests"))
            .Where(file => GlobalUsing().IsMatch(file.Code))
            .Select(file => file.Path)
            .ShouldBeEmpty();
        SourceTree
            .Under("src", ".csproj", ".props", ".targets")
            .Concat(SourceTree.Under("tests", ".csproj", ".props", ".targets"))
            .Concat(SourceTree.Under("Directory.Build.props"))
            .Where(file => file.Text.Contains("<Using Include=\"Countersign", StringComparison.Ordinal))
            .Select(file => file.Path)
            .ShouldBeEmpty();
    }

    private static bool InHouse(SourceFile file) => file.Path.StartsWith("tests/Countersign.Tests/House/", StringComparison.Ordinal);

    // One line, one sentence, and no second comment line under it.
    [GeneratedRegex(@"\A\uFEFF?// [^\n]*[.?]\n(?!//)")]
    private static partial Regex OneSentence();

    [GeneratedRegex(@"^\s*#(?:region|endregion)", RegexOptions.Multiline)]
    private static partial Regex Stamped();

    [GeneratedRegex(@"(?:Common|Utils|Utilities|Utility|Helpers|Helper|Managers|Manager)(?:/|\.cs$)")]
    private static partial Regex Drawer();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum|namespace)\s+[\w.]*(?:Common|Utils|Utilities|Utility|Helpers?|Managers?)\b")]
    private static partial Regex DrawerType();

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|\bHACK\b|NotImplementedException")]
    private static partial Regex Later();

    [GeneratedRegex(@"^\s*global\s+using\s+(?:static\s+)?Countersign", RegexOptions.Multiline)]
    private static partial Regex GlobalUsing();
}
