// What a change does to the rules themselves: to .countersign/** at the target.
using Countersign.Cases;
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Gating;
using Countersign.Impact;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Policies.Lint;

namespace Countersign.Adapters.Git.Gathering;

internal static class GovernanceReader
{
    /// <summary>Null where the change touches no governance file and a policy exists.</summary>
    public static GovernanceFacts? Read(
        IReadOnlyList<ChangedFile> files,
        Rulebook before,
        Rulebook after,
        ChangeRecords records,
        RecordSources sources,
        DateTimeOffset now
    )
    {
        var touched = files.Where(file => IsGovernance(file.Path)).ToList();
        if (touched.Count == 0 && before.IsRuled)
        {
            return null;
        }

        var scale = before.Policy?.Scale ?? after.Policy?.Scale ?? new SeniorityScale([new LevelName("none")]);
        var roster = RosterChange.Between(before.Roster, after.Roster, scale);
        var weakening = CatalogWeakening.Find(before.Catalog, after.Catalog);
        var approvals = records.Of<RootApproval>().Where(pair => pair.Statement.Subject.ResultTree == after.Tree).ToList();
        return new GovernanceFacts
        {
            StandsAlone = touched.Count == files.Count,
            OnlyTightens = roster.OnlyTightens && touched.All(file => file.Path.Text == Rulebook.RosterPath && !file.IsDeleted),
            Raises = roster.Raises,
            OldOwners = [.. OldOwners(weakening, before.Roster)],
            Weakens = [.. weakening.Select(one => one.Detail).Distinct(StringComparer.Ordinal)],
            LimitOwners =
                after.Pace.AsksLessThan(before.Pace) && before.Policy is { } policy
                    ? [.. policy.Parts.Where(part => NamedLimits.OnMinutes(part.Rules).Count > 0).Select(part => part.Owner).Distinct()]
                    : [],
            ResultProblems = [.. ResultProblems(after, now).Distinct(StringComparer.Ordinal)],
            SignedByRoot = approvals.Count > 0,
            Recovers = before.IsBroken && approvals.Any(pair => pair.Statement.Purpose == RootPurpose.Recover),
            IsFirst = !before.IsRuled,
        };
    }

    public static bool IsGovernance(RepoPath path) => path.Text.StartsWith(Rulebook.Folder, StringComparison.OrdinalIgnoreCase);

    /// <summary>Of each owner one; of the sources any owner of what is most critical, for all of them lose the same.</summary>
    private static IEnumerable<OldOwner> OldOwners(IReadOnlyList<CatalogWeakening> weakening, Roster roster)
    {
        foreach (var owner in weakening.Where(one => one.Kind != WeakeningKind.SourceNarrowed).GroupBy(one => one.Owner, StringComparer.Ordinal))
        {
            var components = owner.Select(one => one.Component).Distinct(StringComparer.Ordinal);
            yield return new OldOwner(string.Join(", ", components), [.. OwnersOf(owner.Key, roster)]);
        }

        var ofSources = weakening.Where(one => one.Kind == WeakeningKind.SourceNarrowed).ToList();
        if (ofSources.Count > 0)
        {
            yield return new OldOwner("what is most critical", [.. ofSources.SelectMany(one => OwnersOf(one.Owner, roster)).Distinct()]);
        }
    }

    /// <summary>A team's members or the one person whom an owner's name means.</summary>
    public static IEnumerable<PersonId> OwnersOf(string owner, Roster roster)
    {
        var name = owner.TrimStart('@');
        var members = roster.TeamMembers(name).Select(person => person.Id).ToList();
        if (members.Count > 0)
        {
            return members;
        }

        return PersonId.TryParse(name, out var id) && roster.FindPerson(id) is not null ? [id] : [];
    }

    private static IEnumerable<string> ResultProblems(Rulebook after, DateTimeOffset now)
    {
        foreach (var problem in after.Errors.Concat(after.Incidents.Value?.Errors ?? []))
        {
            yield return problem.ToString();
        }

        if (!after.HasPolicy)
        {
            yield return $"the result has no {Rulebook.PolicyPath}, so nothing could enter after it";
        }
        else if (after.Policy is { } policy)
        {
            var people = PeopleReader.Read(after.Roster, now);
            if (!people.Any(person => person.CanSign && person.Level == policy.Scale.Highest))
            {
                yield return $"nobody of level {policy.Scale.Highest} could sign in it, so nobody could change these rules again";
            }

            foreach (
                var problem in PolicyLint
                    .Check(policy, new RosterView(people, [.. after.Roster.Bots.Select(bot => bot.Id.Value)]), now)
                    .Where(problem => problem.Severity == Severity.Error)
            )
            {
                yield return (problem with { File = Rulebook.PolicyPath }).ToString();
            }
        }
    }
}
