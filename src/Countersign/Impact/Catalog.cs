// The components of a repository and what depends on what, as written in .countersign/catalog.yml at one commit.
using Countersign.Changes;
using Countersign.Documents;
using Countersign.People;
using Countersign.Signatures;

namespace Countersign.Impact;

/// <summary>Components in the order written. Source: specs/catalog.md.</summary>
public sealed class Catalog
{
    private readonly Dictionary<string, Component> _names;

    internal Catalog(IReadOnlyList<Component> components, string file, Digest digest)
    {
        (Components, File, Digest) = (components, file, digest);
        _names = components.ToDictionary(component => component.Name, StringComparer.Ordinal);
    }

    public static Catalog Empty { get; } = new([], "", default);

    public IReadOnlyList<Component> Components { get; }

    public string File { get; }

    /// <summary>What the graph is read from beside this file.</summary>
    public GraphSources Sources { get; init; } = GraphSources.None;

    /// <summary>SHA-256 of the stored bytes.</summary>
    public Digest Digest { get; }

    public static Parsed<Catalog> Parse(Node node, string file, Digest digest = default) => new CatalogReader(file).Read(node, digest);

    /// <summary>From the stored bytes, whose digest it keeps.</summary>
    public static Parsed<Catalog> Read(ReadOnlyMemory<byte> bytes, string file, ReadDocument read) =>
        read(bytes, file).Match((node, _) => Parse(node, file, Digest.Of(bytes.Span)), problems => new Parsed<Catalog>.Bad(problems));

    public Component? Find(string name) => _names.GetValueOrDefault(name);

    /// <summary>Every component that claims the path; empty means unmapped.</summary>
    public IReadOnlyList<Component> Of(RepoPath path) => [.. Components.Where(component => component.Claims(path))];

    /// <summary>The owner, or the members of the owning team; empty where the roster knows neither.</summary>
    public static IReadOnlyList<PersonId> Owners(Component component, Roster roster) =>
        PersonId.TryParse(component.Owner, out var id) && roster.FindPerson(id) is not null
            ? [id]
            : [.. roster.TeamMembers(component.Owner).Select(person => person.Id).Order()];

    /// <summary>What is wrong only in the light of the roster.</summary>
    public IReadOnlyList<Problem> Lint(Roster roster)
    {
        var problems = new ProblemList("catalog", File);
        var known = roster.Persons.Select(person => person.Id.Value).Concat(roster.Teams).ToList();
        foreach (var component in Components)
        {
            var isPerson = PersonId.TryParse(component.Owner, out var id) && roster.FindPerson(id) is not null;
            var isTeam = roster.Teams.Contains(component.Owner, StringComparer.Ordinal);
            if (isPerson && isTeam)
            {
                problems.Error(
                    "owner-twice",
                    $"the owner '{Fields.Cut(component.Owner)}' of '{Fields.Cut(component.Name)}' is a person and a team",
                    "Rename the team.",
                    component.Line
                );
            }
            else if (!isPerson && !isTeam)
            {
                problems.Error(
                    "unknown-owner",
                    $"the owner '{Fields.Cut(component.Owner)}' of '{Fields.Cut(component.Name)}' is no person or team in the roster",
                    NearestName.Remedy(component.Owner, known),
                    component.Line
                );
            }
        }

        return problems.Items;
    }

    /// <summary>Both at once: every component, path and edge of either, and of two criticalities the higher. Owners and sources are the older catalog's; what only one of them calls reversible is not.</summary>
    public static Catalog Union(Catalog older, Catalog newer)
    {
        var components = older.Components.Select(component => newer.Find(component.Name) is { } other ? Join(component, other) : component);
        return new Catalog([.. components, .. newer.Components.Where(component => older.Find(component.Name) is null)], older.File, default);
    }

    private static Component Join(Component older, Component newer) =>
        older with
        {
            Criticality = older.Criticality > newer.Criticality ? older.Criticality : newer.Criticality,
            Paths = [.. older.Paths.Union(newer.Paths)],
            DependsOn = [.. older.DependsOn.Union(newer.DependsOn, StringComparer.Ordinal)],
            Services = [.. older.Services.Union(newer.Services, StringComparer.Ordinal)],
            Reversible = older.Reversible == false || newer.Reversible == false ? false : older.Reversible & newer.Reversible,
        };
}
