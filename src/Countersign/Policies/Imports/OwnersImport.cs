// CODEOWNERS, GitHub's or GitLab's, as rules of ours: the line that decides for a path becomes the rule for that path.
using System.Globalization;
using Countersign.Changes;
using Countersign.Documents;
using Countersign.People;

namespace Countersign.Policies.Imports;

/// <summary>Lines of which the last that matches decides.</summary>
internal sealed record OwnersBlock(string Name, bool IsOptional, int Count, IReadOnlyList<GitLabOwnersRule> Rules);

/// <summary>Source: specs/import.md, CODEOWNERS.</summary>
internal sealed class OwnersImport(Importing import, string file)
{
    /// <summary>Letters compared with letters, and patterns written as exceptions; a policy longer than that nobody reads.</summary>
    private long _work = 100_000_000;
    private int _room = 100_000;

    public void Run(IReadOnlyList<OwnersBlock> foreign)
    {
        var blocks = foreign.Select(block => block with { Rules = [.. block.Rules.Select(Readable)] }).ToList();
        foreach (var block in blocks)
        {
            var shapes = block.Rules.Select(rule => (rule.Patterns ?? []).Select(pattern => new PatternOverlap(pattern)).ToList()).ToList();
            var last = new Dictionary<string, int>(StringComparer.Ordinal);
            var excluded = Enumerable.Range(0, block.Rules.Count).Where(at => block.Rules[at].IsExclusion).ToList();
            for (var i = 0; i < block.Rules.Count; i++)
            {
                if (!block.Rules[i].IsExclusion)
                {
                    last[block.Rules[i].Text] = i;
                }
            }

            for (var i = 0; i < block.Rules.Count; i++)
            {
                Write(block, i, last.GetValueOrDefault(block.Rules[i].Text, i) > i, Excepted);
            }

            // Later lines that could fit the same paths take them away from this one.
            List<string>? Excepted(int at)
            {
                var found = excluded
                    .Concat(Enumerable.Range(at + 1, block.Rules.Count - at - 1).Where(other => !block.Rules[other].IsExclusion))
                    .TakeWhile(_ => _work >= 0)
                    .SelectMany(other =>
                        Enumerable
                            .Range(0, shapes[other].Count)
                            .Where(pattern => shapes[at].Exists(own => own.May(shapes[other][pattern], ref _work)))
                            .Select(pattern => block.Rules[other].Patterns![pattern])
                    )
                    .Distinct()
                    .Take(_room + 1)
                    .ToList();
                _room -= found.Count;
                return _work < 0 || _room < 0 ? null : found;
            }
        }

        var perhaps = blocks.SelectMany(block => block.Rules).SelectMany(rule => rule.Owners).Where(MayBeGroup).Distinct().ToList();
        if (perhaps.Count > 0)
        {
            import.Note(
                ImportNoteKind.AsItIs,
                file,
                0,
                $"GitLab writes people and groups alike; taken for people, for the roster has no team of that name: {Fields.Cut(string.Join(", ", perhaps.Take(10)))}"
            );
        }

        var lines = blocks.Sum(block => block.Rules.Count);
        import.Note(
            ImportNoteKind.AsItIs,
            file,
            0,
            $"{lines} lines, the last that matches a path decides; a path that no line gives to anybody asks nobody (otherwise: nothing)"
        );
        import.Note(
            ImportNoteKind.Safer,
            file,
            0,
            "an owner who made the change does not count, a signature is for one content, and the old name of a renamed file counts as well"
        );
    }

    /// <summary>A pattern that ours cannot be is none.</summary>
    private static GitLabOwnersRule Readable(GitLabOwnersRule rule) =>
        rule.Patterns?.All(pattern => PathPattern.TryParse(pattern, out _, out _)) == true ? rule : rule with { Patterns = null };

