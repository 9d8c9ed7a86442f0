// requester-of-agent: who asked the agent for this work.
using Countersign.Documents;
using Countersign.Inputs;
using Countersign.People;

namespace Countersign.Policies.Predicates;

/// <summary>Without an agent among the makers nothing holds; `known: false` finds an agent nobody stands behind.</summary>
public sealed record RequesterOfAgent(bool? Known, LevelName? Below, IReadOnlyList<string> Is) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "requester-of-agent",
        "an agent took part, and who asked it is known or not, below a level, or one of these people",
        Happening.Push | Happening.Roster,
        """{"type":"object","additionalProperties":false,"minProperties":1,"properties":{"known":{"type":"boolean"},"below":{"type":"string"},"is":{"$ref":"#/$defs/names"}}}""",
        Parse
    );

    public override string Name => "requester-of-agent";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context)
    {
        if (!facts.Makers.Any(maker => maker.Kind == MakerKind.Agent))
        {
            return PredicateAnswer.DoesNot("no agent took part");
        }

        var askers = facts.Makers.Where(maker => maker.Roles.Contains("prompter") || maker.Roles.Contains("sponsor")).ToList();
        var holds =
            (Known is null || Known == askers.Exists(asker => asker.Id is not null))
            && (Below is null || askers.Count == 0 || askers.Exists(asker => Makers.CountedRank(asker, context.Scale) < context.Scale.Rank(Below)))
            && (Is.Count == 0 || askers.Exists(asker => Is.Contains(Makers.NameOf(asker))));
        return PredicateAnswer.When(
            holds,
            askers.Count == 0 ? "who asked the agent is not known" : $"asked by {Selection.Say(askers.ConvertAll(Makers.NameOf))}"
        );
    }

    private static RequesterOfAgent? Parse(Node node, Reading reading)
    {
        if (reading.Mapping(node, "requester-of-agent", "known", "below", "is") is not { } fields)
        {
            return null;
        }

        fields.DemandsOneOf("known", "below", "is");
        return new RequesterOfAgent(fields.Flag("known"), fields.Text("below") is { } level ? new LevelName(level) : null, fields.Texts("is"));
    }
}
