// What past changes touch and reach, as the gate's own reader says, asked once for each kind of file and each mix of kinds.
using Countersign.Adapters.Git.Gathering;
using Countersign.Changes;
using Countersign.Impact;
using Countersign.Impact.Locks;
using Countersign.Impact.Pace;
using Countersign.Inputs;

namespace Countersign.Adapters.Git.Past;

/// <summary>
/// <see cref="ImpactReader"/> answers for a path on its own and for a set of paths; a history asks the same thousands of times.
/// Files that touch and reach the same components, are of the same kinds and can be taken back alike are alike in all that reach depends on.
/// </summary>
internal sealed class PastImpact(ImpactReader reader, Func<IReadOnlyList<LockUse>, ImpactReader> withLocks, PaceFit pace)
{
    /// <summary>Bounds memory: paths beyond it are asked for again.</summary>
    private const int MostPaths = 50_000;

    private readonly Dictionary<ChangedFile, Known> _files = [];
    private readonly Dictionary<string, int> _classes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReachFacts> _reaches = new(StringComparer.Ordinal);

    public (IReadOnlyList<FileFacts> Files, ReachFacts Reach, ReviewMinutesFacts Minutes) Read(IReadOnlyList<StepFile> files)
    {
        var facts = new List<FileFacts>(files.Count);
        var reviews = new List<ReviewFile>(files.Count);
        var unmapped = new List<RepoPath>();
        var classes = new SortedSet<int>();
        foreach (var file in files)
        {
            var known = Of(file);
            reviews.Add(known.Review(file));
            facts.Add(
                known.Facts with
                {
                    Added = file.Added,
                    Deleted = file.Deleted,
                    IsBinary = file.IsBinary,
                    EffectiveLines = reviews[^1].EffectiveLines,
                }
            );
            classes.Add(known.Class);
            if (known.IsUnmapped)
            {
                unmapped.Add(file.Path);
            }
        }

        return (facts, ReachOf(files, classes, unmapped), Measured(files, facts, reviews));
    }

    /// <summary>Whole files that only moved count as the gate counts them; what moved within files would need their contents, and counts in full.</summary>
    private ReviewMinutesFacts Measured(IReadOnlyList<StepFile> files, List<FileFacts> facts, List<ReviewFile> reviews)
    {
        var moved = 0;
        foreach (
            var end in ExactRenames.Find<(ulong, EntryMode)>(
                reviews,
                at => files[at] is { NewMode: EntryMode.Absent } file && file.OldMode.IsFile() ? (file.OldBlob, file.OldMode) : null,
                at => files[at] is { OldMode: EntryMode.Absent } file ? (file.NewBlob, file.NewMode) : null
            )
        )
        {
            var renamed = reviews[end] = ExactRenames.Renamed(reviews[end]);
            moved += renamed.Moved;
            facts[end] = facts[end] with
            {
                EffectiveLines = renamed.EffectiveLines,
                Moved = renamed.Moved > 0 ? renamed.Moved : null,
                MovedAway = renamed.MovedAway > 0 ? renamed.MovedAway : null,
            };
        }

        return ImpactReader.Minutes(ReviewMinutes.Of(reviews, pace: pace), "") with
        {
            Moved = moved,
        };
    }

    /// <summary>Where a lock file says which packages differ, so that who uses them stands for it; read anew, for no other change is alike.</summary>
    public (IReadOnlyList<FileFacts> Files, ReachFacts Reach, ReviewMinutesFacts Minutes) Read(
        IReadOnlyList<StepFile> files,
        IReadOnlyList<LockUse> locks
    )
    {
        if (!locks.Any(use => use.Why is not null || use.Users.Count > 0))
        {
            return Read(files);
        }

        var read = withLocks(locks).Read([.. files.Select(Changed)]);
        List<FileFacts> facts = [.. read.Files];
        return (facts, read.Reach, Measured(files, facts, [.. read.CutFiles.Select(cut => cut.File)]));
    }

    /// <summary>Effective lines, and whether they are of what is critical.</summary>
    public (double Lines, bool IsRisky) Measure(StepFile file)
    {
        var known = Of(file);
        return (known.Review(file).EffectiveLines, known.IsHighRisk);
    }

    private ReachFacts ReachOf(IReadOnlyList<StepFile> files, SortedSet<int> classes, List<RepoPath> unmapped)
    {
        var mix = string.Join(' ', classes);
        if (!_reaches.TryGetValue(mix, out var reach))
        {
            _reaches[mix] = reach = reader.Read([.. files.Select(Changed)]).Reach with { Unmapped = [] };
        }

        unmapped.Sort();
        return unmapped.Count == 0 ? reach : reach with { Unmapped = unmapped };
    }

    private Known Of(StepFile file)
    {
        var key = Alike(file);
        if (!_files.TryGetValue(key, out var known))
        {
            known = Ask(key);
            if (_files.Count < MostPaths)
            {
                _files[key] = known;
            }
        }

        return known;
    }

    /// <summary>Of lines only whether some were taken out, and more than were added, matters to what can be taken back.</summary>
    private static ChangedFile Alike(StepFile file) =>
        Changed(file) with
        {
            Added = file.Deleted > file.Added ? 0 : 1,
            Deleted = file.Deleted > 0 ? 1 : 0,
        };

    private Known Ask(ChangedFile file)
    {
        var read = reader.Read([file]);
        var (facts, reach) = (read.Files[0], read.Reach);
        var touched = reach.Components.Select(component => $"{component.Name} {component.Distance}");
        var name = string.Join(
            '\n',
            [
                .. touched.Order(StringComparer.Ordinal),
                "",
                .. reach.Undeclared.Order(StringComparer.Ordinal),
                "",
                .. facts.Kinds,
                reach.Unmapped.Count > 0 ? "unmapped" : "mapped",
                reach.Reversibility,
            ]
        );
        if (!_classes.TryGetValue(name, out var number))
        {
            _classes[name] = number = _classes.Count;
        }

        return new Known(facts, number, reach.Unmapped.Count > 0, read.CutFiles[0].File.IsHighRisk, read.CutFiles[0].File.Place);
    }

    private static ChangedFile Changed(StepFile file) =>
        new(file.Path, file.OldMode, file.NewMode, default, default)
        {
            Added = file.Added,
            Deleted = file.Deleted,
            IsBinary = file.IsBinary,
        };

    private sealed record Known(FileFacts Facts, int Class, bool IsUnmapped, bool IsHighRisk, Criticality? Place)
    {
        public ReviewFile Review(StepFile file) => new(file.Path, Facts.Kinds, file.Added, file.Deleted, IsHighRisk: IsHighRisk) { Place = Place };
    }
}
