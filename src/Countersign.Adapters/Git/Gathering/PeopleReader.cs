// Everyone in the roster, as a rule sees them: level now, teams, rights, and whether they could sign.
using Countersign.Inputs;
using Countersign.People;

namespace Countersign.Adapters.Git.Gathering;

public static class PeopleReader
{
    public static IReadOnlyList<PersonFacts> Read(Roster roster, DateTimeOffset now) =>
        [
            .. roster.Persons.Select(person =>
            {
                var keys = person.Keys.Where(key => key.CanSignAt(now)).ToList();
                return new PersonFacts
                {
                    Id = person.Id,
                    Name = person.Name,
                    Level = person.LevelAt(now),
                    Teams = person.Teams,
                    May = person.May,
                    CanSign = keys.Count > 0,
                    KeyKinds = [.. keys.Select(key => key.Kind.ToString().ToLowerInvariant()).Distinct(StringComparer.Ordinal)],
                };
            }),
        ];
}
