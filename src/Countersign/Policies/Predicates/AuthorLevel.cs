// author-level: the lowest level of all who made the change.
using Countersign.Documents;
using Countersign.Inputs;
using Countersign.People;

namespace Countersign.Policies.Predicates;

/// <summary>Only a maker whom a key or the transport vouches for counts at their own level; all others count as the lowest.</summary>
public sealed record AuthorLevel(LevelName? Below, LevelName? AtLeast) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "author-level",
        "the lowest level of all makers is below, or at least, a level",
        Happening.Push | Happening.Roster,
        """{"type":"object","additionalProperties":false,"minProperties":1,"properties":{"below":{"type":"string"},"at-least":{"type":"string"}}}""",
        Parse
    );

    public override string Name => "author-level";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context)
    {
        var rank = facts.LowestMakerRank(context.Scale);
        var holds =
            (Below is null || rank < context.Scale.Rank(Below))
            && (AtLeast is null || (context.Scale.Rank(AtLeast) is >= 0 and var least && rank >= least));
        return PredicateAnswer.When(
            holds,
            [
                .. facts
                    .Makers.Where(Makers.IsPerson)
                    .Select(maker => Say(maker, context.Scale))
                    .DefaultIfEmpty("no person made it: counts as the lowest level"),
            ]
        );
    }

    private static string Say(MakerFacts maker, SeniorityScale scale)
    {
        var counted = scale.Levels[Makers.CountedRank(maker, scale)];
        return maker switch
        {
            { IsAuthenticated: false } =>
                $"{Makers.NameOf(maker)} counts as {counted}: nothing vouches for the name; `countersign propose`, signed, does",
            { Level: null } => $"{Makers.NameOf(maker)} has no level: counts as {counted}",
            _ => $"{Makers.NameOf(maker)} is {maker.Level}",
        };
    }

    private static AuthorLevel? Parse(Node node, Reading reading)
    {
        if (reading.Mapping(node, "author-level", "below", "at-least") is not { } fields)
        {
            return null;
        }

        fields.DemandsOneOf("below", "at-least");
        return new AuthorLevel(Level("below"), Level("at-least"));

        LevelName? Level(string key) => fields.Text(key) is { } text ? new LevelName(text) : null;
    }
}
