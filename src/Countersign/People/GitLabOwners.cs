// Reads CODEOWNERS as GitLab does: sections that each decide for themselves, with counts, defaults and exclusions.
using System.Globalization;
using System.Text;
using Countersign.Documents;

namespace Countersign.People;

/// <summary>One line of a section.</summary>
/// <param name="Patterns">In the words of `PathPattern`; null where we have none for it.</param>
/// <param name="IsExclusion">Files that fit need nothing from this section, whatever other lines say.</param>
public sealed record GitLabOwnersRule(string Text, IReadOnlyList<string>? Patterns, IReadOnlyList<string> Owners, bool IsExclusion, int Line);

/// <param name="Name">Empty for the lines before the first section.</param>
/// <param name="Count">How many owners have to approve.</param>
public sealed record GitLabOwnersSection(string Name, bool IsOptional, int Count, IReadOnlyList<GitLabOwnersRule> Rules, int Line);

/// <summary>
/// Within a section the last line that matches decides; sections of one name, whatever the case, are one, as strict as its strictest
/// heading. Source: docs.gitlab.com, CODEOWNERS syntax.
/// </summary>
public static class GitLabOwners
{
    /// <summary>Where GitLab looks, in this order.</summary>
    public static IReadOnlyList<string> Places { get; } = ["CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];

    private sealed record Heading(string Name, bool IsOptional, int Count, IReadOnlyList<string> Owners);

    public static Parsed<IReadOnlyList<GitLabOwnersSection>> Read(ReadOnlyMemory<byte> bytes, string file)
    {
        var problems = new ProblemList("codeowners", file);
        if (bytes.Length > CodeOwners.MostBytes)
        {
            problems.Error("size", $"the file has {bytes.Length} bytes", $"At most {CodeOwners.MostBytes} are read.", 0);
            return new Parsed<IReadOnlyList<GitLabOwnersSection>>.Bad(problems.Items);
        }

        var sections = new List<GitLabOwnersSection>();
        var heading = new Heading("", IsOptional: false, 1, []);
        var number = 0;
        foreach (var raw in Encoding.UTF8.GetString(bytes.Span).TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (Head(line, number, problems) is { } next)
            {
                heading = next;
                Add(sections, heading, null, number);
            }
            else
            {
                Add(sections, heading, Rule(line, heading, number, problems), number);
            }
        }

        return Parsed<IReadOnlyList<GitLabOwnersSection>>.From(() => sections, problems.Items);
    }

    private static void Add(List<GitLabOwnersSection> sections, Heading heading, GitLabOwnersRule? rule, int line)
    {
        var at = sections.FindIndex(section => string.Equals(section.Name, heading.Name, StringComparison.OrdinalIgnoreCase));
        var section = at < 0 ? new GitLabOwnersSection(heading.Name, heading.IsOptional, heading.Count, [], line) : sections[at];
        section = section with
        {
            IsOptional = section.IsOptional && heading.IsOptional,
            Count = Math.Max(section.Count, heading.Count),
            Rules = rule is null ? section.Rules : [.. section.Rules, rule],
        };
        if (at < 0)
        {
            sections.Add(section);
        }
        else
        {
            sections[at] = section;
        }
    }

    /// <summary>`^[Name][2] @owner`; null where the line is none.</summary>
    private static Heading? Head(string line, int number, ProblemList problems)
    {
        var start = line[0] == '^' ? 1 : 0;
        var end = line.IndexOf(']', StringComparison.Ordinal);
        if (start >= line.Length || line[start] != '[' || end < 0)
        {
            return null;
        }

        var (name, rest, count) = (line[(start + 1)..end].Trim(), line[(end + 1)..], 1);
        if (rest.StartsWith('['))
        {
            var close = rest.IndexOf(']', StringComparison.Ordinal);
            if (close < 0 || !int.TryParse(rest[1..close], NumberStyles.None, CultureInfo.InvariantCulture, out count) || count < 1)
            {
                problems.Error("section", $"'{Fields.Cut(line)}' has no count between its brackets", "Write [Name][2].", number);
                return new Heading(name, IsOptional: false, 1, []);
            }

            rest = rest[(close + 1)..];
        }

        if (rest.Length > 0 && rest[0] is not (' ' or '\t'))
        {
            return null;
        }

        if (name.Length == 0)
        {
            problems.Error("section", "a section has no name", "Write [Name].", number);
        }

        return new Heading(name, start == 1, count, Owners(CodeOwners.Words(rest), number, problems));
    }

    private static GitLabOwnersRule? Rule(string line, Heading heading, int number, ProblemList problems)
    {
        var words = CodeOwners.Words(line);
        var isExclusion = words[0].Length > 1 && words[0][0] == '!';
        var text = isExclusion ? words[0][1..] : words[0];
        var owners = Owners(words.Skip(1), number, problems);
        var patterns = GitLabPattern.AsPathPatterns(text, out var problem);
        if (patterns is null)
        {
            problems.Warn("pattern", $"the pattern '{Fields.Cut(text)}' cannot be said here: {problem}", "Write it in other words.", number);
        }

        return new GitLabOwnersRule(
            text,
            patterns,
            isExclusion ? []
                : owners.Count > 0 ? owners
                : heading.Owners,
            isExclusion,
            number
        );
    }

    private static List<string> Owners(IEnumerable<string> words, int number, ProblemList problems)
    {
        var owners = new List<string>();
        foreach (var word in words)
        {
            if (word.Contains('@', StringComparison.Ordinal) && word.Trim('@').Length > 0)
            {
                owners.Add(word);
            }
            else
            {
                problems.Warn("owner", $"'{Fields.Cut(word)}' is no owner", "Write @user, @group/subgroup, @@role or an address.", number);
            }
        }

        return owners;
    }
}
