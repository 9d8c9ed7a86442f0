// `countersign init --forge`: the forge file and, for GitHub, the workflow; says which rulesets keep people from going around them.
using System.Text;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Records;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Init;

internal static class InitForge
{
    private const string Workflow = ".github/workflows/countersign.yml";

    public static int Run(string repository, bool dryRun, Surroundings surroundings)
    {
        if (!RepositoryId.TryParse(repository, out var id))
        {
            throw new UsageProblem(
                $"'{Visible.Text(repository)}' is no repository id: github:HOST:NUMBER, gitlab:HOST:NUMBER, or git: and 32 hex digits. On GitHub: gh api repos/OWNER/NAME --jq .id"
            );
        }

        var clone = GitRepository.Open(new GitProgram(), surroundings.Folder);
        var top = clone.WorkTree ?? throw new UsageProblem("there is no work tree here to write to; run it in a clone");
        var branch = VerdictView.Short(Target.Find(clone, null).Ref);
        var isGitHub = repository.StartsWith("github:", StringComparison.Ordinal);
        IReadOnlyList<(string Path, string Text)> files = isGitHub
            ? [(ForgeFile.Path, Forge(id, branch)), (Workflow, WorkflowText(branch))]
            : [(ForgeFile.Path, Forge(id, branch))];
        var screen = surroundings.Screen;
        foreach (var (path, text) in files)
        {
            if (!dryRun && Path.Exists(Path.Combine(top, path)))
            {
                throw new UsageProblem($"{path} is here already, and init never overwrites; edit it, or compare with --dry-run. Nothing was written");
            }

            screen.Line(screen.Bold(path));
            screen.Write(dryRun ? text + "\n" : "");
        }

        foreach (var (path, text) in dryRun ? [] : files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(top, path))!);
            File.WriteAllText(Path.Combine(top, path), text, new UTF8Encoding(false));
        }

        screen.Line();
        Next(screen, branch, isGitHub, dryRun);
        return ExitCode.Allowed;
    }

    private static string Forge(RepositoryId id, string branch) =>
        $"""
            # Where records lie, on a forge that runs no hook of ours. Changed only as the rules for .countersign/ ask; see docs/forges.md of Countersign.
            version: 1
            repository: {id}
            records: {ForgeFile.UsualBranch}
            guarded: [{branch}]
            # `case` lets an unsigned description count as the case of the maker who wrote it last, by the forge's word.
            description: shown

            """;

    private static string WorkflowText(string branch)
    {
        using var stream = typeof(InitForge).Assembly.GetManifestResourceStream("countersign.github.yml")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader
            .ReadToEnd()
            .Replace(
                "# Example, not run here. Copy it to .github/workflows/countersign.yml on the default branch;",
                "# Judges changes by Countersign;",
                StringComparison.Ordinal
            )
            .Replace("branches: [main]", $"branches: [{branch}]", StringComparison.Ordinal);
    }

    private static void Next(Screen screen, string branch, bool isGitHub, bool dryRun)
    {
        screen.Line(dryRun ? "Nothing was written. Once it is:" : "Written, and nothing else touched. What is left:");
        screen.Line("  1. In .countersign/roster.yml: each person's account, and the forge's own address as a bot of kind forge.");
        if (isGitHub)
        {
            screen.Line($"  2. In {Workflow}: OWNER and COMMIT, the full commit of the action that you have read.");
        }

        screen.Line($"  {(isGitHub ? 3 : 2)}. Two rulesets, by somebody who administers the repository. Nobody on their bypass lists:");
        screen.Line();
        if (!isGitHub)
        {
            screen.Line($"     {ForgeFile.UsualBranch}: whoever signs may push; no force push, no deletion.");
            screen.Line($"     {branch}: changes by merge request only, and only where the job that runs `countersign judge` ended well.");
            return;
        }

        screen.Line("     gh api --method POST repos/OWNER/NAME/rulesets --input - <<'RULES'");
        screen.Line(
            $$$"""     {"name":"countersign records","target":"branch","enforcement":"active","conditions":{"ref_name":{"include":["refs/heads/{{{ForgeFile.UsualBranch}}}"],"exclude":[]}},"rules":[{"type":"deletion"},{"type":"non_fast_forward"}]}"""
        );
        screen.Line("     RULES");
        screen.Line("     gh api --method POST repos/OWNER/NAME/rulesets --input - <<'RULES'");
        screen.Line(
            $$$"""     {"name":"countersign {{{branch}}}","target":"branch","enforcement":"active","conditions":{"ref_name":{"include":["refs/heads/{{{branch}}}"],"exclude":[]}},"rules":[{"type":"deletion"},{"type":"non_fast_forward"},{"type":"pull_request","parameters":{"required_approving_review_count":0,"dismiss_stale_reviews_on_push":false,"require_code_owner_review":false,"require_last_push_approval":false,"required_review_thread_resolution":false}},{"type":"required_status_checks","parameters":{"strict_required_status_checks_policy":true,"required_status_checks":[{"context":"countersign: {{{branch}}}"}]}}]}"""
        );
        screen.Line("     RULES");
        screen.Line();
        screen.Line(
            "  (Example, not run here. With the job's own token any workflow of a writer can set that check: give its source an app of your own.)"
        );
    }
}
