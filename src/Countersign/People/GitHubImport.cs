// Turns what GitHub's API says about an organisation into roster entries: accounts, teams and published keys, never a level.
using System.Globalization;
using System.Text;
using Countersign.Documents;
using Countersign.Signatures;

namespace Countersign.People;

/// <summary>
/// Reads one JSON object: `organization`, `fetched_at` (UTC with Z), `members` (GET /orgs/ORG/members: login, type; name and
/// email where GET /users/LOGIN gave them), `teams` (slug, members with login) and `keys` (login to GET /users/LOGIN/keys).
/// Other fields of GitHub's objects are ignored. Source: specs/roster.md.
/// </summary>
public static class GitHubImport
{
    public static Parsed<string> Read(Node node, string file)
    {
        var problems = new ProblemList("import", file);
        if (Fields.Of(node, "the file", problems) is not { } top)
        {
            return new Parsed<string>.Bad(problems.Items);
        }

        var organisation = top.Text("organization");
        top.Text("fetched_at");
        var fetched = top.Time("fetched_at");
        var teams = top.Mappings("teams", "team").SelectMany(Team).ToLookup(pair => pair.Login, pair => pair.Team, StringComparer.OrdinalIgnoreCase);
        var keys = top.Has("keys") ? top.Mapping("keys") : null;
        var text = new StringBuilder();
        text.Append("# From github ")
            .Append(Plain(organisation ?? ""))
            .Append(", ")
            .Append(fetched?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
            .Append(".\n");
        text.Append("# Levels are never guessed: add 'levels:' with who said so, and check the kind of each key.\nversion: 1\npersons:\n");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (
            var member in top.Mappings("members", "member")
                .OrderBy(member => member["login"] is Node.Scalar login ? login.Text : "", StringComparer.OrdinalIgnoreCase)
        )
        {
            Member(member, ids, teams, keys, text);
        }

        return Parsed<string>.From(
            () => ids.Count == 0 ? text.ToString().Replace("persons:\n", "persons: []\n", StringComparison.Ordinal) : text.ToString(),
            problems.Items
        );
    }

    private static IEnumerable<(string Login, string Team)> Team(Fields team)
    {
        var slug = team.Text("slug");
        return team.Mappings("members", "member")
            .Select(member => (Login: member.Text("login") ?? "", Team: slug ?? ""))
            .Where(pair => pair.Login.Length > 0 && pair.Team.Length > 0);
    }

    private static void Member(Fields member, HashSet<string> ids, ILookup<string, string> teams, Fields? keys, StringBuilder text)
    {
        if (member.Text("login") is not { } login)
        {
            return;
        }

        if (member.OptionalText("type") is { } type && type != "User")
        {
            member.Problems.Warn(
                "not-a-person",
                $"'{Fields.Cut(login)}' is a {Fields.Cut(type)} and left out",
                "Add it under 'bots:' with the person who answers for it.",
                member.Line
            );
            return;
        }

        var id = login.ToLowerInvariant();
        if (!PersonId.TryParse(id, out _) || !ids.Add(id))
        {
            member.Problems.Error("login", $"'{Fields.Cut(login)}' is no login, or stands twice", "Fetch the list again.", member.LineOf("login"));
            return;
        }

        text.Append("  - id: ").Append(Quoted(id)).Append("\n    name: ").Append(Quoted(member.OptionalText("name") ?? login));
        if (member.OptionalText("email") is { } email)
        {
            text.Append("\n    emails: [").Append(Quoted(email)).Append(']');
        }

        text.Append("\n    accounts: { github: ").Append(Quoted(login)).Append(" }\n");
        var own = teams[login].Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (own.Count > 0)
        {
            text.Append("    teams: [").AppendJoin(", ", own.Select(Quoted)).Append("]\n");
        }

        Keys(login, keys, text);
    }

    private static void Keys(string login, Fields? keys, StringBuilder text)
    {
        var name = keys?.Keys.FirstOrDefault(name => string.Equals(name, login, StringComparison.OrdinalIgnoreCase));
        var first = true;
        foreach (var published in name is null ? [] : keys!.Mappings(name, "key"))
        {
            if (published.Text("key") is not { } line)
            {
                continue;
            }

            if (!SshPublicKey.TryParse(line, out var key, out var problem))
            {
                published.Problems.Warn(
                    "key",
                    $"a key of '{Fields.Cut(login)}' is left out: {problem}",
                    "Ask for an ed25519 or hardware key.",
                    published.Line
                );
                continue;
            }

            text.Append(first ? "    keys:\n" : "")
                .Append("      - { key: ")
                .Append(Quoted(key.ToString()))
                .Append(", kind: ")
                .Append(key.IsHardware ? "hardware" : "file")
                .Append(" }\n");
            first = false;
        }
    }

    private static string Plain(string text) => Fields.Cut(text);

    /// <summary>A YAML scalar in single quotes, on one line.</summary>
    private static string Quoted(string text) => $"'{Fields.Cut(text).Replace("'", "''", StringComparison.Ordinal)}'";
}
