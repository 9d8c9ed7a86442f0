// What a forge's job was started by, in our words: a change, a queue's group, moved records, or nothing that could be judged.
using Countersign.Changes;
using Countersign.Provenance;
using Countersign.SignOffs;

namespace Countersign.Adapters.Forges;

/// <summary>An open change as a forge tells of it. Everything in it is a claim until the repository's own objects say so.</summary>
/// <param name="Number">Null where it has none.</param>
/// <param name="BaseRef">Full name of the branch it would enter.</param>
/// <param name="BaseSha">That branch's tip when the event was made; null where the event does not say.</param>
public sealed record ForgeChange(long? Number, string BaseRef, ObjectId? BaseSha, ObjectId Head)
{
    public string Title { get; init; } = "";

    /// <summary>Null where the job was told none.</summary>
    public string? Description { get; init; }

    /// <summary>The account that wrote the description last; null where the event cannot tell.</summary>
    public string? WrittenBy { get; init; }

    /// <summary>The branch it comes from, the account that opened it, its labels.</summary>
    public IReadOnlyList<(HintPlace Place, string Text)> Told { get; init; } = [];
}

public abstract record ForgeEvent
{
    private ForgeEvent() { }

    /// <summary>Whose repository it is, where the event says.</summary>
    public RepositoryId? Repository { get; init; }

    public sealed record Offered(ForgeChange Change) : ForgeEvent;

    /// <summary>What a queue would make the branch's next tip.</summary>
    public sealed record Queued(string BaseRef, ObjectId? BaseSha, ObjectId Head) : ForgeEvent;

    /// <summary>A branch moved: open changes may stand otherwise now. <paramref name="Old"/> is null where it was made.</summary>
    /// <param name="WasForced">The forge says that history was replaced.</param>
    public sealed record Moved(string Ref, ObjectId? Old, ObjectId? New, bool WasForced) : ForgeEvent;

    /// <summary>A branch is gone. Ours of a certain name are made only to be deleted: that wakes the job.</summary>
    public sealed record Deleted(string Ref) : ForgeEvent;

    /// <summary>Nothing moved: everything that is open is asked for.</summary>
    public sealed record Everything : ForgeEvent;

    /// <summary>Nothing asks to enter, and that is well.</summary>
    public sealed record Nothing(string Why) : ForgeEvent;

    /// <summary>The job cannot tell what it is about, or must not be the one that judges: closed.</summary>
    public sealed record Unusable(string Why, string Remedy) : ForgeEvent;

    public TResult Match<TResult>(
        Func<Offered, TResult> offered,
        Func<Queued, TResult> queued,
        Func<Moved, TResult> moved,
        Func<Deleted, TResult> deleted,
        Func<Everything, TResult> everything,
        Func<Nothing, TResult> nothing,
        Func<Unusable, TResult> unusable
    ) =>
        this switch
        {
            Offered it => offered(it),
            Queued it => queued(it),
            Moved it => moved(it),
            Deleted it => deleted(it),
            Everything it => everything(it),
            Nothing it => nothing(it),
            Unusable it => unusable(it),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
