// Which pieces stay together from the start: those of one file while they fit, each move alone, tests beside what they test.
using Countersign.Impact;
using Countersign.Impact.Pace;

namespace Countersign.Splitting;

internal static class Units
{
    private static readonly string[] s_testWords = ["tests", "test", "specs", "spec"];

    public static List<Unit> Of(IReadOnlyList<SplitFile> files, double limit, PaceFit? pace)
    {
        var subjects = files.Where(file => !file.IsTest).GroupBy(Stem).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        return [.. files.SelectMany(file => Of(file, subjects, limit, pace))];
    }

    private static IEnumerable<Unit> Of(SplitFile file, Dictionary<string, SplitFile> subjects, double limit, PaceFit? pace)
    {
        var subject = file.IsTest && TestedStem(file) is { } stem && subjects.TryGetValue(stem, out var found) ? found : file;
        foreach (var same in Pieces.Of(file).GroupBy(LayerOf))
        {
            var group = same.Key == Layer.Substance ? subject.Component : "";
            var whole = new Unit([.. same], same.Key, group, subject.Path, file.IsTest, pace);
            if (same.Key == Layer.Moves || whole.Minutes.Expected <= limit)
            {
                yield return whole;
                continue;
            }

            foreach (var piece in same)
            {
                yield return new Unit([piece], same.Key, group, subject.Path, file.IsTest, pace);
            }
        }
    }

    private static Layer LayerOf(Piece piece) =>
        piece.Nature switch
        {
            PieceNature.Move => Layer.Moves,
            PieceNature.Whitespace => Layer.Whitespace,
            _ => ChangeKinds.LooksGenerated(piece.File.Path) ? Layer.Generated : Layer.Substance,
        };

    /// <summary>What a test's name says it tests: Basket for BasketTests.cs, test_basket.py and basket.spec.ts; null without such a word.</summary>
    private static string? TestedStem(SplitFile file)
    {
        var stem = Stem(file);
        foreach (var word in s_testWords)
        {
            var bare =
                stem.EndsWith(word, StringComparison.Ordinal) ? stem[..^word.Length]
                : stem.StartsWith(word, StringComparison.Ordinal) ? stem[word.Length..]
                : stem;
            if (bare.Length < stem.Length && bare.Trim('_', '-', '.') is { Length: > 0 } tested)
            {
                return tested;
            }
        }

        return stem;
    }

    private static string Stem(SplitFile file)
    {
        var name = file.Path.Name;
        var dot = name.LastIndexOf('.');
        return (dot > 0 ? name[..dot] : name).ToLowerInvariant();
    }
}
