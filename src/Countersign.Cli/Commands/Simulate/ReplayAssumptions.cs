// What a history does not say and what stood in for it: printed with every report.
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Past;
using Countersign.People;
using Countersign.Simulation;

namespace Countersign.Cli.Commands.Simulate;

internal static class ReplayAssumptions
{
    public static IEnumerable<string> Of(PastWorld world, SeniorityScale scale, Capacity capacity, GitRepository repository)
    {
        yield return world.HasRoster
            ? "People, levels and who could sign are today's roster; makers it does not know count by their earlier changes."
            : $"There is no roster with signers, so groups by earlier landed changes stand in for levels: {ExperienceGroups.Say(scale)}. A group says nothing about a person.";
        yield return "Everybody is taken to be known and to have signed the change; nobody is taken to have signed it off, so every sign-off a rule asks for is counted.";
        yield return world.Owners switch
        {
            OwnersFrom.Roster => "Owners are the catalog's, else those of CODEOWNERS, as the roster knows them today.",
            OwnersFrom.CodeOwners => "Owners are the names in CODEOWNERS, each taken for one person who can sign.",
            _ => "Nobody says who owns what, so the two people with the most earlier changes in a folder stand in for its owners.",
        };
        if (!world.HasCatalog)
        {
            yield return "There is no catalog: every file is unmapped and counts as the policy says (usually medium), and no rule about high or critical reach applies.";
        }

        if (capacity.IsAssumed)
        {
            yield return $"The capacity is assumed: {Figures.People(capacity.People)} could give a qualified sign-off at the end, {capacity.MinutesADay:0} minutes a day each; --capacity says it.";
        }

        if (IsPatched(repository))
        {
            yield return "This repository has grafts or replacements; they are ignored, and the history is read as it was committed.";
        }
    }

    private static bool IsPatched(GitRepository repository) =>
        File.Exists(Path.Combine(repository.CommonDir, "info", "grafts")) || repository.Refs("refs/replace/").Count > 0;
}
