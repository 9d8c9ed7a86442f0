// policy-bot's approval and disapproval as rules of ours, each as strict as theirs or stricter.
using System.Globalization;
using Countersign.Documents;

namespace Countersign.Policies.Imports;

/// <summary>Source: specs/import.md, policy-bot.</summary>
internal sealed class PolicyBotImport(Importing import, string file, ProblemList problems)
{
    private const string NobodyCould = "nobody could ever give what this rule asks";

    private readonly PolicyBotPredicates _predicates = new(import, file, problems);
    private readonly Dictionary<string, BotLeaf> _leaves = new(StringComparer.Ordinal);

    public void Run(PolicyBotFile bot)
    {
        var used = bot.Approval is null ? [] : Named(bot.Approval).ToHashSet(StringComparer.Ordinal);
        foreach (var rule in bot.Rules.Values.Where(rule => used.Contains(rule.Name)))
        {
            _leaves[rule.Name] = Read(rule);
        }

        if (bot.Approval is { } approval)
        {
            var rules = new PolicyBotApproval(import, file, _leaves);
            rules.Write(approval);
            var applies = Test.Any(rules.Leaves(approval).Select(leaf => leaf.Applies.Certain));
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

        foreach (var rule in bot.Rules.Values.Where(rule => !used.Contains(rule.Name)))
        {
            import.Note(ImportNoteKind.NoEffect, file, rule.Line, $"rule '{rule.Name}' is used nowhere in the approval");
        }

        if (bot.Disapproval is { } disapproval)
        {
            Disapproval(disapproval);
        }
    }

    private static IEnumerable<string> Named(BotTree tree) =>
        tree switch
        {
            BotTree.Rule rule => [rule.Name],
            BotTree.And and => and.Parts.SelectMany(Named),
            BotTree.Or or => or.Parts.SelectMany(Named),
            _ => [],
        };

    private BotLeaf Read(BotRule rule)
    {
        var where = $"rule '{rule.Name}'";
        PolicyBotOptions.Note(rule, import, file, problems);
        var applies = _predicates.All(rule.If, where);
        if (rule.Requires is null)
        {
            return new BotLeaf(rule, applies, Guard.Always, Clauses.Nothing);
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

        return new BotLeaf(rule, applies, Guard.All(conditions), asks);
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
