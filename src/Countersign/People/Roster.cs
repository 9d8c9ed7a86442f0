// The people and bots that the repository knows, as written in .countersign/roster.yml at one commit.
using Countersign.Documents;
using Countersign.Signatures;

namespace Countersign.People;

/// <summary>Whose key it is, with its entry.</summary>
public sealed record KeyMatch(RosterEntry Holder, PersonKey Key);

/// <summary>No key, address or account stands under two ids. Source: specs/roster.md.</summary>
public sealed class Roster
{
    private readonly Dictionary<PersonId, RosterEntry> _ids = [];
    private readonly Dictionary<SshPublicKey, KeyMatch> _keys = [];
    private readonly Dictionary<string, RosterEntry> _emails = new(StringComparer.OrdinalIgnoreCase);

    internal Roster(IReadOnlyList<Person> persons, IReadOnlyList<Bot> bots, string file, Digest digest)
    {
        (Persons, Bots, File, Digest) = (persons, bots, file, digest);
        foreach (var entry in Entries)
        {
            _ids[entry.Id] = entry;
            foreach (var key in entry.Keys)
            {
                _keys[key.Key] = new KeyMatch(entry, key);
            }

            foreach (var email in entry.Emails)
            {
                _emails[email] = entry;
            }
        }
    }

    public static Roster Empty { get; } = new([], [], "", default);

    public IReadOnlyList<Person> Persons { get; }

    public IReadOnlyList<Bot> Bots { get; }

    public IEnumerable<RosterEntry> Entries => Persons.Cast<RosterEntry>().Concat(Bots);

    public string File { get; }

    /// <summary>SHA-256 of the stored bytes.</summary>
    public Digest Digest { get; }

    /// <summary>Names of the teams, in order.</summary>
    public IReadOnlyList<string> Teams =>
        [.. Persons.SelectMany(person => person.Teams).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public static Parsed<Roster> Parse(Node node, string file, Digest digest = default) => new RosterReader(file).Read(node, digest);

    /// <summary>From the stored bytes, whose digest it keeps.</summary>
    public static Parsed<Roster> Read(ReadOnlyMemory<byte> bytes, string file, ReadDocument read) =>
        read(bytes, file).Match((node, _) => Parse(node, file, Digest.Of(bytes.Span)), problems => new Parsed<Roster>.Bad(problems));

    public RosterEntry? Find(PersonId id) => _ids.GetValueOrDefault(id);

    public Person? FindPerson(PersonId id) => Find(id) as Person;

    public KeyMatch? FindByKey(SshPublicKey key) => _keys.GetValueOrDefault(key);

    /// <summary>An address in a commit is a claim; case does not matter.</summary>
    public RosterEntry? FindByEmail(string email) => _emails.GetValueOrDefault(email.Trim());

    public RosterEntry? FindByAccount(string kind, string name) =>
        Entries.FirstOrDefault(entry => entry.Accounts.Any(account => account.IsNamed(kind, name)));

    public IEnumerable<Person> TeamMembers(string team) => Persons.Where(person => person.Teams.Contains(team, StringComparer.Ordinal));

    /// <summary>What is wrong only in the light of the policy's levels, and what its writer may want to know.</summary>
    public IReadOnlyList<Problem> Lint(IReadOnlyList<LevelName> levels)
    {
        var problems = new ProblemList("roster", File);
        var known = levels.Select(level => level.Value).ToList();
        foreach (var person in Persons)
        {
            foreach (var term in person.Levels.Where(term => !levels.Contains(term.Level)))
            {
                problems.Error(
                    "unknown-level",
                    $"person '{person.Id}' has the level '{Fields.Cut(term.Level.Value)}', which the policy lacks",
                    NearestName.Remedy(term.Level.Value, known),
                    term.Line
                );
            }

            if (person.Levels.Count == 0)
            {
                problems.Warn(
                    "no-level",
                    $"person '{person.Id}' has no level and counts as the lowest",
                    "Add a term under 'levels:' with who said so as 'source:'.",
                    person.Line
                );
            }

            if (person.Keys.Count == 0)
            {
                problems.Warn("no-key", $"person '{person.Id}' has no key and cannot sign", "Add the public key under 'keys:'.", person.Line);
            }
        }

        return problems.Items;
    }
}
