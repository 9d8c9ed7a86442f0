// The values of one mapping by key, each read once and checked; a key that is absent answers null without a problem.
using Countersign.Documents;

namespace Countersign.Policies;

public sealed class KeyedValues(Reading reading, Node.Mapping mapping, string what)
{
    public int Line => mapping.Line;

    public bool Has(string key) => mapping[key] is not null;

    public Node? this[string key] => mapping[key];

    /// <summary>Reports an absent key that must be there.</summary>
    public bool Demands(string key, string remedy)
    {
        if (!Has(key))
        {
            reading.Report("policy.missing-key", $"{what} has no '{key}'", remedy, mapping.Line);
        }

        return Has(key);
    }

    public bool DemandsOneOf(params IReadOnlyList<string> keys)
    {
        var any = keys.Any(Has);
        if (!any)
        {
            reading.Report("policy.missing-key", $"{what} says nothing", $"give one of: {string.Join(", ", keys)}", mapping.Line);
        }

        return any;
    }

    public string? Text(string key) => Read(key, node => reading.Text(node, Named(key)));

    public string? OneOf(string key, params IReadOnlyList<string> allowed) => Read(key, node => reading.OneOf(node, Named(key), allowed));

    public IReadOnlyList<string> Texts(string key) => Read(key, node => reading.Texts(node, Named(key))) ?? [];

    public IReadOnlyList<string> TextsOf(string key, params IReadOnlyList<string> allowed)
    {
        var texts = Texts(key);
        foreach (var text in texts.Where(text => !allowed.Contains(text)))
        {
            reading.ReportUnknown("policy.unknown-value", $"value '{text}' for {Named(key)}", text, allowed, mapping[key]!.Line);
        }

        return texts;
    }

    public int? Whole(string key, int least, int most) => mapping[key] is { } node ? reading.Whole(node, Named(key), least, most) : null;

    public double? Number(string key, double least, double most) => mapping[key] is { } node ? reading.Number(node, Named(key), least, most) : null;

    public bool? Flag(string key) => mapping[key] is { } node ? reading.Flag(node, Named(key)) : null;

    public DateOnly? Date(string key) => mapping[key] is { } node ? reading.Date(node, Named(key)) : null;

    public Bound? Bound(string key) => Read(key, node => Policies.Bound.Parse(node, Named(key), reading));

    private T? Read<T>(string key, Func<Node, T?> read)
        where T : class => mapping[key] is { } node ? read(node) : null;

    private string Named(string key) => $"{what}: {key}";
}
