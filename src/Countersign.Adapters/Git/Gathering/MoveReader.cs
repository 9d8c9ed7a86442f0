// Finds what only moved in a change: whole files by their content's name, and blocks by their lines where a limit hangs on them.
using Countersign.Changes;
using Countersign.Gating;
using Countersign.Impact;
using Countersign.Inputs;
using Countersign.Policies;

namespace Countersign.Adapters.Git.Gathering;

internal sealed class MoveReader(CleanRoom room)
{
    /// <summary>Null where nothing moved, or a limit would have to be near to look. Whole files need no content read.</summary>
    public Gathered? Read(Gathered gathered, Policy policy)
    {
        var files = gathered.Impact.CutFiles.Select(cut => cut.File).ToList();
        var renames = Renames(gathered.Files, files);
        var rest = files.Select((file, at) => renames.Contains(at) ? ExactRenames.Renamed(file) : file).ToList();
        var whole = renames.Count == 0 ? gathered : With(gathered, rest);
        return CouldMatter(whole, rest, policy) ? With(whole, Blocks(gathered, rest, renames) ?? rest)
            : renames.Count == 0 ? null
            : whole;
    }

    private static bool CouldMatter(Gathered gathered, List<ReviewFile> files, Policy policy)
    {
        var lines = Math.Min(files.Sum(file => (long)file.Added - file.Moved), files.Sum(file => (long)file.Deleted - file.MovedAway));
        if (lines <= 0)
        {
            return false;
        }

        var all = ReviewMinutes.Of(files, pace: gathered.Rulebook.Pace);
        var least = all.IfMoved((int)Math.Min(lines, int.MaxValue));
        var history = gathered.Facts.History;
        return NamedLimits.IsOneWithin(NamedLimits.OnMinutes(policy), least.Low, all.High, NamedLimits.LandedMinutes(history))
            || NamedLimits.IsOneWithin(
                NamedLimits.OnEffectiveLines(policy),
                least.EffectiveLines,
                all.EffectiveLines,
                history?.Sums.Select(sum => sum.EffectiveLines)
            );
    }

    private static IReadOnlySet<int> Renames(IReadOnlyList<ChangedFile> changed, List<ReviewFile> files) =>
        ExactRenames.Find<(ObjectId, EntryMode)>(
            files,
            at => changed[at] is { IsDeleted: true } file && file.OldMode.IsFile() ? (file.OldBlob, file.OldMode) : null,
            at => changed[at] is { IsAdded: true } file ? (file.NewBlob, file.NewMode) : null
        );

    /// <summary>Null where the contents are too long, or Git cannot give them: then all of it counts in full.</summary>
    private IReadOnlyList<ReviewFile>? Blocks(Gathered gathered, List<ReviewFile> files, IReadOnlySet<int> renames)
    {
        if (gathered.Facts.Subject.ResultTree is not { } result || ReadPatch(gathered.Rulebook.Tree, result) is not { } hunks)
        {
            return null;
        }

        var open = new Dictionary<(ObjectId, ObjectId), Queue<int>>();
        for (var at = 0; at < files.Count; at++)
        {
            var file = gathered.Files[at];
            if (!renames.Contains(at) && IsText(file.OldMode) && IsText(file.NewMode))
            {
                (open.TryGetValue((file.OldBlob, file.NewBlob), out var same) ? same : open[(file.OldBlob, file.NewBlob)] = new()).Enqueue(at);
            }
        }

        // Files with the same two contents have the same hunks, and cannot be told apart here: all of them count in full. A link, or a
        // renamed file, stands for itself in Git's diff.
        var sections = hunks.Select(hunk => (hunk.Section, hunk.Old, hunk.New)).Distinct().CountBy(one => (one.Old, one.New)).ToDictionary();
        var (removed, added) = (new List<LineBlock>(), new List<LineBlock>());
        foreach (var hunk in hunks)
        {
            if (sections[(hunk.Old, hunk.New)] == 1 && open.GetValueOrDefault((hunk.Old, hunk.New)) is { Count: 1 } only)
            {
                var at = only.Peek();
                removed.Add(new LineBlock(at, hunk.Removed, files[at]));
                added.Add(new LineBlock(at, hunk.Added, files[at]));
            }
        }

        var (arrived, left) = MovedLines.Find(removed, added);
        return
        [
            .. files.Select(
                (file, at) =>
                    renames.Contains(at)
                        ? file
                        : file with
                        {
                            Moved = Math.Min(file.Added, arrived.GetValueOrDefault(at)),
                            MovedAway = Math.Min(file.Deleted, left.GetValueOrDefault(at)),
                        }
            ),
        ];
    }

    private IReadOnlyList<MovableHunk>? ReadPatch(ObjectId before, ObjectId after)
    {
        try
        {
            return PatchReader.Read(room, before, after);
        }
        catch (GitFault)
        {
            return null;
        }
    }

    private static bool IsText(EntryMode mode) => mode == EntryMode.Absent || mode.IsFile();

    private static Gathered With(Gathered gathered, IReadOnlyList<ReviewFile> files)
    {
        IReadOnlyList<CutFile> cuts = [.. gathered.Impact.CutFiles.Zip(files, (cut, file) => cut with { File = file })];
        IReadOnlyList<FileFacts> facts =
        [
            .. gathered.Facts.Files.Zip(
                files,
                (fact, file) =>
                    fact with
                    {
                        Moved = file.Moved > 0 ? file.Moved : null,
                        MovedAway = file.MovedAway > 0 ? file.MovedAway : null,
                        EffectiveLines = file.EffectiveLines,
                    }
            ),
        ];
        var minutes = ImpactReader.Minutes(cuts, gathered.Rulebook.Pace) with { Moved = files.Sum(file => file.Moved) };
        return gathered with
        {
            Impact = gathered.Impact with { Files = facts, CutFiles = cuts, Minutes = minutes },
            Facts = gathered.Facts with { Files = facts, ReviewMinutes = minutes },
        };
    }
}
