// A choice of people by id or team: any of them, only them, none of them.
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies;

/// <summary>A team is written team:NAME. A maker who is not authenticated never counts towards `only`: the address is a claim.</summary>
public sealed record PeopleSelection(Selection Names)
{
    public const string Schema = Selection.Schema;
    public const string TeamPrefix = "team:";

    public static PeopleSelection? Parse(Node node, string what, Reading reading) =>
        Selection.Parse(node, what, reading) is { } names ? new PeopleSelection(names) : null;

    public PredicateAnswer Ask(Facts facts, IEnumerable<MakerFacts> makers)
    {
        var all = makers.ToList();
        var claimed = all.Find(maker => !maker.IsAuthenticated);
        return Names.Only.Count > 0 && claimed is not null
            ? PredicateAnswer.DoesNot($"nothing vouches for {Makers.NameOf(claimed)}")
            : Names.Ask([.. all.Select(Makers.NameOf).Distinct()], "maker", (wanted, name) => Fits(facts, wanted, name));
    }

    internal static bool Fits(Facts facts, string wanted, string name) =>
        wanted.StartsWith(TeamPrefix, StringComparison.Ordinal)
            ? facts.People.Any(person => person.Id.Value == name && person.Teams.Contains(wanted[TeamPrefix.Length..]))
            : wanted == name;
}
