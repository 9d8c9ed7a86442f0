// One changed path as the planner sees it: both states, what it costs to read, and its lines where it has some.
using Countersign.Changes;
using Countersign.Impact;

namespace Countersign.Splitting;

/// <summary>What stands at a path: nothing, a file's content, a link's, or a submodule's commit.</summary>
public readonly record struct FileState(EntryMode Mode, ObjectId Blob);

/// <summary>Where <see cref="From"/> is set the old state stands there, and the change takes it away from there.</summary>
public sealed record SplitFile(RepoPath Path, FileState Old, FileState New)
{
    public RepoPath? From { get; init; }

    /// <summary>As the gate would count the whole of it, without the move.</summary>
    public required ReviewFile Review { get; init; }

    /// <summary>What a reader of the whole change meets of it, by path; what only moved counts as the gate proves it.</summary>
    public IReadOnlyList<ReviewFile> Whole =>
        FromReview is not { } left ? [Review]
        : Old == New ? ExactRenames.Pair(left, Review)
        : Text is { } text && left.WasReadAsCloselyAs(Review) ? Kept(left, text.Kept(MovedLines.LeastAlphanumeric))
        : [left, Review];

    private ReviewFile[] Kept(ReviewFile left, int lines) =>
        [left with { MovedAway = Math.Min(lines, left.Deleted) }, Review with { Moved = Math.Min(lines, Review.Added) }];

    /// <summary>The path that a move leaves; null without one.</summary>
    public ReviewFile? FromReview { get; init; }

    /// <summary>The first component that claims it; empty where none does.</summary>
    public string Component { get; init; } = "";

    /// <summary>Null for what can only be taken whole: binary content, links, submodules, and what is too long to look into.</summary>
    public TextChange? Text { get; init; }

    public bool IsTest => Review.Kinds.Contains(ChangeKind.Test, StringComparer.Ordinal);
}

public enum PieceNature
{
    /// <summary>The old content at the new path and no longer at the old one: equal to the byte.</summary>
    Move,

    /// <summary>Indentation, blanks at the end of lines, empty lines and line ends; nothing within a line.</summary>
    Whitespace,

    /// <summary>Some hunks of a file that stands before and after.</summary>
    Edit,

    /// <summary>Only the mode.</summary>
    Mode,

    /// <summary>All that happens at a path, in one step.</summary>
    Whole,
}

/// <summary>The smallest thing that a part can take: nothing in it may be cut further.</summary>
public sealed record Piece(SplitFile File, PieceNature Nature, IReadOnlyList<Hunk> Hunks)
{
    /// <summary>What its reader meets, by path.</summary>
    public IReadOnlyList<ReviewFile> Review =>
        Nature switch
        {
            PieceNature.Move => ExactRenames.Pair(File.FromReview! with { Deleted = OldLength }, File.Review with { Added = OldLength, Deleted = 0 }),
            PieceNature.Whole => [File.Review],
            _ => [File.Review with { Added = Hunks.Sum(hunk => hunk.NewCount), Deleted = Hunks.Sum(hunk => hunk.OldCount) }],
        };

    public IEnumerable<string> AddedLines =>
        File.Text is not { } text || Nature is PieceNature.Move or PieceNature.Mode ? []
        : Nature == PieceNature.Whole ? text.NewLines
        : text.Added(Hunks);

    public IEnumerable<string> RemovedLines =>
        File.Text is not { } text || Nature is PieceNature.Move or PieceNature.Mode ? []
        : Nature == PieceNature.Whole ? text.OldLines
        : text.Removed(Hunks);

    private int OldLength => File.Text?.OldLines.Count ?? File.FromReview!.Deleted;
}
