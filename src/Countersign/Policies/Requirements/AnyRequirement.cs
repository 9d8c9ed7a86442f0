// any: one of several ways to satisfy a rule, such as two peers where there is only one senior.
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies.Requirements;

/// <summary>Each way is a whole group; one that is met is enough, even where another cannot be told.</summary>
public sealed record AnyRequirement(IReadOnlyList<IReadOnlyList<Requirement>> Ways) : Requirement
{
    public static readonly RequirementKind Kind = new(
        "any",
        "one of several groups of requirements is met",
        Happening.None,
        """{"type":"array","minItems":2,"items":{"$ref":"#/$defs/demands"}}""",
        Parse
    );

    public override string Name => "any";

    public override string Says => string.Join("; or ", Ways.Select(way => string.Join(" and ", way.Select(it => it.Says))));

    public override RequirementAnswer Ask(Facts facts, PolicyContext context)
    {
        var ways = Ways.Select(way => way.Select(requirement => requirement.Ask(facts, context)).ToList()).ToList();
        if (ways.Find(way => way.TrueForAll(answer => answer.Outcome == RuleOutcome.Satisfied)) is { } met)
        {
            return RequirementAnswer.Met([.. met.SelectMany(answer => answer.Evidence)]);
        }

        var open = ways.FindAll(way => way.TrueForAll(answer => answer.Outcome != RuleOutcome.Faulted));
        return open.Count == 0
            ? new RequirementAnswer(RuleOutcome.Faulted, [.. ways.SelectMany(Faults)], [])
            : RequirementAnswer.Unmet(
                [.. open.SelectMany(way => way).SelectMany(answer => answer.Evidence).Distinct()],
                open.Count == 1 ? [.. open[0].SelectMany(answer => answer.Missing)] : [.. Missing(open)]
            );
    }

    private static IEnumerable<string> Faults(List<RequirementAnswer> way) =>
        way.Where(answer => answer.Outcome == RuleOutcome.Faulted).SelectMany(answer => answer.Evidence);

    /// <summary>Each once; what every way asks for is said without naming one.</summary>
    private static IEnumerable<MissingItem> Missing(List<List<RequirementAnswer>> ways) =>
        ways.SelectMany((way, number) => way.SelectMany(answer => answer.Missing).Select(item => (item, Number: number + 1)))
            .GroupBy(it => it.item.Deed)
            .Select(same => (same.First().item, Numbers: same.Select(it => it.Number).Distinct().ToList()))
            .Select(it =>
                it.item.IsOffer || it.Numbers.Count == ways.Count
                    ? it.item
                    : it.item with
                    {
                        Requirement = $"way {string.Join(" and ", it.Numbers)}: {it.item.Requirement}",
                    }
            );

    private static AnyRequirement? Parse(Node node, Reading reading)
    {
        if (node is not Node.Sequence { Items.Count: > 1 } list)
        {
            reading.Report("policy.bad-shape", "any is not a list of two or more ways", "write any: [{ ... }, { ... }]", node.Line);
            return null;
        }

        var ways = list.Items.Select(item => RequireReader.Read(item, "any", reading)).ToList();
        return ways.Contains(null) ? null : new AnyRequirement(ways.ConvertAll(way => way!));
    }
}
