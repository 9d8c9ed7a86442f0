// likelihood: how this change compares with earlier ones in the chance of needing a fix.
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

public sealed record LikelihoodPredicate(Bound? Percentile, Bound? Probability) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "likelihood",
        "the percentile (0 to 100), or the calibrated probability (0 to 1), is over or under a limit",
        Happening.Push | Happening.Landing,
        """{"type":"object","additionalProperties":false,"minProperties":1,"properties":{"percentile":{"$ref":"#/$defs/bound"},"probability":{"$ref":"#/$defs/bound"}}}""",
        Parse
    );

    public override string Name => "likelihood";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context) =>
        facts.Likelihood switch
        {
            null => PredicateAnswer.Needs("a likelihood, which is read from the target's history: these facts were written without it"),
            { Probability: null } when Probability is not null => PredicateAnswer.Needs(
                "a calibrated probability: the repository has no fitted model, see countersign likelihood --fit"
            ),
            { } it => PredicateAnswer.When(
                (Percentile?.Holds(it.Percentile) ?? true) && (Probability?.Holds(it.Probability ?? 0) ?? true),
                $"percentile {it.Percentile:0.#}{(it.Probability is { } p ? $", probability {p:0.00}" : "")} by {it.Basis}{(it.Reasons.Count > 0 ? ": " + string.Join("; ", it.Reasons.Take(3)) : "")}"
            ),
        };

    private static LikelihoodPredicate? Parse(Node node, Reading reading) =>
        reading.Mapping(node, "likelihood", "percentile", "probability") is { } fields && fields.DemandsOneOf("percentile", "probability")
            ? new LikelihoodPredicate(fields.Bound("percentile"), fields.Bound("probability"))
            : null;
}
