// What policy-bot's predicates mean here: each becomes a guard in our words, or one that cannot be told.
using Countersign.Changes;
using Countersign.Documents;

namespace Countersign.Policies.Imports;

internal sealed class PolicyBotPredicates(Importing import, string file, ProblemList problems)
{
    /// <summary>All of them must hold.</summary>
    public Guard All(Node.Mapping? mapping, string where) => Guard.All([.. Each(mapping, where).Select(it => it.Guard)]);

    public IReadOnlyList<(string Name, int Line, Guard Guard)> Each(Node.Mapping? mapping, string where) =>
        mapping is null ? [] : [.. mapping.Entries.Select(entry => (entry.Key, entry.Line, Read(entry, where)))];

    /// <summary>The people and teams of an actor list; null where one of them can be no name here.</summary>
    public IReadOnlyList<string>? Actors(Fields fields)
    {
        var users = fields.Texts("users").Select(user => (user.Text, Name: import.Names.Person(user.Text))).ToList();
        foreach (var (text, _) in users.Where(user => user.Name is null))
        {
            import.Note(
                ImportNoteKind.NotExpressed,
                file,
                fields.Line,
                $"the account '{Fields.Cut(text)}' can be nobody's id; give it to a person in the roster"
            );
        }

        var permissions = fields
            .Texts("permissions")
            .Select(permission => permission.Text)
            .Concat(fields.Flag("admins") == true ? ["admin"] : Array.Empty<string>())
            .Concat(fields.Flag("write_collaborators") == true ? ["write"] : Array.Empty<string>());
        string[] names =
        [
            .. users.Select(user => user.Name).OfType<string>(),
            .. fields.Texts("teams").Select(team => import.Names.Team(team.Text)),
            .. fields.Texts("organizations").Select(organisation => import.Names.Organisation(organisation.Text)),
            .. permissions.Distinct().Select(import.Names.Permission),
        ];
        return [.. names.Distinct()];
    }

    private Guard Read(Node.Entry entry, string where)
    {
        var guard = entry.Key switch
        {
            "changed_files" => Files(entry, "any"),
            "no_changed_files" => Files(entry, "none"),
            "only_changed_files" => Files(entry, "only"),
            "has_author_in" => People(entry, names => new(When("author", "any", names), When("contributors", "only", names))),
            "has_contributor_in" => People(entry, names => Guard.Of(When("contributors", "any", names))),
            "only_has_contributors_in" => People(entry, names => new(When("contributors", "any", names), When("contributors", "only", names))),
            "author_is_only_contributor" => Flag(entry) is { } wanted
                ? Guard.Of(Made.Map(("single-maker", Made.Word(wanted ? "true" : "false"))))
                : null,
            "targets_branch" => Branch(entry, "target-branch"),
            "from_branch" => Branch(entry, "source-branch"),
            "modified_lines" => Lines(entry),
            "has_labels" => Guard.Of(Test.All(Texts(entry).Select(label => new Test(Made.Map(("labels", Made.Text(label))))))),
            "repository" => Repository(entry),
            "title" => Title(entry),
            "has_valid_signatures" => Flag(entry) is { } good
                ? Guard.Of(Made.Map(("commit-signatures", Made.Word(good ? "good" : "missing"))))
                : null,
            "has_valid_signatures_by" => People(
                entry,
                names => Guard.Of(Made.Map(("commit-signatures", Made.Map(("by", Made.List(names.Select(Made.Text)))))))
            ),
            "has_status" or "has_successful_status" => Results(entry, "statuses"),
            "has_workflow_result" => Results(entry, "workflows"),
            _ => null,
        };
        if (guard is null)
        {
            import.Note(
                ImportNoteKind.NotExpressed,
                file,
                entry.Line,
                $"{where}: '{Fields.Cut(entry.Key)}' has no counterpart, so nothing is let through because of it: what it would ask is asked, what it would lift stays"
            );
        }

        return guard ?? Guard.Unknown;
    }

