// Cases kept beside a policy: a change in a few words and the verdict it must get. Source: specs/policy.md, cases.
using Countersign.Documents;
using Countersign.Inputs;
using Countersign.Policies;

namespace Countersign.Gating;

/// <param name="Missing">Ids of what must be missing, no more and no fewer; null where the case does not say.</param>
/// <param name="Rules">Names of rules that must apply, no more and no fewer; null where the case does not say.</param>
public sealed record PolicyCase(string Name, int Line, Facts Given, VerdictKind Expect, IReadOnlyList<string>? Missing, IReadOnlyList<string>? Rules)
{
    /// <summary>What differs from what was expected, in words; empty where the policy does as the case says.</summary>
    public IReadOnlyList<string> Judge(Policy policy)
    {
        var verdict = Gate.Decide(Given, policy);
        var missing = verdict.Missing.Select(item => item.Id).Distinct().Order(StringComparer.Ordinal).ToList();
        var rules = verdict.Rules.Where(Applied).Select(node => node.Name).Order(StringComparer.Ordinal).ToList();
        return
        [
            .. Difference("verdict", [Expect.ToString()], [verdict.Kind.ToString()]),
            .. Difference("missing", Missing, missing),
            .. Difference("rules", Rules, rules),
        ];
    }

    private static bool Applied(VerdictNode node) => node.Type == "rule" && node.Outcome != RuleOutcome.NotApplicable;

    private static IEnumerable<string> Difference(string what, IReadOnlyList<string>? expected, IReadOnlyList<string> found)
    {
        if (expected is not null && !expected.Order(StringComparer.Ordinal).SequenceEqual(found))
        {
            yield return $"{what}: expected {Say(expected)}, got {Say(found)}";
        }

        static string Say(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
    }
}

public static class PolicyCases
{
    private static readonly string[] Keys = ["name", "given", "expect", "missing", "rules"];

    /// <summary>Reads { cases: [{ name, given, expect, missing?, rules? }] }; levels come from the policy's own scale.</summary>
    public static Parsed<IReadOnlyList<PolicyCase>> Read(Node node, Policy policy)
    {
        var reading = new Reading();
        var cases = new List<PolicyCase>();
        if (reading.Mapping(node, "the cases", "cases") is { } fields && fields.Demands("cases", "write cases: [...]"))
        {
            var items = fields["cases"] is Node.Sequence list ? list.Items : [fields["cases"]!];
            cases.AddRange(items.Select(item => Read(item, policy, reading)).OfType<PolicyCase>());
        }

        return Parsed<IReadOnlyList<PolicyCase>>.From(() => cases, reading.Problems);
    }

    private static PolicyCase? Read(Node node, Policy policy, Reading reading)
    {
        if (reading.Mapping(node, "a case", Keys) is not { } fields)
        {
            return null;
        }

        var whole = fields.Demands("name", "say what the case claims") & fields.Demands("expect", "write Allowed, Held, Refused or Faulted");
        var expect = fields.OneOf("expect", Enum.GetNames<VerdictKind>());
        var given = CaseFactsReader.Read(fields["given"] ?? new Node.Mapping([], fields.Line), policy, reading);
        return whole && expect is not null && given is not null && fields.Text("name") is { } name
            ? new PolicyCase(name, fields.Line, given, Enum.Parse<VerdictKind>(expect), List(fields, "missing"), List(fields, "rules"))
            : null;
    }

    /// <summary>A list that may be empty: it then says that there must be none.</summary>
    private static IReadOnlyList<string>? List(KeyedValues fields, string key) =>
        fields[key] switch
        {
            null => null,
            Node.Sequence { Items.Count: 0 } => [],
            _ => fields.Texts(key),
        };
}
