// The three files as init would write them, and what they say about who can sign what.
using System.Globalization;
using System.Text;
using Countersign.Changes;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Documents;

namespace Countersign.Cli.Commands.Init;

/// <summary>Who could sign for a part: said by somebody, or else only who CODEOWNERS or the history names.</summary>
public sealed record SignersOf(ProposedComponent Component, IReadOnlyList<string> Said, IReadOnlyList<string> Seen);

public sealed record InitFiles(string Policy, string Roster, string Catalog, bool HasWaysOut, IReadOnlyList<SignersOf> Signers)
{
    public IReadOnlyList<(string Path, string Text)> All =>
        [
            (Path.Combine(".countersign", "policy.yml"), Policy),
            (Path.Combine(".countersign", "roster.yml"), Roster),
            (Path.Combine(".countersign", "catalog.yml"), Catalog),
        ];

    public static InitFiles Write(Proposal proposal, InitAnswers answers, string owner, DateTimeOffset now)
    {
        var signers = proposal.Components.Select(component => Signers_(component, proposal, answers)).ToList();
        var shared = AgentFiles.Beside(proposal.Components) is { } left
            ? new SharedFiles(left.Name, left.Paths, [.. answers.People.Where(person => person.Signs.Count > 0).Select(person => person.Id)])
            : null;
        var teams = signers
            .Where(part => part.Said.Count > 1)
            .SelectMany(part => part.Said.Select(id => (id, Team: TeamOf(part.Component.Name))))
            .Concat(shared is { Signers.Count: > 1 } ? shared.Signers.Select(id => (id, Team: TeamOf(shared.Name))) : [])
            .ToLookup(pair => pair.id, pair => pair.Team, StringComparer.Ordinal);
        var roster = Roster_(proposal, answers, teams, now);
        var catalog = Catalog_(signers, shared, proposal.Sources, answers, owner);
        var strict = new InitFiles(StarterPolicy.Write(owner, answers.Levels, now, hasWaysOut: false), roster, catalog, false, signers);
        return strict.Lint(now).Any(problem => problem.Code == "policy.nobody-can-meet" && problem.Line > 0)
            ? strict with
            {
                Policy = StarterPolicy.Write(owner, answers.Levels, now, hasWaysOut: true),
                HasWaysOut = true,
            }
            : strict;
    }

