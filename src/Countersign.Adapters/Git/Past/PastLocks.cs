// Which projects a past change of a lock file touched, package by package, as the gate compares them.
using Countersign.Adapters.Git.Gathering;
using Countersign.Changes;
using Countersign.Impact;
using Countersign.Impact.Locks;

namespace Countersign.Adapters.Git.Past;

/// <summary>Of the last year only: reading two versions of a large lock file takes as long as replaying hundreds of changes.</summary>
/// <param name="room">Not the one that the history is read with.</param>
/// <param name="reader">A new one for each change, for it keeps what it has read.</param>
public sealed class PastLocks(CleanRoom room, Func<GraphReader> reader, GraphSources sources, DateTimeOffset now)
{
    private const int Days = 365;
    private readonly long _since = now.AddDays(-Days).ToUnixTimeSeconds();

    internal IReadOnlyList<LockUse> Of(MergedStep step)
    {
        if (step.When < _since || step.Parent is not { } parent || !step.Files.Any(IsLock))
        {
            return [];
        }

        var (before, after) = (room.TreeOf(parent), room.TreeOf(step.Id));
        return reader()
            .Locks(
                [
                    .. step
                        .Files.Where(IsLock)
                        .Select(file => new ChangedFile(file.Path, file.OldMode, file.NewMode, Blob(before, file.Path), Blob(after, file.Path))),
                ],
                before,
                after,
                sources
            );
    }

    private bool IsLock(StepFile file) => LockFiles.IsRead(file.Path.Text, sources);

    private ObjectId Blob(ObjectId tree, RepoPath path) => room.Find(tree, path)?.Id ?? default;
}
