// Wakes a forge's job after records were sent: a branch made and deleted at once, which needs no token but the right to push.
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Records;
using Countersign.Changes;

namespace Countersign.Cli.Workbench;

/// <summary>
/// GitHub runs for a push the workflow files of the pushed commit, and a branch of records has none and must have none; a deletion runs
/// those of the default branch. Source: docs/decisions/0066-a-deletion-wakes-the-job.md.
/// </summary>
public static class Wake
{
    /// <summary>Followed by the commit at which the records stood before, or by 40 or 64 zeros.</summary>
    public const string Prefix = "refs/heads/countersign/rerun/";

    /// <summary>Null where it was done or is not needed; else what to do instead.</summary>
    public static string? Job(GitRepository repository, string remote, ForgeFile? forge, ObjectId? before)
    {
        if (forge is null || !forge.Repository.ToString().StartsWith("github:", StringComparison.Ordinal))
        {
            return null;
        }

        var name = Prefix + (before ?? ObjectId.Zero(repository.Format)).Hex;
        try
        {
            var isDone = repository.Push(remote, [$"{RecordRefs.Records}:{name}"]).Accepted && repository.Push(remote, [$":{name}"]).Accepted;
            return isDone ? null : Instead;
        }
        catch (GitFault)
        {
            return Instead;
        }
    }

    private const string Instead =
        "the record is there, and the forge's job was not woken: it looks again on its own schedule, or at once with `gh workflow run countersign.yml`";
}