    private static Test When(string key, string how, IReadOnlyList<string> names) =>
        names.Count == 0 ? Test.Never : new Test(Made.Map((key, Made.Map((how, Made.List(names.Select(Made.Text)))))));

    private Guard? People(Node.Entry entry, Func<IReadOnlyList<string>, Guard> guard) =>
        Fields.Of(entry.Value, entry.Key, problems) is { } fields && Actors(fields) is { } names
            ? names.Count == 0
                ? Guard.Of(Test.Never)
                : guard(names)
            : null;

    private Guard? Files(Node.Entry entry, string how)
    {
        if (Fields.Of(entry.Value, entry.Key, problems) is not { } fields)
        {
            return null;
        }

        fields.AllowOnly(how == "only" ? ["paths"] : ["paths", "ignore"]);
        var paths = Expressions(fields, "paths");
        var ignored = Expressions(fields, "ignore");
        if (paths is null || ignored is null)
        {
            return null;
        }

        return paths.Count == 0
            ? Guard.Of(how == "none" ? Test.Always : Test.Never)
            : Guard.Of(Made.Map(("paths", Made.Map((how, Made.List(paths)), ("except", ignored.Count == 0 ? null : Made.List(ignored))))));
    }

    /// <summary>Null where one of them is no regular expression that we read.</summary>
    private List<Node>? Expressions(Fields fields, string key, bool isPlain = false)
    {
        var nodes = new List<Node>();
        var whole = true;
        foreach (var text in fields.Texts(key))
        {
            if (PathPattern.TryParse(PathPattern.RegexPrefix + text.Text, out _, out var problem))
            {
                nodes.Add(Made.Text((isPlain ? "" : PathPattern.RegexPrefix) + text.Text));
            }
            else
            {
                import.Note(ImportNoteKind.NotExpressed, file, text.Line, problem);
                whole = false;
            }
        }

        return whole ? nodes : null;
    }

    private Guard? Branch(Node.Entry entry, string key) =>
        Fields.Of(entry.Value, entry.Key, problems) is { } fields && Expressions(fields, "pattern") is { } patterns
            ? Guard.Of(patterns.Count == 0 ? Test.Never : new Test(Made.Map((key, patterns[0]))))
            : null;

    private Guard? Title(Node.Entry entry)
    {
        if (Fields.Of(entry.Value, entry.Key, problems) is not { } fields)
        {
            return null;
        }

        var (matches, not) = (Expressions(fields, "matches", isPlain: true), Expressions(fields, "not_matches", isPlain: true));
        return matches is null || not is null ? null : Guard.Of(Test.Any([Matches(matches), not.Count == 0 ? Test.Never : Matches(not).Not()]));

        static Test Matches(List<Node> texts) =>
            texts.Count == 0 ? Test.Never : new Test(Made.Map(("title", Made.Map(("matches", Made.List(texts))))));
    }

    /// <summary>Decided while importing: a policy here belongs to one repository.</summary>
    private Guard? Repository(Node.Entry entry)
    {
        if (Fields.Of(entry.Value, entry.Key, problems) is not { } fields || import.Options.Repository is not { } name)
        {
            import.Note(ImportNoteKind.NotExpressed, file, entry.Line, "'repository' asks which repository this is; say --repository OWNER/NAME");
            return null;
        }

        var (matches, not) = (Expressions(fields, "matches"), Expressions(fields, "not_matches"));
        if (matches is null || not is null)
        {
            return null;
        }

        var holds = matches.Exists(Fits) || (not.Count > 0 && !not.Exists(Fits));
        import.Note(ImportNoteKind.AsItIs, file, entry.Line, $"'repository' {(holds ? "holds" : "does not hold")} for {name}: decided now, once");
        return Guard.Of(holds ? Test.Always : Test.Never);

        bool Fits(Node pattern) => PathPattern.Parse(((Node.Scalar)pattern).Text).Matches(name);
    }

