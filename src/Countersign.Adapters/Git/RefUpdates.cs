// Moves refs only from where they were seen: all of them, or none.
using System.Text;
using Countersign.Changes;

namespace Countersign.Adapters.Git;

/// <summary>A zero old id means "does not exist yet"; a zero new id deletes.</summary>
public sealed record RefChange(string Name, ObjectId Old, ObjectId New);

public abstract record RefUpdate
{
    private RefUpdate() { }

    public sealed record Done : RefUpdate;

    /// <summary>A ref stood elsewhere, or somebody else was writing it: read again and try again.</summary>
    public sealed record Lost(string Reason) : RefUpdate;

    public TResult Match<TResult>(Func<TResult> done, Func<string, TResult> lost) =>
        this switch
        {
            Done => done(),
            Lost it => lost(it.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

public static class RefUpdates
{
    /// <exception cref="GitFault">Git refused for another reason than a race, for instance an impossible name.</exception>
    public static RefUpdate UpdateRefs(this GitRepository repository, IReadOnlyList<RefChange> changes, string reason = "countersign")
    {
        using var input = new MemoryStream();
        foreach (var change in changes)
        {
            if (change.Name.AsSpan().ContainsAny('\0', '\n') || !change.Name.StartsWith("refs/", StringComparison.Ordinal))
            {
                throw new GitFault($"'{VisibleText.Of(change.Name)}' is no full name of a ref", "git update-ref");
            }

            var zero = ObjectId.Zero(repository.Format).Hex;
            var (old, @new) = (change.Old.IsZero ? zero : change.Old.Hex, change.New.IsZero ? zero : change.New.Hex);
            input.Write(Encoding.UTF8.GetBytes($"update {change.Name}\0{@new}\0{old}\0"));
        }

        var answer = repository.Git.Run(repository.Surroundings, ["update-ref", "--stdin", "-z", "-m", reason], input.ToArray());
        return answer.ExitCode switch
        {
            0 => new RefUpdate.Done(),
            _ when IsRace(answer.StandardError) => new RefUpdate.Lost(VisibleText.Of(answer.StandardError.Trim())),
            _ => throw GitFault.Failed(answer.Command, answer.ExitCode, answer.StandardError),
        };
    }

    private static bool IsRace(string error) =>
        error.Contains("but expected", StringComparison.Ordinal)
        || error.Contains("reference already exists", StringComparison.Ordinal)
        || error.Contains("unable to resolve reference", StringComparison.Ordinal)
        || error.Contains("reference is missing", StringComparison.Ordinal)
        || (error.Contains("Unable to create", StringComparison.Ordinal) && error.Contains(".lock", StringComparison.Ordinal));
}
