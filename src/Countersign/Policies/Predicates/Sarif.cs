// sarif: how many errors and warnings static analysis reported for this content.
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

public sealed record Sarif(Bound? Errors, Bound? Warnings) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "sarif",
        "errors or warnings of imported static analysis are over or under a limit",
        Happening.Evidence | Happening.Push,
        """{"type":"object","additionalProperties":false,"minProperties":1,"properties":{"errors":{"$ref":"#/$defs/bound"},"warnings":{"$ref":"#/$defs/bound"}}}""",
        Parse
    );

    public override string Name => "sarif";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context)
    {
        if (!Measured.Any(facts, "sarif"))
        {
            return PredicateAnswer.Needs("static analysis of this content: `countersign evidence add --sarif FILE`");
        }

        var (errors, warnings) = (Measured.Sum(facts, "sarif", "errors"), Measured.Sum(facts, "sarif", "warnings"));
        return PredicateAnswer.When(
            (Errors?.Holds(errors) ?? true) && (Warnings?.Holds(warnings) ?? true),
            $"{errors:0} errors, {warnings:0} warnings"
        );
    }

    private static Sarif? Parse(Node node, Reading reading) =>
        reading.Mapping(node, "sarif", "errors", "warnings") is { } fields && fields.DemandsOneOf("errors", "warnings")
            ? new Sarif(fields.Bound("errors"), fields.Bound("warnings"))
            : null;
}
