// Names parts for people: what kind of thing, which component, from which path to which; never two alike.
using System.Globalization;

namespace Countersign.Splitting;

internal static class PartNames
{
    private const int Most = 3;

    public static List<string> Of(IReadOnlyList<IReadOnlyList<Unit>> parts)
    {
        var labels = parts.Select(part => Labels([.. part.Select(Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])).ToList();
        var alike = labels
            .GroupBy(label => label, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal);
        var names = new List<string>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < parts.Count; i++)
        {
            var name = alike[labels[i]] == 1 ? labels[i] : $"{labels[i]}: {Reach(parts[i])}";
            var count = seen[name] = seen.GetValueOrDefault(name) + 1;
            names.Add(count == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} ({count})"));
        }

        return names;
    }

    /// <summary>Why it cannot be smaller here, of the largest thing in it.</summary>
    public static string WhyLarge(IReadOnlyList<Piece> pieces)
    {
        var largest = pieces.MaxBy(piece => Unit.Cost([piece]).Expected)!;
        var lines = largest.Review.Sum(file => file.Added + file.Deleted);
        var told = string.Create(CultureInfo.InvariantCulture, $"{lines:N0} lines");
        return pieces.Count > 1 ? $"{pieces.Count} pieces that need each other"
            : largest.Nature == PieceNature.Move ? $"one moved file of {told}"
            : largest.File.Text is null ? $"one file of {told} that can only be taken whole"
            : $"one run of {told} in one file: only its author can cut it";
    }

    private static string Labels(IReadOnlyList<string> labels) =>
        labels.Count <= Most
            ? string.Join(" and ", labels)
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", labels.Take(Most))} and {labels.Count - Most} more");

    private static string Label(Unit unit) =>
        unit.Layer switch
        {
            Layer.Moves => "moves",
            Layer.Whitespace => "whitespace only",
            Layer.Generated => "generated files",
            _ => unit.Group.Length > 0 ? unit.Group : Folder(unit.Pieces[0].File.Path.Text),
        };

    private static string Folder(string path) =>
        path.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? path[..(slash + 1)] : "top folder";

    private static string Reach(IReadOnlyList<Unit> part)
    {
        var paths = part.Select(unit => unit.Pieces[0].File.Path).Distinct().Order().ToList();
        return paths.Count == 1 ? paths[0].Text : $"{paths[0].Text} to {paths[^1].Text}";
    }
}
