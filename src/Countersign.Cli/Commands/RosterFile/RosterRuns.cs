// Lint, export and import of the roster.
using Countersign.Adapters.Documents;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Documents;
using Countersign.People;
using Countersign.Policies;

namespace Countersign.Cli.Commands.RosterFile;

internal static class RosterRuns
{
    public static int Lint(RosterLintOptions options, Surroundings surroundings)
    {
        var problems = new List<Problem>();
        Roster
            .Read(RuleFiles.Bytes(options.File, surroundings.Folder, "roster"), options.File, YamlReader.Read)
            .Match(
                (roster, warnings) =>
                {
                    problems.AddRange(warnings);
                    problems.AddRange(RuleFiles.OwnersBeside(options.File, surroundings.Folder, roster));
                    problems.AddRange(
                        roster.Lint(
                            Levels(options.File, surroundings)
                                ?? [.. roster.Persons.SelectMany(person => person.Levels).Select(term => term.Level).Distinct()]
                        )
                    );
                    return 0;
                },
                errors =>
                {
                    problems.AddRange(errors);
                    return 0;
                }
            );
        if (options.Json)
        {
            ProblemsView.Json(surroundings.Screen, problems);
        }
        else
        {
            ProblemsView.Draw(surroundings.Screen, problems, options.File);
        }

        return ProblemsView.CodeOf(problems);
    }

    public static int Export(RosterExportOptions options, Surroundings surroundings)
    {
        surroundings.Screen.Write(AllowedSigners.Export(options.At is { } revision ? At(revision, surroundings) : Here(surroundings)));
        return ExitCode.Allowed;
    }

    public static int ImportGitHub(RosterImportOptions options, Surroundings surroundings)
    {
        var bytes = RuleFiles.Bytes(options.File, surroundings.Folder, "import");
        return JsonDocumentReader
            .Read(bytes, options.File)
            .Match(
                (node, _) =>
                    GitHubImport
                        .Read(node, options.File)
                        .Match(
                            (text, warnings) =>
                            {
                                surroundings.Screen.Write(text);
                                foreach (var warning in warnings)
                                {
                                    surroundings.Screen.Aside($"countersign: {Visible.Text(warning.ToString())}");
                                }

                                return ExitCode.Allowed;
                            },
                            problems => throw Broken(problems)
                        ),
                problems => throw Broken(problems)
            );
    }

    /// <summary>The levels of the policy beside the roster; null where there is none that can be read.</summary>
    private static IReadOnlyList<LevelName>? Levels(string roster, Surroundings surroundings)
    {
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(roster, surroundings.Folder))!, "policy.yml");
        return
            File.Exists(path)
            && YamlReader.Read(File.ReadAllBytes(path), path) is Parsed<Node>.Good { Value: var node }
            && PolicyDocument.Read(node, default, joins: true) is Parsed<PolicyPart>.Good { Value.Levels: { Count: > 0 } levels }
            ? levels
            : null;
    }

    private static Roster Here(Surroundings surroundings) =>
        Roster
            .Read(RuleFiles.Bytes(RosterCommand.UsualFile, surroundings.Folder, "roster"), RosterCommand.UsualFile, YamlReader.Read)
            .Match((roster, _) => roster, problems => throw Broken(problems));

    private static Roster At(string revision, Surroundings surroundings)
    {
        using var desk = Desk.Open(surroundings);
        var rulebook = desk.Rulebooks.At(desk.Commit(revision));
        return rulebook.RosterBlob is null
                ? throw new UsageProblem($"there is no {RosterCommand.UsualFile} at '{Visible.Text(revision)}'", ExitCode.Faulted)
            : rulebook.Roster.File.Length == 0 ? throw Broken([.. rulebook.Errors])
            : rulebook.Roster;
    }

    private static UsageProblem Broken(IReadOnlyList<Problem> problems) =>
        new(
            $"the file cannot be read:{Environment.NewLine}{string.Join(Environment.NewLine, problems.Select(problem => "  " + Visible.Text(problem.ToString())))}",
            ExitCode.Faulted
        );
}
