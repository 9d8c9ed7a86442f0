// Turns accounts, teams, organisations and permissions of a forge into names of the roster.
using Countersign.Documents;
using Countersign.People;

namespace Countersign.Policies.Imports;

/// <summary>Whoever the roster does not know keeps the name of the source, so that lint says who is missing: nobody is dropped in silence.</summary>
internal sealed class ForeignNames(Roster roster, string forge)
{
    private readonly List<ImportNeed> _needs = [];

    public IReadOnlyList<ImportNeed> Needs => _needs;

    /// <summary>An account or an address; null where it can be no person's id and the roster does not know it.</summary>
    public string? Person(string account)
    {
        var isAddress = account.Contains('@', StringComparison.Ordinal);
        var known = isAddress ? roster.FindByEmail(account) : roster.FindByAccount(forge, account);
        var name = known?.Id.Value ?? (isAddress ? account.Split('@')[0] : account).ToLowerInvariant();
        if (!PersonId.TryParse(name, out _))
        {
            return null;
        }

        Need(new ImportNeed("person", name, isAddress ? account : $"{forge} account {account}", known is not null));
        return name;
    }

    /// <summary>`organisation/team`, as team:NAME.</summary>
    public string Team(string team)
    {
        var last = team[(team.LastIndexOf('/') + 1)..];
        var known = roster.Teams.FirstOrDefault(name => Same(name, team)) ?? roster.Teams.FirstOrDefault(name => Same(name, last));
        Need(new ImportNeed("team", known ?? team, $"{forge} team {team}", known is not null));
        return PeopleSelection.TeamPrefix + (known ?? team);
    }

    public string Organisation(string organisation) => Group(organisation, $"every member of the {forge} organisation {organisation}");

    public string Permission(string permission) => Group($"{forge}-{permission}", $"everybody with the permission '{permission}' or more at {forge}");

    private string Group(string name, string source)
    {
        var known = roster.Teams.FirstOrDefault(team => Same(team, name));
        Need(new ImportNeed("team", known ?? name, source, known is not null));
        return PeopleSelection.TeamPrefix + (known ?? name);
    }

    private void Need(ImportNeed need)
    {
        if (!_needs.Contains(need))
        {
            _needs.Add(need);
        }
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    /// <summary>So many signatures of these people and teams.</summary>
    public static Node SignOffs(int count, IEnumerable<string> names) =>
        Made.Map(("sign-offs", Made.Map(("count", Made.Number(count)), ("from", Made.Map(("person", Made.List(names.Select(Made.Text))))))));
}
