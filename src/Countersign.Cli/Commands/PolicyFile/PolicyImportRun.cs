// Reads the files of another gate, proposes our policy, and says what became of every part.
using System.Text;
using Countersign.Adapters.Documents;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Documents;
using Countersign.Policies;
using Countersign.Policies.Imports;
using Countersign.Signatures;

namespace Countersign.Cli.Commands.PolicyFile;

internal static class PolicyImportRun
{
    private const int ReviewAfterDays = 90;
    private const string Aliases = "OWNERS_ALIASES";

    public static int Run(PolicyImportOptions options, Surroundings surroundings)
    {
        var target = options.Out is null ? null : Path.GetFullPath(options.Out, surroundings.Folder);
        if (target is not null && File.Exists(target) && !options.Force && !options.DryRun)
        {
            throw new UsageProblem($"'{Visible.Text(options.Out!)}' is there already; --force replaces it, --dry-run only reports");
        }

        var kind = options.Kind ?? ImportKind.Guess(options.Files, surroundings.Folder);
        var settings = ImportSettings.Of(options, kind, surroundings, ReviewAfterDays);
        return Read(options, kind, settings, surroundings)
            .Match(
                (policy, _) => Propose(policy, options, target, settings, surroundings),
                problems => Broken(problems, options, surroundings.Screen)
            );
    }

    private static Parsed<ImportedPolicy> Read(PolicyImportOptions options, string kind, ImportOptions settings, Surroundings surroundings)
    {
        if (kind != "owners" && options.Files.Count > 1)
        {
            throw new UsageProblem($"one file of kind {kind} at a time; only OWNERS files are read together");
        }

        var file = options.Files[0];
        ReadOnlyMemory<byte> bytes = RuleFiles.Bytes(file, surroundings.Folder, kind);
        return kind switch
        {
            "codeowners" => PolicyImport.FromCodeOwners(bytes, file, settings),
            "gitlab" => PolicyImport.FromGitLab(bytes, file, settings),
            "policy-bot" => YamlReader
                .Read(bytes, file)
                .Match((node, _) => PolicyImport.FromPolicyBot(node, file, settings), problems => new Parsed<ImportedPolicy>.Bad(problems)),
            _ => Owners(options.Files, settings, surroundings),
        };
    }

    /// <summary>The folder of each file is that of its name, so that names start at the top of the repository.</summary>
    private static Parsed<ImportedPolicy> Owners(IReadOnlyList<string> files, ImportOptions settings, Surroundings surroundings)
    {
        var problems = new List<Problem>();
        var documents = new List<OwnersDocument>();
        Node? aliases = null;
        foreach (var file in files)
        {
            var path = Path.GetRelativePath(surroundings.Folder, Path.GetFullPath(file, surroundings.Folder)).Replace('\\', '/');
            YamlReader
                .Read(RuleFiles.Bytes(file, surroundings.Folder, "OWNERS"), path)
                .Match(
                    (node, _) =>
                    {
                        if (Path.GetFileName(path) == Aliases)
                        {
                            aliases = node;
                        }
                        else
                        {
                            documents.Add(new OwnersDocument(Path.GetDirectoryName(path) ?? "", path, node));
                        }

                        return 0;
                    },
                    bad =>
                    {
                        problems.AddRange(bad);
                        return 0;
                    }
                );
        }

        return problems.Count > 0 ? new Parsed<ImportedPolicy>.Bad(problems)
            : documents.Count == 0 ? throw new UsageProblem("there is no OWNERS file among these, only aliases")
            : PolicyImport.FromOwners(documents, aliases, settings);
    }

    private static int Broken(IReadOnlyList<Problem> problems, PolicyImportOptions options, Screen screen)
    {
        if (options.Json)
        {
            ProblemsView.Json(screen, problems);
        }
        else
        {
            ProblemsView.Draw(screen, problems, options.Files[0]);
        }

        return ExitCode.Refused;
    }

    private static int Propose(ImportedPolicy policy, PolicyImportOptions options, string? target, ImportOptions settings, Surroundings surroundings)
    {
        var bytes = Encoding.UTF8.GetBytes(policy.Text);
        var lint = Lint(bytes, settings, surroundings.Now);
        if (options.Json)
        {
            ImportView.Json(surroundings.Screen, policy, lint);
        }
        else
        {
            ImportView.Draw(surroundings.Screen, policy, lint);
        }

        if (!options.DryRun && target is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, bytes);
            surroundings.Screen.Aside(
                $"written: {Visible.Text(options.Out!)}. Nothing holds until it is signed and lands: `countersign policy lint`, then propose it."
            );
        }
        else if (!options.DryRun && !options.Json)
        {
            surroundings.Screen.Write(policy.Text);
        }

        return policy.Notes.Any(note => note.Kind == ImportNoteKind.NotExpressed) ? ExitCode.Held : ExitCode.Allowed;
    }

    /// <summary>What our own lint says of the proposal; names are compared only where there is a roster.</summary>
    private static IReadOnlyList<Problem> Lint(byte[] bytes, ImportOptions settings, DateTimeOffset now) =>
        YamlReader
            .Read(bytes, "the proposal")
            .Match(
                (node, _) =>
                    PolicyDocument
                        .ReadAlone(node, Digest.Of(bytes))
                        .Match(
                            (policy, _) => settings.Roster.Persons.Count == 0 ? [] : RuleFiles.Lint(policy, settings.Roster, now),
                            problems => problems
                        ),
                problems => problems
            );
}
