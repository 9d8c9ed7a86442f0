// Holds the words: the field's terms in the core, fair wording everywhere, no names of firms or their people in rules.
using System.Text.RegularExpressions;

namespace Countersign.Tests.House;

public sealed partial class WordsTests
{
    private static readonly string[] Prose =
    [
        "src",
        "docs",
        "policies",
        "specs",
        "README.md",
        "CONTRIBUTING.md",
        "AGENTS.md",
        "SECURITY.md",
        "CHANGELOG.md",
    ];

    [Fact]
    public void A_change_is_never_called_by_a_forges_name_for_it_in_the_core() =>
        Found(Forge(), ["src/Countersign/Provenance/SignalsTable.cs"], "src/Countersign")
            .ShouldBeEmpty("say change; a forge's own words belong to its adapter");

    [Fact]
    public void Nothing_claims_to_detect_a_machine_and_nobody_is_sneered_at() => Found(Unfair(), [], Prose).ShouldBeEmpty();

    /// <summary>The table of signs holds public addresses of tools, some of them at the firm's domain.</summary>
    [Fact]
    public void The_firm_in_the_report_is_named_in_the_background_alone() =>
        Found(Firm(), ["docs/background.md", "src/Countersign/Provenance/SignalsTable.cs"], Prose).ShouldBeEmpty();

    [Fact]
    public void A_rubber_stamp_is_named_only_where_the_problem_is_described() =>
        Found(Stamp(), ["docs/background.md", "docs/philosophy.md"], Prose).ShouldBeEmpty();

    [Fact]
    public void No_policy_vector_or_story_names_a_firm_or_its_officers() =>
        Found(FirmsAndOfficers(), [], "policies", "specs/vectors", "tests/Countersign.Cli.Tests/Stories").ShouldBeEmpty();

    [Fact]
    public void No_file_names_the_machine_it_was_written_on() =>
        Found(MachinePath(), [], [.. Prose, "scripts", "tests", "bench", ".ci", "run", "test", "countersign"]).ShouldBeEmpty();

    [Theory]
    [InlineData("This was AI detected in the diff")]
    [InlineData("AI-detected")]
    [InlineData("lgtm")]
    public void An_unfair_word_is_found(string text) => Unfair().IsMatch(text).ShouldBeTrue();

    private static IEnumerable<string> Found(Regex words, string[] except, params string[] places) =>
        places
            .SelectMany(place => SourceTree.Under(place))
            .Where(file => !except.Contains(file.Path) && !file.Path.EndsWith("/WordsTests.cs", StringComparison.Ordinal))
            .SelectMany(file => file.Lines.Select((line, at) => (file.Path, line, at)))
            .Where(found => words.IsMatch(found.line))
            .Select(found => $"{found.Path}:{found.at + 1}: {found.line.Trim()}");

    [GeneratedRegex(@"pull[ _-]?request|merge[ _-]?request", RegexOptions.IgnoreCase)]
    private static partial Regex Forge();

    [GeneratedRegex(@"\bLGTM\b|\bslop\b|\bAI[ -]detect(?:ed|ion)\b|\bdetected (?:as )?AI\b", RegexOptions.IgnoreCase)]
    private static partial Regex Unfair();

    // The name and the addresses by which a tool signs its commits are data.
    [GeneratedRegex(@"(?<![@.])\bAmazon\b(?! Q\b|\.com\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Firm();

    [GeneratedRegex(@"rubber[ -]?stamp", RegexOptions.IgnoreCase)]
    private static partial Regex Stamp();

    [GeneratedRegex(
        @"(?<!@)\b(?:Amazon|AWS|Google|Alphabet|Microsoft|Facebook|Netflix|OpenAI|Anthropic|Bezos|Jassy|Garman|Vogels|Treadwell|Nadella|Pichai|Zuckerberg|Musk|Altman|Amodei)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex FirmsAndOfficers();

    [GeneratedRegex("""(?:^|[\s"'`(=:])/(?:work|root)/""")]
    private static partial Regex MachinePath();
}
