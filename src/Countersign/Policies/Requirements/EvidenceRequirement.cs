// evidence: what machines signed about this very content: checks, tests, static analysis, coverage.
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies.Requirements;

public sealed record EvidenceRequirement(IReadOnlyList<EvidenceItem> Items) : Requirement
{
    public static readonly RequirementKind Kind = new(
        "evidence",
        "rostered bots signed these results for this content: check with conclusion, sarif, coverage, tests not only by the same tool",
        Happening.Evidence | Happening.Push | Happening.BaseMoved,
        """{"$ref":"#/$defs/evidence"}""",
        Parse
    );

    public override string Name => "evidence";

    public override string Says => string.Join(", ", Items.Select(item => item.Says));

    public override RequirementAnswer Ask(Facts facts, PolicyContext context)
    {
        var answers = Items.Select(item => item.Ask(facts, context)).ToList();
        var missing = answers.SelectMany(answer => answer.Missing).ToList();
        return new RequirementAnswer(
            missing.Count == 0 ? RuleOutcome.Satisfied : RuleOutcome.Unsatisfied,
            [.. answers.SelectMany(answer => answer.Evidence)],
            missing
        );
    }

    private static EvidenceRequirement? Parse(Node node, Reading reading)
    {
        var nodes = node is Node.Sequence list ? list.Items : [node];
        if (nodes.Count == 0)
        {
            reading.Report("policy.empty-list", "evidence is an empty list", "name at least one, or leave it out", node.Line);
        }

        var items = nodes.Select(item => EvidenceItem.Parse(item, reading)).ToList();
        return items.Count == 0 || items.Contains(null) ? null : new EvidenceRequirement(items.ConvertAll(item => item!));
    }
}
