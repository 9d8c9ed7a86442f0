// policy-bot's approval and disapproval as rules of ours, each as strict as theirs or stricter.
using System.Globalization;
using Countersign.Documents;

namespace Countersign.Policies.Imports;

/// <summary>Source: specs/import.md, policy-bot.</summary>
internal sealed class PolicyBotImport(Importing import, string file, ProblemList problems)
{
    private const int MostStates = 96;
    private const string NobodyCould = "nobody could ever give what this rule asks";

    private readonly PolicyBotPredicates _predicates = new(import, file, problems);
    private readonly Dictionary<string, Leaf> _leaves = new(StringComparer.Ordinal);

    /// <summary>A rule: when it applies, what else must hold for it, and what it asks.</summary>
    private sealed record Leaf(BotRule Rule, Guard Applies, Guard Condition, Clauses Asks);

    public void Run(PolicyBotFile bot)
    {
        foreach (var rule in bot.Rules.Values)
        {
            _leaves[rule.Name] = Read(rule);
        }

        if (bot.Approval is { } approval)
        {
            foreach (var part in Flat(approval))
            {
                Write(part);
            }

            var applies = Test.Any(Leaves(approval).Select(leaf => leaf.Applies.Certain));
            if (!applies.IsAlways)
            {
                import.Refuse(
                    "no rule of the imported policy applies",
                    [$"{file}: policy-bot lets nothing in where every rule is skipped"],
                    applies.Not().When,
                    "No approval rule applies to this change, and the policy it came from lets nothing in then."
                );
            }
        }
        else
        {
            import.Note(
                ImportNoteKind.Safer,
                file,
                0,
                "there is no approval policy, which policy-bot takes for approved; here one other reader is asked"
            );
            import.Require("one other reader", [$"{file}: no approval policy"], null, Made.Map(("peer-review", Made.Number(1))));
        }

        Unused(bot);
        if (bot.Disapproval is { } disapproval)
        {
            Disapproval(disapproval);
        }
    }

    private Leaf Read(BotRule rule)
    {
        var where = $"rule '{rule.Name}'";
        PolicyBotOptions.Note(rule, import, file, problems);
        var applies = _predicates.All(rule.If, where);
        if (rule.Requires is null)
        {
            return new Leaf(rule, applies, Guard.Always, Clauses.Nothing);
        }

        var requires = new Fields(rule.Requires, $"what {where} requires", problems);
        requires.AllowOnly(["count", "users", "teams", "organizations", "permissions", "admins", "write_collaborators", "conditions"]);
        var count = requires.Integer("count", 0, 1000) ?? 0;
        var names = _predicates.Actors(requires) ?? [];
        var asks = SignOffs(rule, count, names);
        var conditions = new List<Guard>();
        foreach (var entry in requires.Mapping("conditions") is null ? [] : ((Node.Mapping)rule.Requires["conditions"]!).Entries)
        {
            if (Evidence(entry) is { } evidence)
            {
                asks = asks.And(evidence);
            }
            else
            {
                conditions.AddRange(_predicates.Each(new Node.Mapping([entry], entry.Line), where).Select(it => it.Guard));
            }
        }

        return new Leaf(rule, applies, Guard.All(conditions), asks);
    }

    private Clauses SignOffs(BotRule rule, int count, IReadOnlyList<string> names)
    {
        if (count == 0)
        {
            return Clauses.Nothing;
        }

        if (names.Count == 0 || count > Requirements.SignOffDemand.MostSigners)
        {
            var why = names.Count == 0 ? "names nobody who could approve" : $"asks more than {Requirements.SignOffDemand.MostSigners} people";
            import.Note(ImportNoteKind.NotExpressed, file, rule.Line, $"rule '{rule.Name}' {why}: {NobodyCould}");
            return Clauses.Impossible;
        }

        return Clauses.Of((Node.Mapping)ForeignNames.SignOffs(count, names));
    }

    /// <summary>A status that must be there is asked for as evidence, so that the verdict says who gives it.</summary>
    private Clauses? Evidence(Node.Entry entry)
    {
        if (entry.Key is not ("has_status" or "has_successful_status") || BotResults.Read(entry, "statuses", problems) is not { } results)
        {
            return null;
        }

        return results.Names.Aggregate(
            Clauses.Nothing,
            (all, name) => all.And(results.Conclusions.Select(conclusion => One(name, conclusion)).Aggregate((left, right) => left.Or(right)))
        );

        static Clauses One(string name, string conclusion) =>
            Clauses.Of(Made.Map(("evidence", Made.List([Made.Map(("check", Made.Text(name)), ("conclusion", Made.Text(conclusion)))]))));
    }

