// labels: words that somebody hung on the change; anybody may, so they can only add requirements.
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

public sealed record Labels(Selection Wanted) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "labels",
        "any, only or none of the labels are these",
        Happening.Labels,
        Selection.Schema,
        (node, reading) => Selection.Parse(node, "labels", reading) is { } wanted ? new Labels(wanted) : null
    );

    public override string Name => "labels";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context) => Wanted.Ask(facts.Subject.Labels, "label");
}
