// The floors of the core, lowest first, and how to read the arrows between folders from the source.
using System.Text.RegularExpressions;

namespace Countersign.Tests.House;

public static partial class Floors
{
    /// <summary>A folder may use those before it and no other. A new order is a decision record first.</summary>
    public static readonly IReadOnlyList<(string Folder, string Says)> Order =
    [
        ("Documents", "plain nodes read from YAML or JSON, and what is wrong with them"),
        ("Graphs", "who depends on whom as plain numbers: circles, masks, and the shortest way"),
        ("Signatures", "digests, SSH signatures and their envelopes; knows bytes only"),
        ("Ledger", "entries, tiles, checkpoints and proofs; knows bytes only"),
        ("People", "who they are, how senior, which keys are theirs, what they may do"),
        ("Changes", "what is asked to enter, and the digest that binds a sign-off to it"),
        ("Likelihood", "how likely a change is to be mended later, by its size, spread and past; knows nobody and no tool"),
        ("Provenance", "what a person or a tool wrote, and how we know"),
        ("Impact", "what the change can reach, and how long a careful reading takes"),
        ("Splitting", "how a change that is too large is cut into a series of smaller ones"),
        ("SignOffs", "a person's signed answer, what it covers, when it goes stale"),
        ("Cases", "the author's reasoning, the questions, the answers, the conditions"),
        ("Inputs", "everything a decision may see, time included"),
        ("Policies", "rules, predicates and requirements as written and as checked"),
        ("Gating", "the heart: facts and a policy in, a verdict out"),
        ("Simulation", "a policy replayed on a history: what it asks, what it costs, what it would have held"),
        ("Attestations", "verdicts and sign-offs as statements that others can verify"),
        ("Incidents", "what went wrong, linked to the changes and sign-offs behind it"),
    ];

    public static int Of(string folder) => Order.ToList().FindIndex(floor => floor.Folder == folder);

    /// <summary>For each first folder of a project, the first folders of another (or the same) project that it names.</summary>
    public static SortedDictionary<string, SortedSet<string>> Arrows(string project, string of, string targetNamespace)
    {
        var targets = Folders("src/" + of);
        var arrows = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var file in SourceTree.Code("src/" + project))
        {
            var from = FirstFolder(file.Path);
            if (from is null)
            {
                continue;
            }

            arrows.TryAdd(from, new SortedSet<string>(StringComparer.Ordinal));
            foreach (Match match in Named().Matches(file.Code))
            {
                var name = match.Groups[1].Value;
                if (!name.StartsWith(targetNamespace + ".", StringComparison.Ordinal))
                {
                    continue;
                }

                var to = name[(targetNamespace.Length + 1)..].Split('.')[0];
                if (targets.Contains(to) && (to != from || project != of))
                {
                    arrows[from].Add(to);
                }
            }
        }

        return arrows;
    }

    public static IReadOnlySet<string> Folders(string project) =>
        SourceTree.Code(project).Select(file => FirstFolder(file.Path)).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>Peels off, round by round, the folders that use nothing left; what cannot be peeled is a circle.</summary>
    public static (IReadOnlyList<IReadOnlyList<string>> Rounds, IReadOnlyList<string> Circle) Peel(SortedDictionary<string, SortedSet<string>> arrows)
    {
        var left = arrows.ToDictionary(arrow => arrow.Key, arrow => arrow.Value.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var rounds = new List<IReadOnlyList<string>>();
        while (left.Count > 0)
        {
            var free = left.Where(arrow => !arrow.Value.Any(left.ContainsKey)).Select(arrow => arrow.Key).Order(StringComparer.Ordinal).ToList();
            if (free.Count == 0)
            {
                return (rounds, [.. left.Select(arrow => $"{arrow.Key} -> {string.Join(", ", arrow.Value.Where(left.ContainsKey))}")]);
            }

            rounds.Add(free);
            free.ForEach(folder => left.Remove(folder));
        }

        return (rounds, []);
    }

    private static string? FirstFolder(string path)
    {
        var parts = path.Split('/');
        return parts.Length > 3 ? parts[2] : null;
    }

    // Every name that starts in our root namespace: `using` lines and fully qualified names alike.
    [GeneratedRegex(@"(?<!namespace )(?<![\w.])(Countersign(?:\.\w+)+)")]
    private static partial Regex Named();
}
