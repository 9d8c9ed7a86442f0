// What comes out of merging two commits, by Git's own merge and nobody's settings.
using Countersign.Changes;

namespace Countersign.Adapters.Git;

public abstract record MergeResult
{
    private MergeResult() { }

    public sealed record Clean(ObjectId Tree) : MergeResult;

    /// <summary><paramref name="Reason"/> is in words for people; <paramref name="Paths"/> may be empty.</summary>
    public sealed record Conflict(IReadOnlyList<RepoPath> Paths, string Reason) : MergeResult;

    public TResult Match<TResult>(Func<ObjectId, TResult> clean, Func<IReadOnlyList<RepoPath>, string, TResult> conflict) =>
        this switch
        {
            Clean it => clean(it.Tree),
            Conflict it => conflict(it.Paths, it.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

/// <summary>Whether one commit is reached from another by first parents alone.</summary>
public abstract record FirstParentLine
{
    private FirstParentLine() { }

    /// <summary>The steps after the starting commit, oldest first; none where both are the same commit.</summary>
    public sealed record OnLine(IReadOnlyList<ObjectId> Steps) : FirstParentLine;

    public sealed record NotOnLine : FirstParentLine;

    public TResult Match<TResult>(Func<IReadOnlyList<ObjectId>, TResult> onLine, Func<TResult> notOnLine) =>
        this switch
        {
            OnLine it => onLine(it.Steps),
            NotOnLine => notOnLine(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
