// What a foreign rule asks, as clauses that must all be met, each by any one of its asks.
using Countersign.Documents;

namespace Countersign.Policies.Imports;

/// <summary>One requirement in our words; two of the same text are the same.</summary>
internal sealed record Asked(string Key, Node Value)
{
    public string Text { get; } = $"{Key}: {PolicyText.Flow(Value)}";

    public Node Node => Made.Map((Key, Value));
}

/// <summary>No clause: nothing is asked. An empty clause: nobody can meet it.</summary>
internal sealed record Clauses(IReadOnlyList<IReadOnlyList<Asked>> All)
{
    public const int Most = 64;

    public static Clauses Nothing { get; } = new([]);

    public static Clauses Impossible { get; } =
        new([
            [],
        ]);

    public static Clauses Of(Node.Mapping require) =>
        new([.. require.Entries.Select(entry => (IReadOnlyList<Asked>)[new Asked(entry.Key, entry.Value)])]);

    public Clauses And(Clauses other) => Tidy([.. All, .. other.All]);

    /// <summary>Where that would be too long to read, nobody can meet it.</summary>
    public Clauses Or(Clauses other) =>
        All.Count * other.All.Count > Most * Most
            ? Impossible
            : Tidy([
                .. All.SelectMany(left => other.All.Select(right => (IReadOnlyList<Asked>)[.. left.Concat(right).DistinctBy(asked => asked.Text)])),
            ]);

    /// <summary>Drops what a shorter clause already asks.</summary>
    private static Clauses Tidy(IReadOnlyList<IReadOnlyList<Asked>> clauses)
    {
        var kept = new List<IReadOnlyList<Asked>>();
        foreach (var clause in clauses.OrderBy(clause => clause.Count))
        {
            var texts = clause.Select(asked => asked.Text).ToHashSet(StringComparer.Ordinal);
            if (!kept.Exists(shorter => shorter.All(asked => texts.Contains(asked.Text))))
            {
                kept.Add(clause);
            }
        }

        return new Clauses(kept);
    }
}
