// exact-revert: the change is the exact inverse of one landing, which is a fact and not a word in the title.
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

public sealed record ExactRevert(bool Wanted) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "exact-revert",
        "the change is (or is not) the exact inverse of one landing",
        Happening.Push | Happening.BaseMoved | Happening.Landing,
        """{"type":"boolean"}""",
        Parse
    );

    public override string Name => "exact-revert";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context) =>
        PredicateAnswer.When(
            facts.Subject.ExactRevertOf is not null == Wanted,
            facts.Subject.ExactRevertOf is { } landing ? $"undoes {landing.Short} exactly" : "undoes no single landing exactly"
        );

    private static ExactRevert? Parse(Node node, Reading reading) =>
        reading.Flag(node, "exact-revert") is { } wanted ? new ExactRevert(wanted) : null;
}
