// specs/attacks.md as a table: id, claim, the tests that hold it and their honest twins, or what it waits for.
using System.Text.RegularExpressions;

namespace Countersign.Tests.House;

public sealed record AttackClaim(string Id, string Says, IReadOnlyList<string> Tests, IReadOnlyList<string> Twins, string Waits);

/// <summary>Rows have the form <c>| C1 | what holds | `Test_name`, twin `Other_name` |</c>.</summary>
public sealed partial class AttackList
{
    private readonly string _text;

    private AttackList(string text)
    {
        _text = text;
        Claims =
        [
            .. Row()
                .Matches(text)
                .Select(row => new AttackClaim(
                    row.Groups["id"].Value,
                    row.Groups["says"].Value.Trim(),
                    Names(row.Groups["held"].Value, twin: false),
                    Names(row.Groups["held"].Value, twin: true),
                    row.Groups["held"].Value.Trim()
                )),
        ];
        NotYet = [.. Id().Matches(Section("Not yet")).Select(match => match.Value)];
        NoTwin = NoTwinLine()
            .Matches(Section("No twin"))
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value, StringComparer.Ordinal);
    }

    public IReadOnlyList<AttackClaim> Claims { get; }

    /// <summary>Claims whose tests are still to be written; shrinks to nothing.</summary>
    public IReadOnlyList<string> NotYet { get; }

    /// <summary>Claims for which an allowed counterpart makes no sense, each with the reason.</summary>
    public IReadOnlyDictionary<string, string> NoTwin { get; }

    public static AttackList Parse(string text) => new(text);

    /// <summary>The same text with each row naming the tests that carry its id now; what is held leaves the not-yet list.</summary>
    public string With(Func<string, IEnumerable<string>> tests, Func<string, IEnumerable<string>> twins)
    {
        var rows = Row().Replace(_text, row => Written(row, [.. tests(row.Groups["id"].Value)], [.. twins(row.Groups["id"].Value)]));
        return NotYetSection().Replace(rows, section => Id().Replace(section.Value, id => tests(id.Value).Any() ? "" : id.Value).TrimSpaces());
    }

    private static string Written(Match row, List<string> tests, List<string> twins)
    {
        var held = row.Groups["held"].Value.Trim();
        var names = tests.Select(test => $"`{test}`").Concat(twins.Select(twin => $"twin `{twin}`")).ToList();
        var cell =
            names.Count > 0 ? string.Join(", ", names)
            : held.StartsWith("needs", StringComparison.Ordinal) ? held
            : "";
        return $"| {row.Groups["id"].Value} | {row.Groups["says"].Value.Trim()} | {cell} |".Replace("|  |", "| |", StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Names(string cell, bool twin) =>
        [.. Name().Matches(cell).Where(match => match.Groups["twin"].Success == twin).Select(match => match.Groups["name"].Value)];

    private string Section(string heading)
    {
        var start = _text.IndexOf($"\n## {heading}", StringComparison.Ordinal);
        if (start < 0)
        {
            return "";
        }

        var end = _text.IndexOf("\n## ", start + 4, StringComparison.Ordinal);
        return end < 0 ? _text[start..] : _text[start..end];
    }

    [GeneratedRegex(@"^\| (?<id>[A-Z]\d+) \|(?<says>[^|\n]*)\|(?<held>[^|\n]*)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("(?<twin>twin )?`(?<name>\\w+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"\b[A-Z]\d+\b")]
    private static partial Regex Id();

    [GeneratedRegex(@"^## Not yet[\s\S]*?(?=^## |\z)", RegexOptions.Multiline)]
    private static partial Regex NotYetSection();

    [GeneratedRegex(@"^- ([A-Z]\d+): (.+)$", RegexOptions.Multiline)]
    private static partial Regex NoTwinLine();
}

internal static partial class Spaces
{
    /// <summary>One space between words; none at the end of a line.</summary>
    public static string TrimSpaces(this string text) => LineEnd().Replace(Double().Replace(text, " "), "");

    [GeneratedRegex(@"(?<=\S) {2,}")]
    private static partial Regex Double();

    [GeneratedRegex(@" +(?=\n)|^ +", RegexOptions.Multiline)]
    private static partial Regex LineEnd();
}
