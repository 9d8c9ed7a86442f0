// What a sign-off must be to count for one requirement.
using Countersign.People;
using Countersign.SignOffs;

namespace Countersign.Policies.Requirements;

/// <summary>Carry &lt; Reach &lt; Strict: each includes the ones before it. Source: specs/policy.md, validity.</summary>
public enum Validity
{
    Carry,
    Reach,
    Strict,
}

/// <summary>Which changed paths a signer must own.</summary>
public enum Ownership
{
    NotAsked,
    AnyChangedPath,
    EveryChangedPath,
}

public sealed record SignOffDemand
{
    public const int MostSigners = 8;

    public int Count { get; init; } = 1;

    /// <summary>Higher than the most senior maker, or an equal at the top level.</summary>
    public bool AboveAuthor { get; init; }
    public LevelName? AtLeast { get; init; }
    public string? Team { get; init; }
    public IReadOnlyList<PersonId> Persons { get; init; } = [];

    /// <summary>Members of these teams are as good as the persons; written under person as team:NAME.</summary>
    public IReadOnlyList<string> PersonTeams { get; init; } = [];

    public bool NamesPersons => Persons.Count + PersonTeams.Count > 0;

    /// <summary>A right that the roster must give the signer.</summary>
    public string? May { get; init; }
    public Ownership Owns { get; init; }
    public bool Independent { get; init; }
    public Assurance? Assurance { get; init; }

    /// <summary>Null means reach where a critical component is reached, else carry.</summary>
    public Validity? Validity { get; init; }

    /// <summary>hardware or passkey; null takes any key.</summary>
    public string? Key { get; init; }
    public string? Environment { get; init; }

    public string Says
    {
        get
        {
            var narrows = Narrows().ToList();
            return $"{Count} sign-off{(Count == 1 ? "" : "s")}{(narrows.Count == 0 ? "" : " ")}{string.Join(", ", narrows)}";
        }
    }

    /// <summary>Whether anything is asked beside another person's signature.</summary>
    public bool IsQualified => Narrows().Any();

    private IEnumerable<string> Narrows()
    {
        if (AboveAuthor)
        {
            yield return "above the author";
        }

        if (AtLeast is not null)
        {
            yield return $"at least {AtLeast}";
        }

        if (Team is not null)
        {
            yield return $"of team {Team}";
        }

        if (NamesPersons)
        {
            yield return Named;
        }

        if (May is not null)
        {
            yield return $"who may {May}";
        }

        if (Owns != Ownership.NotAsked)
        {
            yield return Owns == Ownership.EveryChangedPath ? "owning each changed path" : "owning a changed path";
        }

        if (Independent)
        {
            yield return "independent of each other";
        }

        if (Assurance is { } assurance)
        {
            yield return NameOf(assurance);
        }

        if (Validity is { } validity)
        {
            yield return $"validity {validity.ToString().ToLowerInvariant()}";
        }

        if (Key is not null)
        {
            yield return $"with a {Key} key";
        }
    }

    /// <summary>Persons and teams, of whom any will do.</summary>
    public string Named => string.Join(" or ", Persons.Select(person => person.Value).Concat(PersonTeams.Select(team => $"one of team {team}")));

    public static string NameOf(Assurance assurance) =>
        assurance switch
        {
            SignOffs.Assurance.ReadInFull => "read-in-full",
            SignOffs.Assurance.ReadRiskyParts => "read-risky-parts",
            SignOffs.Assurance.ReliedOnEvidence => "relied-on-evidence",
            _ => "forge-approval",
        };
}
