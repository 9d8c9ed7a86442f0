// Reads the rules of a policy.
using Countersign.Documents;
using Countersign.Policies.Predicates;
using Countersign.Policies.Requirements;

namespace Countersign.Policies;

internal static class RuleReader
{
    private static readonly string[] Keys = ["name", "when", "require", "refuse", "mode", "window"];
    private static readonly string[] Modes = ["observe", "warn", "enforce"];

    public static IReadOnlyList<Rule>? ReadAll(Node node, PolicySource source, Reading reading)
    {
        if (node is not Node.Sequence list)
        {
            reading.Report("policy.bad-shape", $"rules is {node.Kind}, not a list", "write - name: ...", node.Line);
            return null;
        }

        var rules = list.Items.Select(item => Read(item, source, reading)).ToList();
        foreach (var twice in rules.OfType<Rule>().GroupBy(rule => rule.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            reading.Report("policy.duplicate-rule", $"rule '{twice.Key}' stands twice", "give each rule a name of its own", twice.Last().Line);
        }

        return rules.Contains(null) ? null : rules.ConvertAll(rule => rule!);
    }

    private static Rule? Read(Node node, PolicySource source, Reading reading)
    {
        if (reading.Mapping(node, "a rule", Keys) is not { } fields)
        {
            return null;
        }

        var whole = fields.Demands("name", "name it: the name is what people read on a verdict") & fields.DemandsOneOf("require", "refuse");
        var name = fields.Text("name");
        if (fields.Has("require") && fields.Has("refuse"))
        {
            reading.Report("policy.both", $"rule '{name}' requires and refuses", "make it two rules", fields.Line);
        }

        var when = fields["when"] is { } whenNode ? WhenReader.Read(whenNode, "when", reading) : new AllOf([]);
        var require = fields["require"] is { } requireNode ? RequireReader.Read(requireNode, "require", reading) : [];
        var mode = fields["mode"] is { } modeNode ? Mode(modeNode, reading) : RuleMode.Enforces;
        var (refuse, window) = (fields.Text("refuse"), fields.Whole("window", 1, Rule.MostWindow));
        return whole && name is not null && when is not null && require is not null && mode is not null
            ? new Rule(name, fields.Line, mode, when, require, refuse, window, source)
            : null;
    }

    /// <summary>A word, or { observe-until: DATE, then: enforce }.</summary>
    private static RuleMode? Mode(Node node, Reading reading)
    {
        if (node is Node.Scalar)
        {
            return reading.OneOf(node, "mode", Modes) is { } word ? new RuleMode(ForceOf(word), null, ForceOf(word)) : null;
        }

        if (reading.Mapping(node, "mode", "observe-until", "warn-until", "then") is not { } fields)
        {
            return null;
        }

        var key = fields.Has("warn-until") ? "warn-until" : "observe-until";
        if (fields.Has("warn-until") && fields.Has("observe-until"))
        {
            reading.Report("policy.both", "mode has two dates", "keep one of observe-until and warn-until", fields.Line);
        }

        var whole = fields.DemandsOneOf("observe-until", "warn-until") & fields.Demands("then", "write then: enforce");
        var until = fields.Date(key);
        var then = fields.OneOf("then", Modes);
        return whole && until is not null && then is not null ? new RuleMode(ForceOf(key.Split('-')[0]), until, ForceOf(then)) : null;
    }

    private static Force ForceOf(string word) => (Force)Array.IndexOf(Modes, word);
}
