// coverage: the share of changed lines that tests run.
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

public sealed record Coverage(Bound OfChangedLines) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "coverage",
        "the share (0 to 1) of coverable changed lines that tests run is over or under a limit",
        Happening.Evidence | Happening.Push,
        """{"type":"object","additionalProperties":false,"required":["of-changed-lines"],"properties":{"of-changed-lines":{"$ref":"#/$defs/bound"}}}""",
        Parse
    );

    public override string Name => "coverage";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context) =>
        Measured.CoverageOfChangedLines(facts) is { } share
            ? PredicateAnswer.When(OfChangedLines.Holds(share), $"{share:P0} of changed lines covered")
            : PredicateAnswer.Needs("coverage of the changed lines: `countersign evidence add --coverage FILE`");

    private static Coverage? Parse(Node node, Reading reading) =>
        reading.Mapping(node, "coverage", "of-changed-lines") is { } fields
        && fields.Demands("of-changed-lines", "write { under: 0.8 }")
        && fields.Bound("of-changed-lines") is { } bound
            ? new Coverage(bound)
            : null;
}
