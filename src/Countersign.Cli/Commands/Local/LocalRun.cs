// What each of Git's hooks does here, and which of them may stop what it stands before.
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Recording;
using Countersign.Cli.Terminal;

namespace Countersign.Cli.Commands.Local;

internal static class LocalRun
{
    /// <summary>The recorder's hooks never stop anything; what they cannot do they say. `pre-commit` and `pre-push` may.</summary>
    public static int Run(string hook, IReadOnlyList<string> arguments, Surroundings surroundings)
    {
        try
        {
            return hook switch
            {
                "pre-commit" => BeforeCommit.Run(Work(surroundings), surroundings),
                "pre-push" => BeforePush.Run(arguments, surroundings),
                "prepare-commit-msg" => CommitMessage.Prepare(Repository(surroundings), Work(surroundings), arguments, surroundings),
                "commit-msg" => CommitMessage.Finish(Repository(surroundings), arguments, surroundings),
                "post-commit" => AfterCommit.Run(Repository(surroundings), surroundings),
                _ => AfterCommit.Rewritten(Repository(surroundings), arguments, surroundings),
            };
        }
#pragma warning disable CA1031 // A person's commit or push is under way; what goes wrong in here is no reason to stop it.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            surroundings.Screen.Aside($"countersign: {hook}: {Visible.Text(problem.Message)}");
            return ExitCode.Allowed;
        }
    }

    private static GitRepository Repository(Surroundings surroundings) => GitRepository.Open(new GitProgram(), surroundings.Folder);

    /// <summary>`git commit -a` and `git commit FILE` prepare another index than the usual one and tell their hooks so.</summary>
    private static CommitWork Work(Surroundings surroundings) =>
        new(
            Repository(surroundings),
            surroundings.Variable("GIT_INDEX_FILE") is { Length: > 0 } file ? Path.GetFullPath(file, surroundings.Folder) : null
        );
}
