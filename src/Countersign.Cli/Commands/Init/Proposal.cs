// What init proposes: people from CODEOWNERS and the history, components from the folders, signers as somebody said.
using Countersign.Adapters.Git;
using Countersign.People;

namespace Countersign.Cli.Commands.Init;

/// <param name="From">Where this person was found, in words; stands as a comment in the roster.</param>
public sealed record ProposedPerson(string Id, string Name, IReadOnlyList<string> Emails, string? GitHub, string From)
{
    public int Commits { get; init; }

    public int Merges { get; init; }

    /// <summary>Top-level folders with commits.</summary>
    public IReadOnlyDictionary<string, int> Folders { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);
}

/// <param name="Folder">Such as src/checkout; empty for the files at the top.</param>
/// <param name="CodeOwners">As CODEOWNERS has them, unresolved.</param>
public sealed record ProposedComponent(string Name, string Folder, IReadOnlyList<string> CodeOwners)
{
    /// <summary>Tied to the top, with every character that a pattern would read otherwise made plain.</summary>
    public string Pattern =>
        Folder.Length == 0
            ? "/*"
            : $"/{string.Concat(Folder.Select(letter => @"*?[]{}\,!".Contains(letter, StringComparison.Ordinal) ? $"\\{letter}" : letter.ToString()))}/**";

    public string Top => Folder.Split('/')[0];
}

public sealed record Proposal(IReadOnlyList<ProposedPerson> People, IReadOnlyList<ProposedComponent> Components, CodeOwners? CodeOwners)
{
    private const int MostPeople = 60;
    private const int MostComponents = 200;

    /// <summary>Folders whose own folders are the parts that people speak of.</summary>
    private static readonly string[] Holders =
    [
        "src",
        "source",
        "packages",
        "apps",
        "services",
        "libs",
        "lib",
        "modules",
        "cmd",
        "crates",
        "components",
        "projects",
    ];

    /// <summary>What else the graph can be read from.</summary>
    public IReadOnlyList<ProposedSource> Sources { get; init; } = [];

    /// <summary>Left out, and why, in words.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    public static Proposal Of(IReadOnlyList<Hand> hands, CodeOwners? owners, IReadOnlyList<string> folders, bool hasTopFiles)
    {
        var left = new List<string>();
        var people = FromHands(hands, left);
        AddCodeOwners(people, owners);
        var components = ComponentsIn(folders, hasTopFiles, owners, left);
        return new Proposal([.. people.Take(MostPeople)], components, owners) { LeftOut = left };
    }

