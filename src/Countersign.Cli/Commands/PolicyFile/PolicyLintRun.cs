// Lints the rules in the work tree, or as they stand at a commit.
using Countersign.Adapters.Git.Gathering;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.PolicyFile;

internal static class PolicyLintRun
{
    public static int Run(PolicyLintOptions options, Surroundings surroundings)
    {
        if (options is { File: not null, Base: not null })
        {
            throw new UsageProblem("lint a file or the rules at --base, not both at once");
        }

        var what = options.Base is { } revision ? $"the rules at {Visible.Text(revision)}" : options.File ?? PolicyCommand.UsualFile;
        var rules = options.Base is null
            ? RuleFiles.Read(what, surroundings.Folder, surroundings.Now, options.Organisation)
            : AtBase(options.Base, surroundings);
        if (options.Json)
        {
            ProblemsView.Json(surroundings.Screen, rules.Problems);
        }
        else
        {
            ProblemsView.Draw(surroundings.Screen, rules.Problems, what);
        }

        return ProblemsView.CodeOf(rules.Problems);
    }

    private static RuleFiles AtBase(string named, Surroundings surroundings)
    {
        using var desk = Desk.Open(surroundings);
        var rulebook = desk.Rulebooks.At(Target.Find(desk.Repository, named).Tip);
        return rulebook.HasPolicy
            ? RuleFiles.Of(rulebook, surroundings.Now)
            : throw new UsageProblem(
                $"there is no {Rulebook.PolicyPath} at {Visible.Text(named)}; `countersign init` proposes one",
                ExitCode.Faulted
            );
    }
}