    private static IEnumerable<BotTree> Flat(BotTree tree) => tree is BotTree.And and ? and.Parts.SelectMany(Flat) : [tree];

    private IEnumerable<Leaf> Leaves(BotTree tree) =>
        tree switch
        {
            BotTree.And it => it.Parts.SelectMany(Leaves),
            BotTree.Or it => it.Parts.SelectMany(Leaves),
            BotTree.Rule it => [_leaves[it.Name]],
            _ => [],
        };

    /// <summary>A rule by itself needs no states: what it asks is asked where it may apply.</summary>
    private void Write(Leaf leaf)
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
    private void Write(BotTree part)
    {
        if (part is BotTree.Rule rule)
        {
            Write(_leaves[rule.Name]);
            return;
        }

        var leaves = Leaves(part).DistinctBy(leaf => leaf.Rule.Name).ToList();
        var comments = leaves.ConvertAll(leaf => $"{file}:{leaf.Rule.Line.ToString(CultureInfo.InvariantCulture)}: {leaf.Rule.Name}");
        var guards = leaves
            .SelectMany(leaf => new[] { leaf.Applies, leaf.Condition })
            .Where(guard => !guard.IsConstant)
            .DistinctBy(guard => guard.Text)
            .ToList();
        if (guards.Aggregate(1L, (product, guard) => Math.Min(MostStates + 1, product * guard.States.Count)) > MostStates)
        {
            var names = string.Join(", ", leaves.Select(leaf => leaf.Rule.Name));
            import.Note(
                ImportNoteKind.NotExpressed,
                file,
                leaves[0].Rule.Line,
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
            Write(part, leaves, comments, when, answers);
        }
    }

    private void Write(BotTree part, List<Leaf> leaves, List<string> comments, Test when, IReadOnlyList<Dictionary<string, bool>> answers)
    {
        var asked = answers.Select(answer => Evaluate(part, answer)).OfType<Clauses>().ToList();
        if (when.IsNever || asked.Count == 0)
        {
            return;
        }

        var open = leaves.FindAll(leaf => answers.Any(answer => Holds(leaf.Applies, answer)));
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
                var leaf = _leaves[it.Name];
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

    private void Unused(PolicyBotFile bot)
    {
        var used = bot.Approval is { } approval ? Leaves(approval).Select(leaf => leaf.Rule.Name).ToHashSet(StringComparer.Ordinal) : [];
        foreach (var rule in bot.Rules.Values.Where(rule => !used.Contains(rule.Name)))
        {
            import.Note(ImportNoteKind.NoEffect, file, rule.Line, $"rule '{rule.Name}' is used nowhere in the approval");
        }
    }

    private void Disapproval(Node.Mapping mapping)
    {
        var fields = new Fields(mapping, "the disapproval", problems);
        foreach (var (name, line, guard) in _predicates.Each(fields.Mapping("if") is null ? null : (Node.Mapping)mapping["if"]!, "the disapproval"))
        {
            if (!guard.Possible.IsNever)
            {
                import.Refuse(
                    $"disapproval: {name}",
                    [$"{file}:{line.ToString(CultureInfo.InvariantCulture)}: disapproval if {name}"],
                    guard.Possible.When,
                    $"The imported policy disapproves where {name} holds."
                );
            }
        }

        if (fields.Mapping("requires") is { } requires && _predicates.Actors(requires) is { Count: > 0 } names)
        {
            import.Require(
                "disapproval: these people may object",
                [
                    $"{file}:{requires.Line.ToString(CultureInfo.InvariantCulture)}: disapproval",
                    "Asks nothing. Whoever the policy names as a signer may object, and an objection holds the change.",
                ],
                null,
                Made.Map(("any", Made.List([ForeignNames.SignOffs(1, names), Made.Word("nothing")])))
            );
            import.Note(
                ImportNoteKind.Safer,
                file,
                requires.Line,
                "a disapproval is a signed objection; only whoever made it withdraws it, or an override names it, and nobody else's revocation does"
            );
        }

        if (fields.Has("options"))
        {
            import.Note(
                ImportNoteKind.NoEffect,
                file,
                fields.LineOf("options"),
                "the disapproval's options: neither comments nor reactions decide here"
            );
        }
    }
}
