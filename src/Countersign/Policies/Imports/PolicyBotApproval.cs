// policy-bot's approval as rules of ours: one for each state of what a part asks about, and each clause that is asked then.
using System.Globalization;

namespace Countersign.Policies.Imports;

/// <summary>A rule: when it applies, what else must hold for it, and what it asks.</summary>
internal sealed record BotLeaf(BotRule Rule, Guard Applies, Guard Condition, Clauses Asks);

/// <summary>Source: specs/import.md, policy-bot.</summary>
internal sealed class PolicyBotApproval(Importing import, string file, IReadOnlyDictionary<string, BotLeaf> leaves)
{
    private const int MostStates = 96;

    public void Write(BotTree approval)
    {
        foreach (var part in Flat(approval))
        {
            Part(part);
        }
    }

    private static IEnumerable<BotTree> Flat(BotTree tree) => tree is BotTree.And and ? and.Parts.SelectMany(Flat) : [tree];

    public IEnumerable<BotLeaf> Leaves(BotTree tree) =>
        tree switch
        {
            BotTree.And it => it.Parts.SelectMany(Leaves),
            BotTree.Or it => it.Parts.SelectMany(Leaves),
            BotTree.Rule it => [leaves[it.Name]],
            _ => [],
        };

    /// <summary>A rule by itself needs no states: what it asks is asked where it may apply.</summary>
    private void Write(BotLeaf leaf)
    {
        string[] comments = [$"{file}:{leaf.Rule.Line.ToString(CultureInfo.InvariantCulture)}: {leaf.Rule.Name}"];
        var unmet = Test.All([leaf.Applies.Possible, leaf.Condition.Certain.Not()]);
        if (leaf.Applies.Possible.IsNever)
        {
            return;
        }

        Write(leaf.Rule.Name, comments, leaf.Applies.Possible, leaf.Asks);
        if (!unmet.IsNever)
        {
            import.Refuse(
                $"{leaf.Rule.Name}: conditions",
                comments,
                unmet.When,
                $"Rule '{leaf.Rule.Name}' of the imported policy: its conditions do not hold, or cannot be told."
            );
        }
    }

    /// <summary>One of our rules for each state of what the part asks about, and each clause that is then asked.</summary>
    private void Part(BotTree part)
    {
        if (part is BotTree.Rule rule)
        {
            Write(leaves[rule.Name]);
            return;
        }

        var asking = Leaves(part).DistinctBy(leaf => leaf.Rule.Name).ToList();
        var comments = asking.ConvertAll(leaf => $"{file}:{leaf.Rule.Line.ToString(CultureInfo.InvariantCulture)}: {leaf.Rule.Name}");
        var guards = asking
            .SelectMany(leaf => new[] { leaf.Applies, leaf.Condition })
            .Where(guard => !guard.IsConstant)
            .DistinctBy(guard => guard.Text)
            .ToList();
        if (guards.Aggregate(1L, (product, guard) => Math.Min(MostStates + 1, product * guard.States.Count)) > MostStates)
        {
            var names = string.Join(", ", asking.Select(leaf => leaf.Rule.Name));
            import.Note(
                ImportNoteKind.NotExpressed,
                file,
                asking[0].Rule.Line,
                $"'{names}' make too many combinations: write these by hand; until then they refuse"
            );
            import.Refuse(
                "too many combinations to import",
                comments,
                null,
                "The imported rules make too many combinations. Write them by hand in the policy."
            );
            return;
        }

        foreach (var (when, answers) in States(guards))
        {
            Write(part, asking, comments, when, answers);
        }
    }

    private void Write(BotTree part, List<BotLeaf> asking, List<string> comments, Test when, IReadOnlyList<Dictionary<string, bool>> answers)
    {
        var asked = answers.Select(answer => Evaluate(part, answer)).OfType<Clauses>().ToList();
        if (when.IsNever || asked.Count == 0)
        {
            return;
        }

        var open = asking.FindAll(leaf => answers.Any(answer => Holds(leaf.Applies, answer)));
        var name = string.Join(" or ", open.Select(leaf => leaf.Rule.Name));
        name = open.Count == 1 || name.Length <= 100 ? name : $"{open[0].Rule.Name} or {open.Count - 1} others";
        Write(name, comments, when, asked.Aggregate((left, right) => left.And(right)));
    }

    private void Write(string name, IReadOnlyList<string> comments, Test when, Clauses asked)
    {
        foreach (var clause in asked.All)
        {
            if (clause.Count == 0)
            {
                import.Refuse(
                    name,
                    comments,
                    when.When,
                    $"Rule '{name}' of the imported policy: nobody can sign for what it asks; its conditions have to hold, or it has to be written by hand."
                );
            }
            else
            {
                import.Require(
                    name,
                    comments,
                    when.When,
                    clause.Count == 1 ? clause[0].Node : Made.Map(("any", Made.List(clause.Select(ask => ask.Node))))
                );
            }
        }

        if (asked.All.Count == 0)
        {
            import.Require(name, comments, when.When, Made.Word("nothing"));
        }
    }

    private static IEnumerable<(Test When, IReadOnlyList<Dictionary<string, bool>> Answers)> States(IReadOnlyList<Guard> guards)
    {
        IEnumerable<(List<Test> When, IReadOnlyList<Dictionary<string, bool>> Answers)> states = [([], [new(StringComparer.Ordinal)])];
        foreach (var guard in guards)
        {
            states = states
                .SelectMany(state =>
                    guard.States.Select(more =>
                        (
                            new List<Test>([.. state.When, more.When]),
                            (IReadOnlyList<Dictionary<string, bool>>)
                                [
                                    .. state.Answers.SelectMany(answer =>
                                        more.Answers.Select(holds => new Dictionary<string, bool>(answer, StringComparer.Ordinal)
                                        {
                                            [guard.Text] = holds,
                                        })
                                    ),
                                ]
                        )
                    )
                )
                .ToList();
        }

        return states.Select(state => (Test.All(state.When), state.Answers));
    }

    private static bool Holds(Guard guard, Dictionary<string, bool> answer) =>
        answer.TryGetValue(guard.Text, out var holds) ? holds : guard.Possible.IsAlways;

    /// <summary>What is asked; null where the part is skipped.</summary>
    private Clauses? Evaluate(BotTree tree, Dictionary<string, bool> answer)
    {
        switch (tree)
        {
            case BotTree.Rule it:
                var leaf = leaves[it.Name];
                return !Holds(leaf.Applies, answer) ? null
                    : Holds(leaf.Condition, answer) ? leaf.Asks
                    : Clauses.Impossible;
            case BotTree.And it:
                return it
                    .Parts.Select(part => Evaluate(part, answer))
                    .Aggregate(
                        (left, right) =>
                            left is null ? right
                            : right is null ? left
                            : left.And(right)
                    );
            case BotTree.Or it:
                return it
                    .Parts.Select(part => Evaluate(part, answer))
                    .Aggregate(
                        (left, right) =>
                            left is null ? right
                            : right is null ? left
                            : left.Or(right)
                    );
            default:
                return null;
        }
    }
}
