// A choice of names: any of them, only them, none of them; the form that most predicates share.
using Countersign.Documents;

namespace Countersign.Policies;

/// <summary>Every part that is given must hold. Nothing present satisfies neither any nor only: zero is never "all".</summary>
public sealed record Selection(IReadOnlyList<string> Any, IReadOnlyList<string> Only, IReadOnlyList<string> None)
{
    public const string Schema = """{"$ref":"#/$defs/selection"}""";

    /// <summary>A value or a list means any; a mapping gives any, only and none.</summary>
    public static Selection? Parse(Node node, string what, Reading reading, IReadOnlyList<string>? allowed = null)
    {
        if (node is not Node.Mapping)
        {
            return reading.Texts(node, what) is { } any ? Checked(new Selection(any, [], []), node, what, reading, allowed) : null;
        }

        return reading.Mapping(node, what, "any", "only", "none") is { } fields ? From(fields, node, what, reading, allowed) : null;
    }

    public static Selection From(KeyedValues fields, Node node, string what, Reading reading, IReadOnlyList<string>? allowed = null)
    {
        fields.DemandsOneOf("any", "only", "none");
        return Checked(new Selection(fields.Texts("any"), fields.Texts("only"), fields.Texts("none")), node, what, reading, allowed);
    }

    public IEnumerable<string> All => Any.Concat(Only).Concat(None);

    public PredicateAnswer Ask(IReadOnlyList<string> present, string noun, Func<string, string, bool>? matches = null)
    {
        matches ??= (pattern, item) => pattern == item;
        var isAny = Any.Count == 0 ? present : Those(Any, isWanted: true);
        if (Any.Count > 0 && isAny.Count == 0)
        {
            return PredicateAnswer.DoesNot($"no {noun} is {Say(Any)} (here: {Say(present)})");
        }

        if (Only.Count > 0 && Those(Only, isWanted: false) is var others && (others.Count > 0 || present.Count == 0))
        {
            return PredicateAnswer.DoesNot($"not only {Say(Only)}: {Say(others)}");
        }

        if (None.Count > 0 && Those(None, isWanted: true) is { Count: > 0 } unwanted)
        {
            return PredicateAnswer.DoesNot($"{noun} {Say(unwanted)} is {Say(None)}");
        }

        return PredicateAnswer.Holds($"{noun} {Say(isAny)}");

        List<string> Those(IReadOnlyList<string> wanted, bool isWanted) =>
            [.. present.Where(item => wanted.Any(pattern => matches(pattern, item)) == isWanted)];
    }

    /// <summary>At most three names, then how many more.</summary>
    public static string Say(IReadOnlyList<string> names) =>
        names.Count switch
        {
            0 => "none",
            <= 3 => string.Join(", ", names),
            _ => $"{string.Join(", ", names.Take(3))} and {names.Count - 3} more",
        };

    private static Selection Checked(Selection selection, Node node, string what, Reading reading, IReadOnlyList<string>? allowed)
    {
        foreach (var name in selection.All.Where(name => allowed?.Contains(name) == false))
        {
            reading.ReportUnknown("policy.unknown-value", $"value '{name}' for {what}", name, allowed!, node.Line);
        }

        return selection;
    }
}
