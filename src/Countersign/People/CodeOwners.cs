// Reads CODEOWNERS as GitHub does: the last line that matches a path says who owns it.
using System.Text;
using Countersign.Documents;

namespace Countersign.People;

/// <summary>One line; no owners means that the path is owned by nobody, on purpose.</summary>
public sealed record CodeOwnersRule(CodeOwnersPattern Pattern, IReadOnlyList<string> Owners, int Line);

/// <summary>
/// Owners are `@user`, `@organisation/team` or an address. A line that GitHub would skip is skipped, and said. Sections, which
/// only GitLab knows, are ignored with a warning. Source: docs.github.com, About code owners.
/// </summary>
public sealed class CodeOwners
{
    /// <summary>GitHub's limit, in bytes.</summary>
    public const int MostBytes = 3 * 1024 * 1024;

    private CodeOwners(IReadOnlyList<CodeOwnersRule> rules, string file) => (Rules, File) = (rules, file);

    /// <summary>Where GitHub looks, in this order; the first that exists is the only one read.</summary>
    public static IReadOnlyList<string> Places { get; } = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

    public IReadOnlyList<CodeOwnersRule> Rules { get; }

    public string File { get; }

    /// <summary>Null where no line matches.</summary>
    public CodeOwnersRule? RuleFor(string path)
    {
        var parts = path.Split('/');
        for (var i = Rules.Count - 1; i >= 0; i--)
        {
            if (Rules[i].Pattern.Matches(parts))
            {
                return Rules[i];
            }
        }

        return null;
    }

    /// <summary>As written; empty where nobody owns the path.</summary>
    public IReadOnlyList<string> OwnersOf(string path) => RuleFor(path)?.Owners ?? [];

    /// <summary>The owners whom the roster knows.</summary>
    public IReadOnlyList<PersonId> OwnersOf(string path, Roster roster) =>
        [.. OwnersOf(path).SelectMany(owner => Resolve(owner, roster)).Distinct().Order()];

    public static IReadOnlyList<PersonId> Resolve(string owner, Roster roster)
    {
        if (owner[0] != '@')
        {
            return roster.FindByEmail(owner) is Person person ? [person.Id] : [];
        }

        var slash = owner.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return roster.FindByAccount("github", owner[1..]) is Person person ? [person.Id] : [];
        }

        return
        [
            .. roster
                .Persons.Where(person => person.Teams.Any(team => Same(team, owner[(slash + 1)..]) || Same(team, owner[1..])))
                .Select(person => person.Id),
        ];
    }

    /// <summary>Owners whom the roster does not know.</summary>
    public IReadOnlyList<Problem> Lint(Roster roster)
    {
        var problems = new ProblemList("codeowners", File);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in Rules)
        {
            foreach (var owner in rule.Owners.Where(owner => known.Add(owner) && Resolve(owner, roster).Count == 0))
            {
                problems.Warn(
                    "unknown-owner",
                    $"nobody in the roster is '{Fields.Cut(owner)}'",
                    "Add the account, address or team to a person, or name another owner.",
                    rule.Line
                );
            }
        }

        return problems.Items;
    }

    public static Parsed<CodeOwners> Read(ReadOnlyMemory<byte> bytes, string file)
    {
        var problems = new ProblemList("codeowners", file);
        if (bytes.Length > MostBytes)
        {
            problems.Error("size", $"the file has {bytes.Length} bytes", $"At most {MostBytes} are read, here and at GitHub.", 0);
            return new Parsed<CodeOwners>.Bad(problems.Items);
        }

        var rules = new List<CodeOwnersRule>();
        var number = 0;
        foreach (var line in Encoding.UTF8.GetString(bytes.Span).TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            if (Rule(line.Trim(), number, problems) is { } rule)
            {
                rules.Add(rule);
            }
        }

        return Parsed<CodeOwners>.From(() => new CodeOwners(rules, file), problems.Items);
    }

    private static CodeOwnersRule? Rule(string line, int number, ProblemList problems)
    {
        if (line.Length == 0 || line[0] == '#')
        {
            return null;
        }

        if (line[0] is '[' or '^' && line.Contains(']', StringComparison.Ordinal))
        {
            problems.Warn(
                "section",
                $"the section '{Fields.Cut(line)}' is ignored",
                "GitHub knows no sections; write the owners on each line.",
                number
            );
            return null;
        }

        var words = Words(line);
        if (!CodeOwnersPattern.TryParse(words[0], out var pattern, out var problem))
        {
            problems.Warn("pattern", $"the pattern '{Fields.Cut(words[0])}' is skipped: {problem}", "Use *, ?, ** and /; no '!' and no [ ].", number);
            return null;
        }

        var owners = words.Skip(1).TakeWhile(word => word[0] != '#').ToList();
        if (owners.Find(owner => !IsOwner(owner)) is { } wrong)
        {
            problems.Warn("owner", $"the line is skipped because of '{Fields.Cut(wrong)}'", "Write @user, @organisation/team or an address.", number);
            return null;
        }

        return new CodeOwnersRule(pattern!, owners, number);
    }

    private static bool IsOwner(string word)
    {
        var at = word.IndexOf('@', StringComparison.Ordinal);
        if (at > 0)
        {
            return at < word.Length - 1 && word.LastIndexOf('@') == at;
        }

        var parts = at == 0 ? word[1..].Split('/') : [];
        return parts.Length is 1 or 2
            && parts.All(part => part.Length > 0 && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'));
    }

    /// <summary>Split at blanks, where a backslash keeps a blank inside the pattern.</summary>
    internal static List<string> Words(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\' && i + 1 < line.Length && line[i + 1] is ' ' or '\t')
            {
                word.Append(line[++i]);
            }
            else if (line[i] is not (' ' or '\t'))
            {
                word.Append(line[i]);
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        words.Add(word.ToString());
        return [.. words.Where(some => some.Length > 0)];
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
