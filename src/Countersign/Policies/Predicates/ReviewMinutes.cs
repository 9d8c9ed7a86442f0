// review-minutes: about how long one round of reading takes the best-placed reader.
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

public sealed record ReviewMinutes(Bound Limit) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "review-minutes",
        "the expected minutes of one round of review are over or under a limit; AI evidence never changes them",
        Happening.Push | Happening.BaseMoved | Happening.Landing,
        Bound.Schema,
        (node, reading) => Bound.Parse(node, "review-minutes", reading) is { } limit ? new ReviewMinutes(limit) : null
    );

    public override string Name => "review-minutes";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context) =>
        facts.ReviewMinutes is { } minutes
            ? Windowed.Ask(Limit, $"minutes expected, {minutes.Says()}", minutes.Expected, sum => sum.ReviewMinutes, facts, context)
            : PredicateAnswer.Needs("the review minutes of this change: they are computed from its files");
}
