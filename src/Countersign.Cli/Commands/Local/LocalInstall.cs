// Installs and takes out the hooks of a clone and of the coding tools in it, saying of each what became of it.
using System.Text;
using Countersign.Adapters.Agents;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Recording;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Local;

internal static class LocalInstall
{
    public static int Run(LocalOptions options, Surroundings surroundings)
    {
        var screen = surroundings.Screen;
        var repository = Clone(surroundings);
        var program = options.Program is { } named
            ? Path.GetFullPath(named, surroundings.Folder)
            : Environment.ProcessPath ?? throw new UsageProblem("this program does not know its own path; name it with --program");
        var hooks = new LocalHooks(repository, program);
        Heading(options, screen);
        foreach (var outcome in options.Wanted.Select(name => hooks.Install(name, options.DryRun)))
        {
            Say(screen, outcome);
        }

        var code = ExitCode.Allowed;
        var written = new List<string>();
        foreach (var tool in options.For.Distinct())
        {
            var settings = AgentSettings.Of(tool);
            if (OwnFile.Obstacle(repository.WorkTree!, settings.File) is { } obstacle)
            {
                Paste(
                    settings,
                    $"{obstacle}: nothing is written. Put a file in its place and run this again, or add this to what {settings.Tool} reads:"
                );
                code = ExitCode.Usage;
                continue;
            }

            var file = Path.Combine(repository.WorkTree!, settings.File);
            var before = File.Exists(file) ? File.ReadAllText(file) : null;
            var (text, problem) = settings.With(before, Called(tool));
            if (text is null)
            {
                Paste(settings, $"{problem}. Add this to it:");
                continue;
            }

            written.Add(settings.File);

            if (text != before && !options.DryRun)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, text, new UTF8Encoding(false));
            }

            screen.Line(
                text == before ? $"  {settings.File} has our hook already"
                : before is null ? $"  {settings.File} is made, with our hook; commit it, and it serves everyone who has countersign on PATH"
                : $"  {settings.File} has our hook added; read the difference and commit it"
            );
            if (settings.Remark is { } remark)
            {
                screen.Line($"    {remark}");
            }
        }

        screen.Line();
        screen.Line($"Recorded edits stay in {screen.Bold("this clone")}, without any text; countersign local status shows them.");
        UnownedFiles.Say(repository.WorkTree!, written, screen);
        return code;

        void Paste(AgentSettings settings, string why)
        {
            screen.Line($"  {settings.File} {Visible.Text(why)}");
            foreach (var line in settings.Snippet(Called(settings.Tool)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                screen.Line($"    {line}");
            }
        }

        // What is committed is for everyone, so it names the program as everyone finds it.
        string Called(string tool) => AgentSettings.Command(options.Program is null ? "countersign" : ShellText.Word(program), tool);
    }

    public static int Remove(LocalOptions options, Surroundings surroundings)
    {
        var screen = surroundings.Screen;
        var repository = Clone(surroundings);
        var hooks = new LocalHooks(repository, "");
        Heading(options, screen);
        foreach (var outcome in options.Wanted.Select(name => hooks.Uninstall(name, options.DryRun)).Where(outcome => !outcome.IsLeft))
        {
            Say(screen, outcome);
        }

        foreach (var settings in options.For.Distinct().Select(AgentSettings.Of))
        {
            if (OwnFile.Obstacle(repository.WorkTree!, settings.File) is { } obstacle)
            {
                screen.Line($"  {settings.File} {Visible.Text(obstacle)}: left as it is");
                continue;
            }

            var file = Path.Combine(repository.WorkTree!, settings.File);
            if (!File.Exists(file) || File.ReadAllText(file) is not { } before || !settings.IsIn(before))
            {
                screen.Line($"  {settings.File} has none of ours");
                continue;
            }

            var (text, problem) = settings.Without(before);
            if (problem is null && !options.DryRun && text is null)
            {
                File.Delete(file);
            }
            else if (problem is null && !options.DryRun)
            {
                File.WriteAllText(file, text, new UTF8Encoding(false));
            }

            screen.Line($"  {settings.File} {problem ?? (text is null ? "had nothing else in it and is gone" : "has our hook no more")}");
        }

        return ExitCode.Allowed;
    }

    internal static GitRepository Clone(Surroundings surroundings)
    {
        var repository = GitRepository.Open(new GitProgram(), surroundings.Folder);
        return repository.WorkTree is not null
            ? repository
            : throw new UsageProblem("these are hooks for the clone that somebody works in; a bare repository takes `countersign hook install`");
    }

    private static void Heading(LocalOptions options, Screen screen) =>
        screen.Line(options.DryRun ? "Nothing is written; this would be:" : "In this clone:");

    private static void Say(Screen screen, HookOutcome outcome) => screen.Line($"  {outcome.Name} {Visible.Text(outcome.Said)}");
}
