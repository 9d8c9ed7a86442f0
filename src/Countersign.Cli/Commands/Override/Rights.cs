// Who may do what by the roster and the policy, said before anything is signed.
using Countersign.Cli.Workbench;
using Countersign.People;
using Countersign.Policies;

namespace Countersign.Cli.Commands.Override;

internal static class Rights
{
    /// <exception cref="UsageProblem">The roster or the policy does not let this person override.</exception>
    public static void DemandOverride(Recorder recorder, Policy policy)
    {
        recorder.DemandPerson("override");
        if (!((Person)recorder.Me).May.Contains(Person.Override))
        {
            throw new UsageProblem(
                $"{recorder.Id} may not override here; the roster gives that right (may: [override]) to {Those(recorder, Person.Override)}"
            );
        }

        if (!policy.LetsOverride(recorder.Id))
        {
            throw new UsageProblem(
                $"the policy's `may-override` does not name {recorder.Id}; it names {Names(policy.Parts.SelectMany(part => part.MayOverride ?? []))}"
            );
        }
    }

    /// <exception cref="UsageProblem">This person has none of the rights.</exception>
    public static void DemandAny(Recorder recorder, string deed, params IReadOnlyList<string> rights)
    {
        recorder.DemandPerson(deed);
        if (!((Person)recorder.Me).May.Intersect(rights).Any())
        {
            throw new UsageProblem(
                $"{recorder.Id} may not {deed}; the roster gives that right (may: {string.Join(" or ", rights)}) to {Those(recorder, [.. rights])}"
            );
        }
    }

    /// <exception cref="UsageProblem">This person made the change.</exception>
    public static void DemandNoMaker(OpenChange change, Recorder recorder, string deed)
    {
        if (change.Gathered.Facts.Makers.FirstOrDefault(maker => maker.Id == recorder.Id) is { } maker)
        {
            throw new UsageProblem(
                $"{recorder.Id} made this change ({string.Join(", ", maker.Roles)}), and nobody {deed} for their own work; if the claim is false: countersign disown"
            );
        }
    }

    private static string Those(Recorder recorder, params string[] rights) =>
        Names(recorder.Roster.Persons.Where(person => person.May.Intersect(rights).Any()).Select(person => person.Id));

    private static string Names(IEnumerable<PersonId> people) =>
        string.Join(", ", people.Distinct().Order().Select(id => id.Value)) is { Length: > 0 } names ? names : "nobody";
}