    private Guard? Lines(Node.Entry entry)
    {
        if (Fields.Of(entry.Value, entry.Key, problems) is not { } fields)
        {
            return null;
        }

        fields.AllowOnly(["additions", "deletions", "total"]);
        var tests = new List<Test>();
        foreach (var (theirs, ours) in new[] { ("additions", "added"), ("deletions", "deleted"), ("total", "lines") })
        {
            if (fields.OptionalText(theirs) is { } text)
            {
                if (Bound(text) is not { } bound)
                {
                    problems.Error("bad-comparison", $"'{theirs}' is '{Fields.Cut(text)}'", "Write <, > or = and a number.", fields.LineOf(theirs));
                    return null;
                }

                tests.Add(new Test(Made.Map(("size", Made.Map((ours, bound))))));
            }
        }

        import.Note(
            ImportNoteKind.Safer,
            file,
            entry.Line,
            $"'{entry.Key}': what the same makers landed here within {PolicyContext.DefaultWindow} days is summed where that asks for more"
        );
        return Guard.Of(Test.Any(tests));
    }

    private static Node.Mapping? Bound(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length < 2 || !long.TryParse(trimmed[1..].Trim(), out var value) || value is < 0 or > 1_000_000_000 ? null
            : trimmed[0] == '<' ? Made.Map(("under", Made.Number(value)))
            : trimmed[0] == '>' ? Made.Map(("over", Made.Number(value)))
            : trimmed[0] == '=' ? Made.Map(("at-least", Made.Number(value)), ("at-most", Made.Number(value)))
            : null;
    }

    private Guard? Results(Node.Entry entry, string key) =>
        BotResults.Read(entry, key, problems) is { } results
            ? Guard.Of(
                Test.All(
                    results.Names.Select(name =>
                        key == "workflows"
                            ? Reported("workflow-results", "only", name, results.Conclusions)
                            : Test.Any([
                                Reported("statuses", "conclusion", name, results.Conclusions),
                                Reported("checks", "conclusion", name, results.Conclusions),
                            ])
                    )
                )
            )
            : null;

    private static Test Reported(string key, string how, string name, IReadOnlyList<string> conclusions) =>
        new(Made.Map((key, Made.Map(("name", Made.Text(name)), (how, Made.Texts(conclusions))))));

    private bool? Flag(Node.Entry entry) => new Fields(new Node.Mapping([entry], entry.Line), "the predicates", problems).Flag(entry.Key);

    private List<string> Texts(Node.Entry entry) =>
        [.. new Fields(new Node.Mapping([entry], entry.Line), "the predicates", problems).Texts(entry.Key).Select(text => text.Text)];
}

/// <summary>has_status, has_successful_status and has_workflow_result: which results, and with what conclusions.</summary>
internal sealed record BotResults(IReadOnlyList<string> Names, IReadOnlyList<string> Conclusions)
{
    /// <summary>Null where nothing is named.</summary>
    public static BotResults? Read(Node.Entry entry, string key, ProblemList problems)
    {
        var isList = entry.Value is not Node.Mapping;
        var fields = isList
            ? new Fields(new Node.Mapping([entry with { Key = key }], entry.Line), entry.Key, problems)
            : Fields.Of(entry.Value, entry.Key, problems)!;
        fields.AllowOnly([key, "conclusions", "options"]);
        var names = fields.Texts(key).Select(text => text.Text).ToList();
        var conclusions = fields.Texts("conclusions").Select(text => text.Text).ToList();
        var skipped = fields.Mapping("options")?.Flag("skipped_is_success") == true;
        return names.Count == 0
            ? null
            : new BotResults(
                names,
                conclusions.Count > 0 ? conclusions
                    : skipped ? ["success", "skipped"]
                    : ["success"]
            );
    }
}
