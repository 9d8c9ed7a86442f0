// Names in a policy that the roster or the scale does not know: each would match nobody in silence.
using Countersign.Documents;
using Countersign.People;
using Countersign.Policies.Predicates;
using Countersign.Policies.Requirements;

namespace Countersign.Policies.Lint;

internal static class NameLint
{
    public static IEnumerable<Problem> Check(Policy policy, RosterView roster)
    {
        var levels = policy.Scale.Levels.Select(level => level.Value).ToList();
        var people = roster.People.Select(person => person.Id.Value).ToList();
        var teams = roster.Teams.ToList();
        IEnumerable<Problem> Levels(LevelName? level, int line) => Unknown("level", level?.Value, levels, line);
        IEnumerable<Problem> People(string person, int line) => Unknown("person", person, [.. people, .. roster.Bots], line);
        IEnumerable<Problem> Named(string name, int line) =>
            name.StartsWith(PeopleSelection.TeamPrefix, StringComparison.Ordinal)
                ? Unknown("team", name[PeopleSelection.TeamPrefix.Length..], teams, line)
                : People(name, line);

        return
        [
            .. policy
                .Parts.SelectMany(part => (part.MayOverride ?? []).Prepend(part.Owner))
                .SelectMany(person => Unknown("person", person.Value, people, 0)),
            .. roster.People.Where(person => person.Level is not null).SelectMany(person => Levels(person.Level, 0)),
            .. policy.Rules.SelectMany(rule => Walk.Predicates(rule.When).SelectMany(it => Predicate(it.Predicate, rule.Line))),
            .. policy.Rules.SelectMany(rule => Walk.Requirements(rule.Require).SelectMany(it => Requirement(it, rule.Line))),
            .. policy.Parts.SelectMany(part => Walk.Requirements(part.Otherwise).SelectMany(it => Requirement(it, 0))),
        ];

        IEnumerable<Problem> Predicate(Predicate predicate, int line) =>
            predicate switch
            {
                AuthorLevel it => Levels(it.Below, line).Concat(Levels(it.AtLeast, line)),
                RequesterOfAgent it => Levels(it.Below, line).Concat(it.Is.SelectMany(name => People(name, line))),
                Author it => it.Wanted.Names.All.SelectMany(name => Named(name, line)),
                CommitSignatures it => it.By.SelectMany(name => Named(name, line)),
                Contributors it => it.Wanted.Names.All.SelectMany(name => Named(name, line)),
                _ => [],
            };

        IEnumerable<Problem> Requirement(Requirement requirement, int line) =>
            requirement is SignOffsRequirement { Demand: var demand }
                ? Levels(demand.AtLeast, line)
                    .Concat(Unknown("team", demand.Team, teams, line))
                    .Concat(demand.PersonTeams.SelectMany(team => Unknown("team", team, teams, line)))
                    .Concat(demand.Persons.SelectMany(person => Unknown("person", person.Value, people, line)))
                : [];
    }

    private static IEnumerable<Problem> Unknown(string what, string? name, IReadOnlyList<string> known, int line)
    {
        if (name is not null && !known.Contains(name))
        {
            var near =
                NearestName.Of(name, known) is { } close ? $"did you mean '{close}'?"
                : known.Count == 0 ? $"there is no {what} yet"
                : $"known: {Selection.Say(known)}";
            yield return new Problem($"policy.unknown-{what}", $"unknown {what} '{name}'", near, line);
        }
    }
}
