// Who could sign: the people whom a demand admits, best placed first.
using Countersign.Inputs;
using Countersign.People;

namespace Countersign.Policies.Requirements;

internal static class Signers
{
    /// <summary>Owners of what changed first, then who knows the code, then the lowest level that suffices.</summary>
    public static IReadOnlyList<PersonId> WhoCould(SignOffDemand demand, Facts facts, SeniorityScale scale)
    {
        // Asked of everybody in a roster, for every demand: what does not depend on the person is found out once.
        var bar = Bar(demand, facts, scale);
        HashSet<PersonId> owners = [];
        foreach (var file in facts.Files)
        {
            owners.UnionWith(file.Owners);
        }

        return
        [
            .. facts
                .People.Where(person =>
                    CouldSign(person, facts) && WhyNot(demand, person, bar, owners.Contains, scale) is null && HasKey(demand, person)
                )
                .OrderByDescending(person => owners.Contains(person.Id))
                .ThenByDescending(person => person.IsFamiliar)
                .ThenBy(person => scale.Rank(person.Level))
                .ThenBy(person => person.Id)
                .Select(person => person.Id),
        ];
    }

    /// <summary>Whoever made the change never signs it, and a bot never signs anything: no policy switches that off.</summary>
    public static bool CouldSign(PersonFacts person, Facts facts) => person.CanSign && !person.IsBot && !facts.IsMaker(person.Id);

    /// <summary>Why the roster does not admit this person to this demand; null where it does.</summary>
    public static string? WhyNot(SignOffDemand demand, PersonFacts person, Facts facts, SeniorityScale scale) =>
        WhyNot(demand, person, Bar(demand, facts, scale), id => OwnsAny(facts, id), scale);

    private static string? WhyNot(SignOffDemand demand, PersonFacts person, int? bar, Func<PersonId, bool> ownsAny, SeniorityScale scale)
    {
        return bar is not null && scale.Rank(person.Level) < bar
                ? $"is {person.Level?.Value ?? "without a level"} now, {scale.Levels[bar.Value]} or above is needed"
            : demand.Team is { } team && !person.Teams.Contains(team) ? $"is not in team {team}"
            : demand.NamesPersons && !demand.Persons.Contains(person.Id) && !demand.PersonTeams.Any(person.Teams.Contains) ? $"is not {demand.Named}"
            : demand.May is { } right && !person.May.Contains(right) ? $"may not {right}"
            : demand.Owns != Ownership.NotAsked && !ownsAny(person.Id) ? "owns none of the changed paths"
            : null;
    }

    /// <summary>The lowest rank that suffices; null where the demand names no level. A level that the scale lacks admits nobody.</summary>
    public static int? Bar(SignOffDemand demand, Facts facts, SeniorityScale scale)
    {
        var top = scale.Levels.Count - 1;
        int? least =
            demand.AtLeast is null ? null
            : scale.Rank(demand.AtLeast) is >= 0 and var rank ? rank
            : top;
        int? above = demand.AboveAuthor ? Math.Min(facts.HighestMakerRank(scale) + 1, top) : null;
        return least is null ? above : Math.Max(least.Value, above ?? 0);
    }

    public static bool OwnsAny(Facts facts, PersonId person) => facts.Files.Any(file => file.Owners.Contains(person));

    private static bool HasKey(SignOffDemand demand, PersonFacts person) => demand.Key is null || person.KeyKinds.Contains(demand.Key);
}
