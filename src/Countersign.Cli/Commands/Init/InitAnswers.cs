// What somebody said about the people and the parts of this repository: by flags, by a file, or at the terminal.
using Countersign.Adapters.Documents;
using Countersign.Cli.Workbench;
using Countersign.Documents;
using Countersign.Impact;
using Countersign.People;
using Countersign.Signatures;

namespace Countersign.Cli.Commands.Init;

/// <summary>A level stands only with its source: who said so. <see cref="Signs"/> are paths as in the catalog, or names of components.</summary>
public sealed record SaidOfPerson(string Id)
{
    public string? Name { get; init; }
    public IReadOnlyList<string> Emails { get; init; } = [];
    public string? Level { get; init; }
    public string? Source { get; init; }
    public string? Key { get; init; }
    public IReadOnlyList<string> Signs { get; init; } = [];
    public IReadOnlyList<string> May { get; init; } = [];
}

public sealed record InitAnswers
{
    public static readonly IReadOnlyList<string> UsualLevels = ["junior", "mid", "senior", "principal"];
    private static readonly string[] TopKeys = ["owner", "said-by", "levels", "people", "criticality"];
    private static readonly string[] PersonKeys = ["id", "name", "emails", "level", "said-by", "key", "signs", "may"];

    public string? Owner { get; init; }
    public IReadOnlyList<string> Levels { get; init; } = UsualLevels;
    public IReadOnlyList<SaidOfPerson> People { get; init; } = [];

