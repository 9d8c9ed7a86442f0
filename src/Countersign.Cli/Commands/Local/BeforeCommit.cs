// Before a commit: the staged rules are linted, and a commit too large for one sitting of reading is called so. No history is read.
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Recording;
using Countersign.Changes;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Impact;
using Countersign.People;

namespace Countersign.Cli.Commands.Local;

internal static class BeforeCommit
{
    /// <summary>Minutes of careful reading in one go. Source: specs/review-minutes.md.</summary>
    private const double OneSitting = 60;

    /// <summary>Rules that do not lint stop the commit: a push that brings them is refused anyway. Everything else is a hint.</summary>
    public static int Run(CommitWork work, Surroundings surroundings)
    {
        var screen = surroundings.Screen;
        var staged = work.StagedLines();
        Hint(screen, staged);
        var rules = new[] { Rulebook.PolicyPath, ".countersign/roster.yml", ".countersign/catalog.yml" };
        IReadOnlyList<string> owners = [.. CodeOwners.Places];
        if (!staged.Any(file => rules.Contains(file.Path) || owners.Contains(file.Path)))
        {
            return ExitCode.Allowed;
        }

        var files = work.Staged([.. rules, .. owners]);
        if (!files.ContainsKey(rules[0]))
        {
            return ExitCode.Allowed;
        }

        var folder = Directory.CreateTempSubdirectory("countersign-staged-").FullName;
        try
        {
            foreach (var (path, content) in files)
            {
                var file = Path.Combine(folder, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllBytes(file, content);
            }

            var read = RuleFiles.Read(rules[0], folder, surroundings.Now);
            if (read.Problems.Count > 0)
            {
                ProblemsView.Draw(screen, read.Problems, "the staged rules");
            }

            if (read.HasErrors)
            {
                screen.Line("The gate would refuse these rules, so they are not committed; `git commit --no-verify` commits them all the same.");
            }

            return read.HasErrors ? ExitCode.Refused : ExitCode.Allowed;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Hint(Screen screen, IReadOnlyList<(string Path, int Added, int Deleted)> staged)
    {
        var minutes = ReviewMinutes.Of([.. staged.Select(file => new ReviewFile(RepoPath.Of(file.Path), [], file.Added, file.Deleted))]);
        if (minutes.Low > OneSitting)
        {
            screen.Line(
                $"countersign: {staged.Sum(file => file.Added)} lines added in {staged.Count} files, {minutes} of careful reading at most; parts that stand alone are read sooner (countersign check shows where to cut)."
            );
        }
    }
}
