// What lint has to know of the roster: who is there, and which names are bots.
using Countersign.Inputs;
using Countersign.People;

namespace Countersign.Policies.Lint;

public sealed record RosterView(IReadOnlyList<PersonFacts> People, IReadOnlyList<string> Bots)
{
    public IEnumerable<string> Teams => People.SelectMany(person => person.Teams).Distinct();

    public bool Knows(PersonId person) => People.Any(it => it.Id == person);
}
