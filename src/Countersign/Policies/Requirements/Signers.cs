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
        var owners = OwnersOf(facts.Files);
        var able = new List<(PersonId Id, bool Owns, bool IsFamiliar, int Rank)>();
        foreach (var person in facts.People)
        {
            if (CouldSign(person, facts) && HasKey(demand, person))
            {
                var owns = owners.Contains(person.Id);
                if (Lacks(demand, person, bar, owns, scale) == Lack.Nothing)
                {
                    able.Add((person.Id, owns, person.IsFamiliar, scale.Rank(person.Level)));
                }
            }
        }

        able.Sort(
            (one, other) =>
                one.Owns != other.Owns ? other.Owns.CompareTo(one.Owns)
                : one.IsFamiliar != other.IsFamiliar ? other.IsFamiliar.CompareTo(one.IsFamiliar)
                : one.Rank != other.Rank ? one.Rank.CompareTo(other.Rank)
                : one.Id.CompareTo(other.Id)
        );
        return able.ConvertAll(person => person.Id);
    }

    private static IReadOnlyCollection<PersonId> OwnersOf(IReadOnlyList<FileFacts> files)
    {
        // Nearly always one component owns them all.
        var first = files.Count == 0 ? [] : files[0].Owners;
        return files.All(file => ReferenceEquals(file.Owners, first)) ? first : files.SelectMany(file => file.Owners).ToHashSet();
    }

    /// <summary>Whoever made the change never signs it, and a bot never signs anything: no policy switches that off.</summary>
    public static bool CouldSign(PersonFacts person, Facts facts) => person.CanSign && !person.IsBot && !facts.IsMaker(person.Id);

    /// <summary>Why the roster does not admit this person to this demand; null where it does.</summary>
    public static string? WhyNot(SignOffDemand demand, PersonFacts person, Facts facts, SeniorityScale scale)
    {
        var bar = Bar(demand, facts, scale);
        return Lacks(demand, person, bar, OwnsAny(facts, person.Id), scale) switch
        {
            Lack.Level => $"is {person.Level?.Value ?? "without a level"} now, {scale.Levels[bar!.Value]} or above is needed",
            Lack.Team => $"is not in team {demand.Team}",
            Lack.Name => $"is not {demand.Named}",
            Lack.Right => $"may not {demand.May}",
            Lack.Ownership => "owns none of the changed paths",
            _ => null,
        };
    }

    private enum Lack
    {
        Nothing,
        Level,
        Team,
        Name,
        Right,
        Ownership,
    }

    /// <summary>The first thing that this person lacks, in the order a reader would ask.</summary>
    private static Lack Lacks(SignOffDemand demand, PersonFacts person, int? bar, bool ownsAny, SeniorityScale scale) =>
        bar is not null && scale.Rank(person.Level) < bar ? Lack.Level
        : demand.Team is { } team && !person.Teams.Contains(team) ? Lack.Team
        : demand.NamesPersons && !demand.Persons.Contains(person.Id) && !demand.PersonTeams.Any(person.Teams.Contains) ? Lack.Name
        : demand.May is { } right && !person.May.Contains(right) ? Lack.Right
        : demand.Owns != Ownership.NotAsked && !ownsAny ? Lack.Ownership
        : Lack.Nothing;

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
