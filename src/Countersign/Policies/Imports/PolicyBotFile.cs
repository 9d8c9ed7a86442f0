// Reads a policy-bot file into its tree of rules; what its words mean here is said elsewhere.
using Countersign.Documents;

namespace Countersign.Policies.Imports;

/// <summary>The approval: a rule by name, or all or any of several.</summary>
internal abstract record BotTree
{
    private BotTree() { }

    public sealed record Rule(string Name, int Line) : BotTree;

    public sealed record And(IReadOnlyList<BotTree> Parts) : BotTree;

    public sealed record Or(IReadOnlyList<BotTree> Parts) : BotTree;
}

internal sealed record BotRule(string Name, int Line, Node.Mapping? If, Node.Mapping? Options, Node.Mapping? Requires);

/// <param name="Approval">Null where the file has none, which policy-bot takes for approved.</param>
/// <param name="Disapproval">Its `if` and `requires`.</param>
internal sealed record PolicyBotFile(BotTree.And? Approval, IReadOnlyDictionary<string, BotRule> Rules, Node.Mapping? Disapproval)
{
    private const int Deepest = 10;

    /// <summary>The usual names of the file.</summary>
    public static IReadOnlyList<string> UsualNames { get; } = [".policy.yml", ".policy.yaml", "policy-bot.yml"];

    public static PolicyBotFile? Read(Node node, ProblemList problems)
    {
        if (Fields.Of(node, "the file", problems) is not { } file)
        {
            return null;
        }

        if (file.Has("remote"))
        {
            problems.Error(
                "remote",
                "the file only says where the policy lies",
                "Import the file of the repository that it names.",
                file.LineOf("remote")
            );
            return null;
        }

        file.AllowOnly(["policy", "approval_rules"]);
        var rules = new Dictionary<string, BotRule>(StringComparer.Ordinal);
        foreach (var rule in file.Mappings("approval_rules", "rule"))
        {
            rule.AllowOnly(["name", "description", "if", "options", "requires"]);
            if (rule.Text("name") is { } name && !rules.TryAdd(name, Rule(rule, name)))
            {
                problems.Error("duplicate-rule", $"rule '{Fields.Cut(name)}' stands twice", "Give each rule a name of its own.", rule.Line);
            }
        }

        var policy = file.Mapping("policy");
        policy?.AllowOnly(["approval", "disapproval"]);
        var parts = policy?.List("approval").Select(part => Tree(part, rules, 0, problems)).ToList() ?? [];
        var disapproval = policy?.Mapping("disapproval");
        disapproval?.AllowOnly(["if", "options", "requires"]);
        return problems.HasErrors
            ? null
            : new PolicyBotFile(
                parts.Count == 0 ? null : new BotTree.And([.. parts.OfType<BotTree>()]),
                rules,
                disapproval is null ? null : (Node.Mapping)policy!["disapproval"]!
            );
    }

    private static BotRule Rule(Fields rule, string name) => new(name, rule.Line, Part(rule, "if"), Part(rule, "options"), Part(rule, "requires"));

    private static Node.Mapping? Part(Fields rule, string key) => rule.Mapping(key) is null ? null : (Node.Mapping)rule[key]!;

    private static BotTree? Tree(Node node, Dictionary<string, BotRule> rules, int depth, ProblemList problems)
    {
        switch (node)
        {
            case Node.Scalar name when rules.ContainsKey(name.Text):
                return new BotTree.Rule(name.Text, name.Line);
            case Node.Scalar name:
                problems.Error("unknown-rule", $"there is no rule '{Fields.Cut(name.Text)}'", NearestName.Remedy(name.Text, rules.Keys), name.Line);
                return null;
            case Node.Mapping { Entries: [{ Key: "and" or "or", Value: Node.Sequence { Items.Count: > 0 } list } only] } when depth < Deepest:
                var parts = list.Items.Select(item => Tree(item, rules, depth + 1, problems)).OfType<BotTree>().ToList();
                return only.Key == "and" ? new BotTree.And(parts) : new BotTree.Or(parts);
            default:
                problems.Error(
                    "bad-tree",
                    "a part of the approval is neither a rule nor one list under 'and' or 'or'",
                    "See policy-bot's README.",
                    node.Line
                );
                return null;
        }
    }
}
