// author-familiarity: whether this is a maker's first contact with this code.
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

public sealed record AuthorFamiliarity : Predicate
{
    private const string First = "first-change-here";

    public static readonly PredicateKind Kind = new(
        "author-familiarity",
        "no maker has landed a change in one of the touched components before",
        Happening.Push | Happening.Landing,
        """{"const":"first-change-here"}""",
        Parse
    );

    public override string Name => "author-familiarity";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context) =>
        facts.History switch
        {
            null => PredicateAnswer.Needs(
                "earlier landings: none are on record here yet; they begin with the first one after `countersign hook install`"
            ),
            { FirstChangeHere: true } => PredicateAnswer.Holds("first change here by these makers"),
            _ => PredicateAnswer.DoesNot("the makers have landed here before"),
        };

    private static AuthorFamiliarity? Parse(Node node, Reading reading) =>
        reading.OneOf(node, "author-familiarity", First) is null ? null : new AuthorFamiliarity();
}
