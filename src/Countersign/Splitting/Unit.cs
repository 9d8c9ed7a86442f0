// Pieces that go into the same part, with what they cost and where they belong.
using Countersign.Changes;
using Countersign.Impact;
using Countersign.Impact.Pace;

namespace Countersign.Splitting;

/// <summary>What is read apart from what: in the order in which readers should meet them where nothing else decides.</summary>
internal enum Layer
{
    Moves,
    Whitespace,
    Substance,
    Generated,
}

/// <summary><paramref name="Subject"/> is the path that a test tests, or the unit's own; <paramref name="Pace"/> is the target's, null for the documented one.</summary>
internal sealed record Unit(IReadOnlyList<Piece> Pieces, Layer Layer, string Group, RepoPath Subject, bool IsTest, PaceFit? Pace)
{
    /// <summary>Tests come right after what they test.</summary>
    public string Key { get; } = $"{Subject.Text}\0{(IsTest ? 1 : 0)}{Pieces[0].File.Path.Text}";

    public IReadOnlySet<RepoPath> Paths { get; } = Pieces.SelectMany(piece => piece.Review).Select(file => file.Path).ToHashSet();

    /// <summary>One entry for each path.</summary>
    public ReviewMinutes Minutes { get; } = Cost(Pieces, Pace);

    public bool IsHighRisk => Pieces.Any(piece => piece.File.Review.IsHighRisk);

    public static Unit Join(IReadOnlyList<Unit> units)
    {
        var first = units.OrderBy(unit => unit.Layer == Layer.Substance ? 0 : 1).ThenBy(unit => unit.Key, StringComparer.Ordinal).First();
        return new Unit([.. units.SelectMany(unit => unit.Pieces)], first.Layer, first.Group, first.Subject, first.IsTest, first.Pace);
    }

    public static ReviewMinutes Cost(IEnumerable<Piece> pieces, PaceFit? pace = null) =>
        ReviewMinutes.Of([.. pieces.SelectMany(piece => piece.Review).GroupBy(file => file.Path).Select(One)], pace: pace);

    private static ReviewFile One(IEnumerable<ReviewFile> same) =>
        same.Aggregate(
            (one, other) =>
                one with
                {
                    Added = one.Added + other.Added,
                    Deleted = one.Deleted + other.Deleted,
                    Moved = one.Moved + other.Moved,
                    MovedAway = one.MovedAway + other.MovedAway,
                    IsRename = one.IsRename && other.IsRename,
                }
        );
}

/// <summary><paramref name="After"/> needs <paramref name="First"/>; a hard need is of the tree itself, the others are of names.</summary>
internal readonly record struct Need(int After, int First, string Name, bool IsHard);
