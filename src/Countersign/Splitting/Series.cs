// A proposed series: its parts in order, what each uses of earlier ones, and the state of every file after each.
using Countersign.Changes;
using Countersign.Impact;

namespace Countersign.Splitting;

/// <summary>A name that an earlier part introduces, or empty where the tree itself asks for the order; <paramref name="Part"/> counts from 0.</summary>
public readonly record struct PartUse(int Part, string Name);

/// <summary><paramref name="WhyLarge"/>: in words, where it is over the limit and cannot be cut further here; else null.</summary>
public sealed record SeriesPart(string Name, IReadOnlyList<Piece> Pieces, ReviewMinutes Minutes, IReadOnlyList<PartUse> Uses, string? WhyLarge)
{
    public IReadOnlyList<RepoPath> Paths => [.. Pieces.SelectMany(piece => piece.Review).Select(file => file.Path).Distinct().Order()];
}

/// <summary>
/// <paramref name="Whole"/>: the minutes of the change as it is. <paramref name="CutThroughCircles"/>: some parts use each other, so that
/// the earlier of them may not build alone.
/// </summary>
public sealed record Series(IReadOnlyList<SeriesPart> Parts, ReviewMinutes Whole, double Limit, bool CutThroughCircles)
{
    public bool NeedsNoCut => Whole.Expected <= Limit;
}

/// <summary>What a part leaves at a path: nothing, an object that is there already, or content made of both.</summary>
public sealed record PathAfter(RepoPath Path, EntryMode Mode, ObjectId? Blob, byte[]? Content);

/// <summary>Walks the series in order; every piece is taken once.</summary>
public sealed class SeriesWalk
{
    private readonly Dictionary<RepoPath, HashSet<Piece>> _taken = [];
    private readonly Dictionary<RepoPath, int> _pieces = [];

    public SeriesWalk(Series series)
    {
        foreach (var piece in series.Parts.SelectMany(part => part.Pieces))
        {
            _pieces[piece.File.Path] = _pieces.GetValueOrDefault(piece.File.Path) + 1;
        }
    }

    /// <summary>The paths that the next part leaves otherwise than it found them; those it empties come first.</summary>
    public IReadOnlyList<PathAfter> Take(SeriesPart part)
    {
        var after = new List<PathAfter>();
        foreach (var same in part.Pieces.GroupBy(piece => piece.File.Path))
        {
            var file = same.First().File;
            var taken = _taken.TryGetValue(same.Key, out var some) ? some : _taken[same.Key] = new HashSet<Piece>(ReferenceEqualityComparer.Instance);
            taken.UnionWith(same);
            if (file.From is { } from && same.Any(piece => piece.Nature == PieceNature.Move))
            {
                after.Add(new PathAfter(from, EntryMode.Absent, null, null));
            }

            after.Add(taken.Count == _pieces[same.Key] ? At(file.Path, file.New) : Between(file, taken));
        }

        return [.. after.OrderBy(path => path.Mode != EntryMode.Absent).ThenBy(path => path.Path)];
    }

    private static PathAfter At(RepoPath path, FileState state) => new(path, state.Mode, state.Mode == EntryMode.Absent ? null : state.Blob, null);

    private static PathAfter Between(SplitFile file, HashSet<Piece> taken)
    {
        var mode = taken.Any(piece => piece.Nature == PieceNature.Mode) ? file.New.Mode : file.Old.Mode;
        var hunks = taken.SelectMany(piece => piece.Hunks).ToHashSet();
        return hunks.Count == 0
            ? new PathAfter(file.Path, mode, file.Old.Blob, null)
            : new PathAfter(file.Path, mode, null, file.Text!.With(hunks.Contains));
    }
}
