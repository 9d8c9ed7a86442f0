// Reads the values of a policy and collects every problem on the way, so that one run shows them all.
using System.Globalization;
using Countersign.Documents;

namespace Countersign.Policies;

/// <summary>Each method reports what is wrong and answers null; nobody stops at the first problem.</summary>
public sealed class Reading
{
    private readonly List<Problem> _problems = [];

    public IReadOnlyList<Problem> Problems => _problems;

    public void Report(string code, string message, string remedy, int line, Severity severity = Severity.Error) =>
        _problems.Add(new Problem(code, message, remedy, line, Severity: severity));

    /// <summary>A mapping of which only <paramref name="known"/> keys may stand; null where it is none.</summary>
    public KeyedValues? Mapping(Node node, string what, params IReadOnlyList<string> known)
    {
        if (node is not Node.Mapping mapping)
        {
            Report("policy.bad-shape", $"{what} is {node.Kind}, not a mapping", $"write {{ {known[0]}: ... }}", node.Line);
            return null;
        }

        foreach (var entry in mapping.Entries.Where(entry => !known.Contains(entry.Key)))
        {
            ReportUnknown("policy.unknown-key", $"key '{entry.Key}' in {what}", entry.Key, known, entry.Line);
        }

        return new KeyedValues(this, mapping, what);
    }

    public void ReportUnknown(string code, string what, string written, IReadOnlyList<string> known, int line)
    {
        var remedy = NearestName.Of(written, known) is { } near ? $"did you mean '{near}'?" : $"known here: {string.Join(", ", known)}";
        Report(code, $"unknown {what}", remedy, line);
    }

    public string? Text(Node node, string what)
    {
        if (node is Node.Scalar { IsNull: false } scalar)
        {
            return scalar.Text;
        }

        Report("policy.bad-value", $"{what} is {node.Kind}, not text", "write one value", node.Line);
        return null;
    }

    public string? OneOf(Node node, string what, params IReadOnlyList<string> allowed)
    {
        var text = Text(node, what);
        if (text is null || allowed.Contains(text))
        {
            return text;
        }

        ReportUnknown("policy.unknown-value", $"value '{text}' for {what}", text, allowed, node.Line);
        return null;
    }

    /// <summary>One value or a list of them; an empty list is a problem, because it would silently match nothing.</summary>
    public IReadOnlyList<string>? Texts(Node node, string what)
    {
        var items = node is Node.Sequence list ? list.Items : [node];
        if (items.Count == 0)
        {
            Report("policy.empty-list", $"{what} is an empty list", "name at least one, or leave it out", node.Line);
            return null;
        }

        var texts = items.Select(item => Text(item, what)).ToList();
        return texts.Contains(null) ? null : texts.ConvertAll(text => text!);
    }

    public double? Number(Node node, string what, double least, double most)
    {
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (
            node is Node.Scalar { IsText: false } scalar
            && double.TryParse(scalar.Text, Plain, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
        {
            return number;
        }

        Report("policy.bad-number", $"{what} is not a number from {least} to {most}", "write a plain number without a unit", node.Line);
        return null;
    }

    public int? Whole(Node node, string what, int least, int most)
    {
        var number = Number(node, what, least, most);
        if (number is null || number == Math.Floor(number.Value))
        {
            return (int?)number;
        }

        Report("policy.bad-number", $"{what} is not a whole number", $"write a whole number from {least} to {most}", node.Line);
        return null;
    }

    public bool? Flag(Node node, string what) => OneOf(node, what, "true", "false") is { } text ? text == "true" : null;

    public DateOnly? Date(Node node, string what)
    {
        var text = Text(node, what);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        if (text is not null)
        {
            Report("policy.bad-date", $"{what} is not a date: '{text}'", "write it as 2027-02-18", node.Line);
        }

        return null;
    }
}