    /// <summary>As the gate would read them.</summary>
    public IReadOnlyList<Problem> Lint(DateTimeOffset now)
    {
        var folder = Directory.CreateTempSubdirectory("countersign-init-");
        try
        {
            foreach (var (path, text) in All)
            {
                Directory.CreateDirectory(Path.Combine(folder.FullName, Path.GetDirectoryName(path)!));
                File.WriteAllText(Path.Combine(folder.FullName, path), text);
            }

            return RuleFiles.Read(All[0].Path, folder.FullName, now).Problems;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static SignersOf Signers_(ProposedComponent component, Proposal proposal, InitAnswers answers)
    {
        var said = answers.People.Where(person => person.Signs.Any(path => Covers(path, component))).Select(person => person.Id).ToList();
        var named = component.CodeOwners.Select(owner => Proposal.PersonOf(owner, proposal.People)?.Id).OfType<string>().ToList();
        var worked = proposal
            .People.Where(person => person.Folders.ContainsKey(component.Top))
            .OrderByDescending(person => person.Folders[component.Top])
            .Select(person => person.Id)
            .ToList();
        return new SignersOf(component, said.Count > 0 ? said : named, named.Count > 0 ? named : worked);
    }

    private static bool Covers(string path, ProposedComponent component) =>
        path == component.Name
        || path.Trim('/') == component.Folder
        || (
            PathPattern.TryParse(path, out var pattern, out _)
            && pattern.Matches(RepoPath.Of(component.Folder.Length == 0 ? "file" : $"{component.Folder}/file"))
        );

    private static string TeamOf(string component) => $"{component}-signers";

    private static string OwnerOf(string component, IReadOnlyList<string> said, string owner) =>
        said.Count > 1 ? TeamOf(component)
        : said.Count == 1 ? said[0]
        : owner;

    /// <param name="Signers">Whoever signs for any part, because what a tool acts on concerns them all.</param>
    private sealed record SharedFiles(string Name, IReadOnlyList<string> Paths, IReadOnlyList<string> Signers);

    private static string Roster_(Proposal proposal, InitAnswers answers, ILookup<string, string> teams, DateTimeOffset now)
    {
        var today = now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        text.Append(
            "# Who is here. Proposed by countersign init from CODEOWNERS and the newest commits: addresses are claims, levels are never guessed.\n"
        );
        text.Append("# Give each person who may sign a key (the .pub file) and a level, with who said so as its source. See specs/roster.md.\n");
        text.Append("version: 1\n").Append(proposal.People.Count == 0 ? "persons: []\n" : "persons:\n");
        foreach (var person in proposal.People)
        {
            var said = answers.Of(person.Id);
            text.Append(CultureInfo.InvariantCulture, $"  - id: {StarterPolicy.Quoted(person.Id)}                # {Visible.Text(person.From)}\n");
            text.Append(CultureInfo.InvariantCulture, $"    name: {StarterPolicy.Quoted(said.Name ?? person.Name)}\n");
            List(text, "emails", [.. person.Emails.Concat(said.Emails).Distinct(StringComparer.OrdinalIgnoreCase)]);
            if (person.GitHub is { } login)
            {
                text.Append(CultureInfo.InvariantCulture, $"    accounts: {{ github: {StarterPolicy.Quoted(login)} }}\n");
            }

            List(text, "teams", [.. teams[person.Id].Distinct(StringComparer.Ordinal)]);
            text.Append(
                said is { Level: { } level, Source: { } source }
                    ? $"    levels: [{{ level: {StarterPolicy.Quoted(level)}, from: {today}, source: {StarterPolicy.Quoted($"{source}, {today}")} }}]\n"
                    : "    # levels: nobody has said yet; without one this person counts as the lowest\n"
            );
            text.Append(
                said.Key is { } key
                    ? $"    keys: [{{ key: {StarterPolicy.Quoted(key)}, kind: {(key.StartsWith("sk-", StringComparison.Ordinal) ? "hardware" : "file")} }}]\n"
                    : "    # keys: none yet; without one this person cannot sign\n"
            );
            List(text, "may", said.May);
        }

        return text.ToString();
    }

    private static string Catalog_(
        List<SignersOf> signers,
        SharedFiles? shared,
        IReadOnlyList<ProposedSource> sources,
        InitAnswers answers,
        string owner
    )
    {
        var text = new StringBuilder();
        text.Append(
            "# What the parts are, who owns them, what depends on what. Proposed by countersign init from the folders; see specs/catalog.md.\n"
        );
        text.Append(
            sources.Any(source => source.Unknown is null)
                ? "# Reach is computed from dependsOn and the sources: what neither says, a change does not reach.\n"
                : "# Reach is computed from dependsOn: until somebody fills it in, a change reaches only the parts that it touches.\n"
        );
        text.Append(ProposedSources.Write(sources));
        text.Append(signers.Count == 0 && shared is null ? "components: []\n" : "components:\n");
        foreach (var (component, said, seen) in signers)
        {
            var isKnown = answers.Criticality.TryGetValue(component.Name, out var criticality);
            var owned = OwnerOf(component.Name, said, owner);
            text.Append(
                CultureInfo.InvariantCulture,
                $"  - name: {StarterPolicy.Quoted(component.Name)}\n    paths: [{StarterPolicy.Quoted(component.Pattern)}]\n    owner: {StarterPolicy.Quoted(owned)}"
            );
            text.Append(
                said.Count > 0 ? "\n"
                : component.CodeOwners.Count > 0
                    ? $"                # unknown: CODEOWNERS says {Visible.Text(string.Join(' ', component.CodeOwners))}; put its people into the roster\n"
                : $"                # unknown: nobody has said{(seen.Count > 0 ? $"; {Visible.Text(string.Join(", ", seen.Take(3)))} worked here lately" : "")}\n"
            );
            text.Append(
                CultureInfo.InvariantCulture,
                $"    criticality: {(isKnown ? criticality : "medium")}{(isKnown ? "" : "                # unknown: critical, high, medium or low?")}\n    dependsOn: []\n"
            );
        }

        if (shared is not null)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  - name: {shared.Name}                # what coding tools read and run; `countersign init --agents` and `local install --for` write here\n    paths: [{string.Join(", ", shared.Paths.Select(StarterPolicy.Quoted))}]\n    owner: {StarterPolicy.Quoted(OwnerOf(shared.Name, shared.Signers, owner))}\n    criticality: medium\n    dependsOn: []\n"
            );
        }

        return text.ToString();
    }

    private static void List(StringBuilder text, string key, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {key}: [{string.Join(", ", values.Select(StarterPolicy.Quoted))}]\n");
        }
    }
}