    private void Write(OwnersBlock block, int at, bool isRepeated, Func<int, List<string>?> excepted)
    {
        var rule = block.Rules[at];
        if (rule.IsExclusion || rule.Owners.Count == 0)
        {
            return;
        }

        if (rule.Patterns is { Count: 0 } || isRepeated)
        {
            var why = rule.Patterns is { Count: 0 } ? "fits no path" : "never decides: a later line has the same pattern";
            import.Note(ImportNoteKind.NoEffect, file, rule.Line, $"'{Fields.Cut(rule.Text)}' {why}");
            return;
        }

        var title = block.Name.Length == 0 ? "" : $"{block.Name}: ";
        var name = $"{title}owners of {Fields.Cut(rule.Text)} sign";
        string[] comments =
        [
            $"{file}:{rule.Line.ToString(CultureInfo.InvariantCulture)}: {Fields.Cut(rule.Text)} {Fields.Cut(string.Join(' ', rule.Owners))}",
        ];
        var names = rule.Owners.Select(Name).OfType<string>().Distinct().ToList();
        var except = rule.Patterns is null ? [] : excepted(at);
        if (except is null)
        {
            import.Note(
                ImportNoteKind.Safer,
                file,
                rule.Line,
                $"'{Fields.Cut(rule.Text)}' and later lines overlap too often to tell apart; its owners sign there as well"
            );
        }

        var when = rule.Patterns is null ? null : Paths(rule, except ?? []);
        var lost = rule.Owners.Count(owner => Name(owner) is null);
        if (rule.Patterns is null || names.Count == 0 || block.Count > Requirements.SignOffDemand.MostSigners)
        {
            import.Note(
                ImportNoteKind.NotExpressed,
                file,
                rule.Line,
                $"'{Fields.Cut(rule.Text)}' cannot be said here; {(when is null ? "every change" : "what it covers")} is refused until it is"
            );
            import.Refuse(
                name,
                comments,
                when,
                $"{file}, line {rule.Line.ToString(CultureInfo.InvariantCulture)}, could not be imported. Write this rule by hand."
            );
            return;
        }

        if (lost > 0)
        {
            import.Note(
                ImportNoteKind.NotExpressed,
                file,
                rule.Line,
                $"{lost} of the owners can be nobody's id here: those who are left have to sign"
            );
        }

        if (names.Count < block.Count && rule.Owners.All(IsPerson))
        {
            import.Note(
                ImportNoteKind.NotExpressed,
                file,
                rule.Line,
                $"'{Fields.Cut(rule.Text)}' asks {block.Count} signatures of {Fields.Cut(string.Join(", ", names))}, which nobody can give; a name that is a group has to be a team of the roster before the import"
            );
        }

        if (block.IsOptional)
        {
            import.Note(ImportNoteKind.AsItIs, file, rule.Line, $"the section '{block.Name}' is optional: its rules warn");
        }

        import.Require(name, comments, when, ForeignNames.SignOffs(block.Count, names), block.IsOptional ? "warn" : "");
    }

    private static Node.Mapping Paths(GitLabOwnersRule rule, List<string> except)
    {
        var any = Made.List(rule.Patterns!.Select(Made.Text));
        return Made.Map(("paths", Made.Map(("any", any), ("except", except.Count == 0 ? null : Made.List(except.Select(Made.Text))))));
    }

    private string? Name(string owner) =>
        owner.StartsWith("@@", StringComparison.Ordinal) ? import.Names.Permission(owner[2..].TrimEnd('s'))
        : IsPerson(owner) ? import.Names.Person(owner.TrimStart('@'))
        : import.Names.Team(owner[1..]);

    private bool IsPerson(string owner) =>
        owner[0] != '@'
        || (
            !owner.StartsWith("@@", StringComparison.Ordinal)
            && !owner.Contains('/', StringComparison.Ordinal)
            && !import.Options.Roster.Teams.Contains(owner[1..], StringComparer.OrdinalIgnoreCase)
        );

    /// <summary>Only GitLab has groups without a slash, and whoever the roster knows is none.</summary>
    private bool MayBeGroup(string owner) =>
        import.Options.Forge == "gitlab"
        && owner[0] == '@'
        && IsPerson(owner)
        && import.Names.Person(owner[1..]) is { } id
        && import.Options.Roster.Persons.All(person => person.Id.Value != id);
}
