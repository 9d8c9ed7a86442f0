// Reads the fields of one mapping and says everything that is wrong with them, in the words of its writer.
using System.Globalization;

namespace Countersign.Documents;

/// <summary>
/// Every reader returns null, empty or default where the field is absent or wrong; a wrong one has been added to the
/// problems. <paramref name="what"/> names the mapping for people: "person 'mara'", "this rule".
/// </summary>
public sealed class Fields(Node.Mapping mapping, string what, ProblemList problems)
{
    public int Line => mapping.Line;

    public string What => what;

    public ProblemList Problems => problems;

    public Node? this[string key] => mapping[key];

    public IEnumerable<string> Keys => mapping.Entries.Select(entry => entry.Key);

    /// <summary>Null, and a problem, where the node is no mapping.</summary>
    public static Fields? Of(Node node, string what, ProblemList problems)
    {
        if (node is Node.Mapping mapping)
        {
            return new Fields(mapping, what, problems);
        }

        problems.Error("wrong-kind", $"{what} is {node.Kind}, not a mapping", "Write it as 'key: value' lines.", node.Line);
        return null;
    }

    /// <summary>The same fields under a better name, once it is known.</summary>
    public Fields As(string better) => new(mapping, better, problems);

    public int LineOf(string key) => mapping.Entries.FirstOrDefault(entry => entry.Key == key)?.Line ?? mapping.Line;

    public bool Has(string key) => mapping[key] is not (null or Node.Scalar { IsNull: true });

    /// <summary>A field that must be there and not empty.</summary>
    public string? Text(string key)
    {
        if (!Has(key))
        {
            problems.Error("missing-key", $"{what} has no '{key}'", $"Add '{key}:'.", mapping.Line);
            return null;
        }

        return OptionalText(key);
    }

    public string? OptionalText(string key) => Has(key) ? TextOf(mapping[key]!, key) : null;

    /// <summary>One text or a list of them, in order; absent is empty.</summary>
    public IReadOnlyList<Node.Scalar> Texts(string key)
    {
        var texts = new List<Node.Scalar>();
        foreach (var item in Has(key) && mapping[key] is Node.Scalar single ? [single] : List(key))
        {
            if (TextOf(item, key) is not null)
            {
                texts.Add((Node.Scalar)item);
            }
        }

        return texts;
    }

    public IReadOnlyList<Node> List(string key)
    {
        if (!Has(key))
        {
            return [];
        }

        if (mapping[key] is Node.Sequence list)
        {
            return list.Items;
        }

        WrongKind(mapping[key]!, key, "a list");
        return [];
    }

    /// <summary>The mappings in a list; anything else in it is a problem.</summary>
    public IEnumerable<Fields> Mappings(string key, string each) =>
        List(key).Select((item, at) => Of(item, $"{each} {at + 1} of {what}", problems)).OfType<Fields>();

    public Fields? Mapping(string key) => Has(key) ? Of(mapping[key]!, $"'{key}' of {what}", problems) : null;

    public int? Integer(string key, int least, int most)
    {
        if (OptionalText(key) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        problems.Error("not-a-number", $"'{key}' of {what} is '{Cut(text)}'", $"Write a whole number from {least} to {most}.", LineOf(key));
        return null;
    }

    public bool? Flag(string key)
    {
        var text = OptionalText(key);
        if (text is not (null or "true" or "false"))
        {
            problems.Error("not-a-flag", $"'{key}' of {what} is '{Cut(text)}'", "Write true or false.", LineOf(key));
            return null;
        }

        return text is null ? null : text == "true";
    }

    /// <summary>One of the known names, exactly as spelled.</summary>
    public string? OneOf(string key, IReadOnlyCollection<string> known)
    {
        var text = OptionalText(key);
        if (text is null || known.Contains(text))
        {
            return text;
        }

        problems.Error("unknown-value", $"'{key}' of {what} is '{Cut(text)}'", NearestName.Remedy(text, known), LineOf(key));
        return null;
    }

    /// <summary>A moment as 2026-01-05T09:00:00Z; where <paramref name="dayWillDo"/>, also 2026-01-05, which begins at midnight UTC.</summary>
    public DateTimeOffset? Time(string key, bool dayWillDo = false)
    {
        if (OptionalText(key) is not { } text)
        {
            return null;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        foreach (var form in dayWillDo ? Forms : Forms[..1])
        {
            if (DateTimeOffset.TryParseExact(text, form, CultureInfo.InvariantCulture, Utc, out var time))
            {
                return time;
            }
        }

        problems.Error(
            "not-a-time",
            $"'{key}' of {what} is '{Cut(text)}'",
            $"Write UTC with a Z, as in 2026-01-05T09:00:00Z{(dayWillDo ? ", or a day as in 2026-01-05" : "")}.",
            LineOf(key)
        );
        return null;
    }

    /// <summary>Says which keys nobody here knows, with the name that was probably meant.</summary>
    public void AllowOnly(IReadOnlyCollection<string> known)
    {
        foreach (var entry in mapping.Entries)
        {
            if (!known.Contains(entry.Key))
            {
                problems.Error(
                    "unknown-key",
                    $"{what} has an unknown key '{Cut(entry.Key)}'",
                    problems.IsFull ? "" : NearestName.Remedy(entry.Key, known),
                    entry.Line
                );
            }
        }
    }

    /// <summary>Somebody else's text in a message: one line of at most 80 characters.</summary>
    public static string Cut(string text)
    {
        var shown = text.Length > 80 ? string.Concat(text.AsSpan(0, 77), "...") : text;
        return string.Concat(shown.Select(letter => char.IsControl(letter) ? ' ' : letter));
    }

    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd"];

    private string? TextOf(Node node, string key)
    {
        if (node is not Node.Scalar scalar)
        {
            WrongKind(node, key, "a value");
            return null;
        }

        if (scalar.IsNull || string.IsNullOrWhiteSpace(scalar.Text))
        {
            problems.Error("empty", $"'{key}' of {what} is empty", "Write a value or leave the key out.", node.Line);
            return null;
        }

        return scalar.Text;
    }

    private void WrongKind(Node node, string key, string wanted) =>
        problems.Error("wrong-kind", $"'{key}' of {what} is {node.Kind}, not {wanted}", $"Write {wanted}.", node.Line);
}