    private static List<ProposedPerson> FromHands(IReadOnlyList<Hand> hands, List<string> left)
    {
        var people = new List<ProposedPerson>();
        foreach (var hand in hands)
        {
            if (hand.Name.Contains("[bot]", StringComparison.OrdinalIgnoreCase) || hand.Email.Contains("[bot]", StringComparison.OrdinalIgnoreCase))
            {
                left.Add($"{hand.Name}: a bot; add it under 'bots:' with the person who answers for it");
                continue;
            }

            if (hand.Email.Equals("noreply@github.com", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (!IsAddress(hand.Email) || hand.Name.Any(char.IsControl) || hand.Name.Trim().Length is 0 or > 200)
            {
                left.Add($"{hand.Name} <{hand.Email}>: no usable name and address");
                continue;
            }

            var (local, login) = Local(hand.Email);
            var id = Slug(local);
            var known = people.FindIndex(person => person.Id == id && (Same(person.Name, hand.Name) || person.Emails.Count == 0));
            if (known >= 0)
            {
                var one = people[known];
                people[known] = one with
                {
                    Emails = [.. one.Emails, hand.Email],
                    GitHub = one.GitHub ?? login,
                    Commits = one.Commits + hand.Commits,
                    Merges = one.Merges + hand.Merges,
                    Folders = Sum(one.Folders, hand.Folders),
                    From = $"{one.From}; two addresses, check that it is one person",
                };
                continue;
            }

            people.Add(
                new ProposedPerson(Free(id, people), hand.Name.Trim(), [hand.Email], login, Words(hand))
                {
                    Commits = hand.Commits,
                    Merges = hand.Merges,
                    Folders = hand.Folders,
                }
            );
        }

        return people;
    }

    private static void AddCodeOwners(List<ProposedPerson> people, CodeOwners? owners)
    {
        foreach (
            var owner in (owners?.Rules ?? [])
                .SelectMany(rule => rule.Owners)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Order(StringComparer.OrdinalIgnoreCase)
        )
        {
            if (PersonOf(owner, people) is not null || owner.Contains('/', StringComparison.Ordinal))
            {
                continue;
            }

            var at = owner.IndexOf('@', StringComparison.Ordinal);
            var name = at == 0 ? owner[1..] : owner[..at];
            people.Add(
                new ProposedPerson(
                    Free(Slug(name), people),
                    name,
                    at == 0 ? [] : [owner],
                    at == 0 ? name : null,
                    $"in {owners!.File}; no commits found, check that nobody else here is the same person"
                )
            );
        }
    }

    /// <summary>The person whom an owner in CODEOWNERS means: an account, an address, or an id of the same spelling.</summary>
    public static ProposedPerson? PersonOf(string owner, IReadOnlyList<ProposedPerson> people) =>
        people.FirstOrDefault(person =>
            owner.StartsWith('@')
                ? string.Equals(person.GitHub ?? person.Id, owner[1..], StringComparison.OrdinalIgnoreCase)
                : person.Emails.Contains(owner, StringComparer.OrdinalIgnoreCase)
        );

    private static IReadOnlyList<ProposedComponent> ComponentsIn(
        IReadOnlyList<string> folders,
        bool hasTopFiles,
        CodeOwners? owners,
        List<string> left
    )
    {
        var tops = folders.Where(folder => !folder.Contains('/', StringComparison.Ordinal) && folder != ".countersign").ToList();
        var parts = tops.SelectMany(top =>
                Holders.Contains(top)
                && folders.Where(folder => folder.StartsWith($"{top}/", StringComparison.Ordinal)).ToList() is { Count: > 0 } inner
                    ? inner
                    : [top]
            )
            .ToList();
        left.AddRange(
            parts
                .Where(IsOdd)
                .Select(part =>
                    $"the folder '{Terminal.Visible.Text(part)}': its name cannot be written in a catalog; it stays unmapped, which counts as medium"
                )
        );
        parts = [.. parts.Where(part => !IsOdd(part))];
        if (parts.Count > MostComponents)
        {
            left.Add($"{parts.Count - MostComponents} more folders: group them in the catalog as people speak of them");
        }

        var named = parts
            .Take(MostComponents)
            .Select(part => new ProposedComponent(NameOf(part, parts), part, owners?.OwnersOf($"{part}/file") ?? []))
            .ToList();
        if (hasTopFiles)
        {
            named.Add(new ProposedComponent("top-level-files", "", owners?.OwnersOf("file") ?? []));
        }

        return named;
    }

    private static string NameOf(string part, List<string> parts)
    {
        var last = part[(part.LastIndexOf('/') + 1)..];
        return parts.Count(other => other[(other.LastIndexOf('/') + 1)..] == last) == 1 ? last : part;
    }

    private static bool IsOdd(string folder) =>
        folder.Length > 100 || folder.Any(letter => char.IsControl(letter) || letter == '\uFFFD') || Terminal.Visible.Text(folder) != folder;

    private static (string Local, string? Login) Local(string email)
    {
        var local = email[..email.IndexOf('@', StringComparison.Ordinal)];
        var isNoReply = email.EndsWith("@users.noreply.github.com", StringComparison.OrdinalIgnoreCase);
        var name = local[(local.IndexOf('+', StringComparison.Ordinal) is >= 0 and var plus && isNoReply ? plus + 1 : 0)..];
        return (name.Split('+')[0], isNoReply ? name : null);
    }

    private static string Slug(string text)
    {
        var slug = string.Concat(
                text.ToLowerInvariant()
                    .Select(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '-' or '_' ? letter : '-')
            )
            .Trim('-', '.', '_');
        return slug.Length == 0 || slug is "root" or "gate" ? "person" : slug[..Math.Min(slug.Length, 60)];
    }

    private static string Free(string id, List<ProposedPerson> people) =>
        people.Exists(person => person.Id == id)
            ? Enumerable.Range(2, people.Count + 1).Select(number => $"{id}-{number}").First(other => !people.Exists(person => person.Id == other))
            : id;

    private static bool IsAddress(string email) =>
        email.Length <= 254
        && email.Count(letter => letter == '@') == 1
        && email[0] != '@'
        && email[^1] != '@'
        && !email.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '<' or '>' or ',' or '"' or '\uFFFD');

    private static bool Same(string left, string right) => string.Equals(left.Trim(), right.Trim(), StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, int> Sum(IReadOnlyDictionary<string, int> left, IReadOnlyDictionary<string, int> right) =>
        left.Concat(right)
            .GroupBy(pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value), StringComparer.Ordinal);

    private static string Words(Hand hand) =>
        $"{Terminal.VerdictView.Counted(hand.Commits, "commit")}{(hand.Merges > 0 ? $", {Terminal.VerdictView.Counted(hand.Merges, "merge")}" : "")} lately";
}
