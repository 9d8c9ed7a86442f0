// Who stands in the roster: a person, or a bot with a person who answers for it.
namespace Countersign.People;

/// <summary>Closed: <see cref="Person"/> or <see cref="Bot"/>.</summary>
public abstract record RosterEntry
{
    private protected RosterEntry() { }

    public required PersonId Id { get; init; }
    public IReadOnlyList<string> Emails { get; init; } = [];
    public IReadOnlyList<Account> Accounts { get; init; } = [];
    public IReadOnlyList<PersonKey> Keys { get; init; } = [];

    /// <summary>1-based line of the entry in the roster.</summary>
    public int Line { get; init; }
}

/// <summary>A name at a forge or a transport: github, gitlab, gitlab.example.org, ssh, gitolite.</summary>
public sealed record Account(string Kind, string Name)
{
    /// <summary>Logins at the forges do not know upper case; a Unix account does.</summary>
    public bool IsNamed(string kind, string name) => Kind == kind && string.Equals(Name, name, Comparison(kind));

    private static StringComparison Comparison(string kind) =>
        kind.StartsWith("github", StringComparison.Ordinal) || kind.StartsWith("gitlab", StringComparison.Ordinal)
            ? StringComparison.OrdinalIgnoreCase
            : StringComparison.Ordinal;
}

/// <summary>From <paramref name="From"/> up to, but not at, <paramref name="To"/>; <paramref name="Source"/> is who said so.</summary>
public sealed record LevelTerm(LevelName Level, DateTimeOffset From, DateTimeOffset? To, string Source, int Line)
{
    public bool HoldsAt(DateTimeOffset now) => now >= From && (To is not { } to || now < to);
}

public sealed record Person : RosterEntry
{
    public const string Override = "override";
    public const string Release = "release";
    public const string Govern = "govern";

    public required string Name { get; init; }
    public IReadOnlyList<string> Teams { get; init; } = [];
    public PersonId? Manager { get; init; }
    public IReadOnlyList<LevelTerm> Levels { get; init; } = [];

    /// <summary>Rights: override, release, govern.</summary>
    public IReadOnlyList<string> May { get; init; } = [];

    /// <summary>Null where the roster gives none for that moment; a level is never guessed.</summary>
    public LevelName? LevelAt(DateTimeOffset now) => Levels.FirstOrDefault(term => term.HoldsAt(now))?.Level;
}

public enum BotKind
{
    Agent,
    Automation,
    Ci,
    Forge,
}

public sealed record Bot : RosterEntry
{
    public required BotKind Kind { get; init; }

    /// <summary>The person who answers for it.</summary>
    public required PersonId Owner { get; init; }

    /// <summary>Names of the evidence that it may sign; a bot never signs off.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];
}
