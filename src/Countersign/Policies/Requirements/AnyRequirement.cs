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
        var ways = Ways.Select((way, number) => new Way(number + 1, [.. way.Select(requirement => requirement.Ask(facts, context))])).ToList();
        if (ways.Find(way => way.All(RuleOutcome.Satisfied)) is { } met)
        {
            return RequirementAnswer.Met([.. met.Answers.SelectMany(answer => answer.Evidence)]);
        }

        var open = ways.FindAll(way => !way.Any(RuleOutcome.Faulted));
        return open.Count == 0
            ? new RequirementAnswer(RuleOutcome.Faulted, [.. ways.SelectMany(way => way.Faults)], [])
            : RequirementAnswer.Unmet(
                [.. open.SelectMany(way => way.Answers).SelectMany(answer => answer.Evidence).Distinct()],
                open.Count == 1 ? [.. open[0].Missing] : [.. Missing(open)]
            );
    }

    /// <summary>Each once; what every way asks for is said without naming one.</summary>
    private static IEnumerable<MissingItem> Missing(List<Way> open)
    {
        IReadOnlyList<int> numbers = [.. open.Select(way => way.Number)];
        return open.SelectMany(way => way.Missing.Select(item => (item, way.Number)))
            .GroupBy(it => it.item, it => it.Number, MissingItem.ByDeed)
            .Select(same => (item: same.Key, ways: same.Distinct().ToList()))
            .Select(it =>
                it.item.IsOffer || it.ways.Count == open.Count
                    ? it.item
                    : it.item with
                    {
                        Requirement = $"way {string.Join(" and ", it.ways)}: {it.item.Requirement}",
                        Choices = [new MissingItem.Choice(it.ways, numbers), .. it.item.Choices],
                    }
            );
    }

    /// <param name="Number">As the policy lists it, from 1.</param>
    private sealed record Way(int Number, IReadOnlyList<RequirementAnswer> Answers)
    {
        public IEnumerable<MissingItem> Missing => Answers.SelectMany(answer => answer.Missing);

        public IEnumerable<string> Faults => Answers.Where(answer => answer.Outcome == RuleOutcome.Faulted).SelectMany(answer => answer.Evidence);

        public bool All(RuleOutcome outcome) => Answers.All(answer => answer.Outcome == outcome);

        public bool Any(RuleOutcome outcome) => Answers.Any(answer => answer.Outcome == outcome);
    }

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
