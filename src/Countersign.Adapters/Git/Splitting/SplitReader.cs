// Reads what a change does to each path, with lines, proven moves and what the gate counts, for the planner.
using Countersign.Adapters.Git.Gathering;
using Countersign.Changes;
using Countersign.Impact;
using Countersign.Splitting;

namespace Countersign.Adapters.Git.Splitting;

public sealed class SplitReader(CleanRoom room, RulebookReader rulebooks)
{
    /// <summary>Longer files are taken whole, and so are all after this much was read.</summary>
    private const int LongestText = 4 << 20;
    private const long MostText = 128L << 20;

    private long _read;

    public IReadOnlyList<SplitFile> Read(ObjectId treeA, ObjectId treeB)
    {
        var files = room.WithRenameHints(room.Compare(treeA, treeB), treeA, treeB);
        var counted = new ImpactReader(rulebooks.AtTree(treeA), rulebooks.AtTree(treeB))
            .Read(files)
            .CutFiles.ToDictionary(file => file.File.Path, file => file);
        var hunks = HunkReader.Of(room, treeA, treeB);
        var left = files.Where(file => file.IsDeleted && file.OldMode.IsFile()).ToDictionary(file => file.Path);
        var moves = files
            .Where(file => file is { IsAdded: true, RenamedFrom: not null } && file.NewMode.IsFile())
            .Select(file => (File: file, From: left.GetValueOrDefault(file.RenamedFrom!.Value)))
            .Where(pair => pair.From is not null)
            .DistinctBy(pair => pair.From!.Path)
            .ToDictionary(pair => pair.File.Path, pair => pair.From!);
        var split = new List<SplitFile>(files.Count);
        var gone = new HashSet<RepoPath>();
        foreach (var file in files)
        {
            if (moves.TryGetValue(file.Path, out var from) && Moved(file, from, hunks, counted) is { } moved)
            {
                gone.Add(from.Path);
                split.Add(moved);
            }
            else
            {
                split.Add(Standing(file, hunks, counted));
            }
        }

        return [.. split.Where(file => !gone.Contains(file.Path))];
    }

    /// <summary>Null where the content could not be looked into: then it leaves here and arrives there, as two things.</summary>
    private SplitFile? Moved(
        ChangedFile file,
        ChangedFile from,
        Dictionary<(ObjectId Old, ObjectId New), List<Hunk>> hunks,
        Dictionary<RepoPath, CutFile> counted
    )
    {
        var text =
            file.IsBinary || from.IsBinary ? null : Text(from.OldBlob, file.NewBlob, hunks.GetValueOrDefault((from.OldBlob, file.NewBlob)) ?? []);
        return text is null && from.OldBlob != file.NewBlob
            ? null
            : new SplitFile(file.Path, new FileState(from.OldMode, from.OldBlob), new FileState(file.NewMode, file.NewBlob))
            {
                From = from.Path,
                Review = counted[file.Path].File,
                FromReview = counted[from.Path].File,
                Component = Component(counted[file.Path]),
                Text = text,
            };
    }

    private SplitFile Standing(ChangedFile file, Dictionary<(ObjectId Old, ObjectId New), List<Hunk>> hunks, Dictionary<RepoPath, CutFile> counted) =>
        new(file.Path, new FileState(file.OldMode, file.OldBlob), new FileState(file.NewMode, file.NewBlob))
        {
            Review = counted[file.Path].File,
            Component = Component(counted[file.Path]),
            Text =
                file.IsBinary || !IsText(file.OldMode) || !IsText(file.NewMode) ? null
                : file.OldBlob == file.NewBlob ? null
                : Text(file.OldBlob, file.NewBlob, file.IsAdded || file.IsDeleted ? null : hunks.GetValueOrDefault((file.OldBlob, file.NewBlob))),
        };

    /// <param name="hunks">Null for a file that stands on one side only, or that Git compared with another.</param>
    private TextChange? Text(ObjectId old, ObjectId @new, IReadOnlyList<Hunk>? hunks)
    {
        if (Content(old) is not { } before || Content(@new) is not { } after)
        {
            return null;
        }

        return TextChange.Of(before, after, hunks ?? [new Hunk(0, Lines(before), 0, Lines(after))]);
    }

    private byte[]? Content(ObjectId id)
    {
        if (id.IsZero)
        {
            return [];
        }

        if (_read > MostText)
        {
            return null;
        }

        var content = room.ReadBlob(id, LongestText);
        _read += content.Bytes.Length;
        return content.IsCut ? null : content.Bytes;
    }

    private static int Lines(byte[] content) => content.AsSpan().Count((byte)'\n') + (content is [.., not (byte)'\n'] ? 1 : 0);

    private static bool IsText(EntryMode mode) => mode == EntryMode.Absent || mode.IsFile();

    private static string Component(CutFile file) => file.Components.Order(StringComparer.Ordinal).FirstOrDefault() ?? "";
}
