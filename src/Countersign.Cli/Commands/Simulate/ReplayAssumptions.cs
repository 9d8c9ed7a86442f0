// What a history does not say and what stood in for it: printed with every report, as far as it applied.
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Past;
using Countersign.Cli.Terminal;
using Countersign.People;
using Countersign.Simulation;

namespace Countersign.Cli.Commands.Simulate;

internal static class ReplayAssumptions
{
    public static IEnumerable<string> OfPeople(PastWorld world, SeniorityScale scale)
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
        else
        {
            yield return world.Locks is null
                ? "The catalog names no source with lock files: each counts as a whole, whatever was bumped in it."
                : "Lock files of the last year are compared package by package, with the users of today's projects; older ones count as a whole.";
        }

        if (world.SumsLimits)
        {
            yield return "Limits that sum several days count what the same people landed in the same place, co-authors too; a tool's changes stand alone.";
        }
    }

    /// <param name="unmarked">Changes without any tool's mark.</param>
    /// <param name="governing">Changes of the rules themselves.</param>
    public static IEnumerable<string> OfChanges(int changes, int unmarked, int governing)
    {
        if (unmarked > 0)
        {
            yield return $"{unmarked:N0} of {changes:N0} changes carry no tool's mark: whether AI had a part in them is unknown, and each policy counts them as it says. As reported, unknown counts as AI-assisted.";
        }

        if (governing > 0)
        {
            yield return $"What changes of the rules themselves do ({governing:N0}) is not read: each is taken to be sound and to loosen something, which takes two signatures of the highest level.";
        }
    }

    public static IEnumerable<string> OfRules(IEnumerable<PolicyReplay> policies)
    {
        if (policies.SelectMany(policy => policy.Rules).Any(rule => rule.AskedAuthor > 0))
        {
            yield return "There are no cases and no results of checks: rules that ask for them ask only the author. Every commit counts as unsigned.";
        }

        yield return "Files that moved as they are count a tenth, as at the gate; what moved and was changed counts in full, for contents are not read.";
        yield return "Likelihood is the general formula among the 500 changes before each; a fitted model is not used, for it has seen the answers.";
    }

    /// <param name="able">People counted; 0 where nobody of the upper half of the levels landed anything lately.</param>
    public static IEnumerable<string> OfHours(Capacity capacity, int able, ReplayedLine line)
    {
        if (capacity.IsAssumed)
        {
            yield return able == 0
                ? $"The capacity is assumed: nobody of the upper half of the levels was active at the end, so one person with {capacity.MinutesADay:0} minutes a day stands there; --capacity says it."
                : $"The capacity is assumed: {Figures.People(capacity.People)} could give a qualified sign-off at the end, {capacity.MinutesADay:0} minutes a day each; --capacity says it.";
        }

        if (line.Recent is { IsQuiet: true } recent)
        {
            yield return $"A usual week is told from few changes: {line.Replayed.Count(change => recent.Has(change.Week)):N0} in {VerdictView.Counted(recent.Last - recent.First + 1, "week")}. Further back than two years is not looked.";
        }
    }

    public static IEnumerable<string> OfRepository(GitRepository repository)
    {
        if (File.Exists(Path.Combine(repository.CommonDir, "info", "grafts")) || repository.Refs("refs/replace/").Count > 0)
        {
            yield return "This repository has grafts or replacements; they are ignored, and the history is read as it was committed.";
        }
    }
}