    /// <summary>Component name to low, medium, high or critical.</summary>
    public IReadOnlyDictionary<string, string> Criticality { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public SaidOfPerson Of(string id) => People.FirstOrDefault(person => person.Id == id) ?? new SaidOfPerson(id);

    public InitAnswers With(SaidOfPerson person) => this with { People = [.. People.Where(other => other.Id != person.Id), person] };

    /// <summary>The file first, then the flags, which win.</summary>
    /// <exception cref="UsageProblem">Anything in them that cannot be read; all of it at once.</exception>
    public static InitAnswers Read(InitOptions options, Surroundings surroundings)
    {
        var answers = options.Answers is { } file ? FromFile(file, surroundings) : new InitAnswers();
        answers = answers with { Owner = options.Owner ?? answers.Owner };
        foreach (var (id, level) in Pairs(options.Levels, "--level", "mara=senior"))
        {
            answers = answers.With(answers.Of(id) with { Level = level, Source = options.Source ?? answers.Of(id).Source });
        }

        foreach (var (id, paths) in Pairs(options.Signers, "--signer", "mara=src/checkout"))
        {
            answers = answers.With(
                answers.Of(id) with
                {
                    Signs = [.. answers.Of(id).Signs, .. paths.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
                }
            );
        }

        foreach (var (id, key) in Pairs(options.Keys, "--public-key", "mara=mara.pub"))
        {
            answers = answers.With(answers.Of(id) with { Key = KeyIn(key, surroundings) });
        }

        var criticality = new Dictionary<string, string>(answers.Criticality, StringComparer.Ordinal);
        foreach (var (name, word) in Pairs(options.Criticality, "--criticality", "checkout=critical"))
        {
            criticality[name] = word;
        }

        return (answers with { Criticality = criticality }).Checked();
    }

    /// <summary>The one line of a public key, from a file's name or as it is.</summary>
    public static string KeyIn(string text, Surroundings surroundings)
    {
        var path = Path.GetFullPath(
            text.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(surroundings.Variable("HOME") ?? "", text[2..]) : text,
            surroundings.Folder
        );
        var line =
            text.Contains(' ', StringComparison.Ordinal) ? text
            : File.Exists(path) ? File.ReadLines(path).FirstOrDefault() ?? ""
            : throw new UsageProblem($"there is no public key file '{Terminal.Visible.Text(text)}'");
        return SshPublicKey.TryParse(line.Trim(), out var key, out var problem)
            ? key.ToString()
            : throw new UsageProblem($"'{Terminal.Visible.Text(text)}' is no public key: {problem}");
    }

    private InitAnswers Checked()
    {
        var problems = new List<string>();
        foreach (var person in People)
        {
            if (!PersonId.TryParse(person.Id, out _))
            {
                problems.Add($"'{Terminal.Visible.Text(person.Id)}' is no id: write 1 to 64 of a-z, 0-9, '.', '-', '_'");
            }

            if (person.Level is { } level && !Levels.Contains(level))
            {
                problems.Add(
                    $"{Terminal.Visible.Text(person.Id)} has the level '{Terminal.Visible.Text(level)}'. {NearestName.Remedy(level, [.. Levels])}"
                );
            }

            if (person.Level is not null && string.IsNullOrWhiteSpace(person.Source))
            {
                problems.Add(
                    $"who says that {Terminal.Visible.Text(person.Id)} is {Terminal.Visible.Text(person.Level)}? A level is never written without its source: --source \"who said so\""
                );
            }
        }

        var words = Enum.GetNames<Criticality>().Select(name => name.ToLowerInvariant()).ToList();
        problems.AddRange(
            Criticality
                .Where(pair => !words.Contains(pair.Value))
                .Select(pair => $"'{Terminal.Visible.Text(pair.Value)}' is no criticality. {NearestName.Remedy(pair.Value, words)}")
        );
        return problems.Count == 0
            ? this
            : throw new UsageProblem(string.Join(Environment.NewLine, problems.Prepend("the answers cannot be used, and nothing was written:")));
    }

    private static IEnumerable<(string Left, string Right)> Pairs(IEnumerable<string> texts, string option, string example)
    {
        foreach (var text in texts)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            yield return at > 0 && at < text.Length - 1
                ? (text[..at].Trim(), text[(at + 1)..].Trim())
                : throw new UsageProblem($"{option} '{Terminal.Visible.Text(text)}' is not of the form {example}");
        }
    }

    private static InitAnswers FromFile(string file, Surroundings surroundings)
    {
        var problems = new ProblemList("answers", file);
        var answers = YamlReader
            .Read(RuleFiles.Bytes(file, surroundings.Folder, "answers"), file)
            .Match(
                (node, _) => Fields.Of(node, "the answers", problems) is { } top ? FromTop(top, surroundings) : new InitAnswers(),
                broken => throw Unreadable(broken)
            );
        return problems.HasErrors ? throw Unreadable(problems.Items) : answers;
    }

    private static InitAnswers FromTop(Fields top, Surroundings surroundings)
    {
        top.AllowOnly(TopKeys);
        var levels = top.Texts("levels").Select(level => level.Text).ToList();
        var saidBy = top.OptionalText("said-by");
        var people = top.Mappings("people", "person").Select(person => Person(person, saidBy, surroundings)).ToList();
        var criticality = top.Mapping("criticality") is { } map
            ? map.Keys.ToDictionary(key => key, key => map.OptionalText(key) ?? "", StringComparer.Ordinal)
            : [];
        return new InitAnswers
        {
            Owner = top.OptionalText("owner"),
            Levels = levels.Count > 0 ? levels : UsualLevels,
            People = people,
            Criticality = criticality,
        };
    }

    private static SaidOfPerson Person(Fields fields, string? saidBy, Surroundings surroundings)
    {
        fields.AllowOnly(PersonKeys);
        return new SaidOfPerson(fields.Text("id") ?? "x")
        {
            Name = fields.OptionalText("name"),
            Emails = [.. fields.Texts("emails").Select(email => email.Text)],
            Level = fields.OptionalText("level"),
            Source = fields.OptionalText("said-by") ?? saidBy,
            Key = fields.OptionalText("key") is { } key ? KeyIn(key, surroundings) : null,
            Signs = [.. fields.Texts("signs").Select(path => path.Text)],
            May = [.. fields.Texts("may").Select(right => right.Text)],
        };
    }

    private static UsageProblem Unreadable(IReadOnlyList<Problem> problems) =>
        new(
            $"the answers cannot be read, and nothing was written:{Environment.NewLine}{string.Join(Environment.NewLine, problems.Select(problem => "  " + Terminal.Visible.Text(problem.ToString())))}"
        );
}
