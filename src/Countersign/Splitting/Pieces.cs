// Takes a changed file apart into what may stand in different parts: the move, whitespace, and hunks that stand apart.
using Countersign.Changes;

namespace Countersign.Splitting;

public static class Pieces
{
    /// <summary>Hunks with this many unchanged lines between them, or fewer, stay together: each is the other's context.</summary>
    public const int Near = 3;

    public static IReadOnlyList<Piece> Of(SplitFile file)
    {
        if (file.Text is not { } text || !file.Old.Mode.IsFile() || !file.New.Mode.IsFile())
        {
            return file.From is null ? [new Piece(file, PieceNature.Whole, [])]
                : file.Old.Blob == file.New.Blob ? Moved(file, null)
                : throw new ArgumentException($"{file.Path.Display} moved with content that nobody looked into.", nameof(file));
        }

        return Moved(file, text);
    }

    /// <summary>The same lines in the same order, but for blanks at either end of a line, empty lines and line ends.</summary>
    public static bool IsWhitespaceOnly(IEnumerable<string> removed, IEnumerable<string> added) => Bare(removed).SequenceEqual(Bare(added));

    private static List<Piece> Moved(SplitFile file, TextChange? text)
    {
        var pieces = new List<Piece>();
        if (file.From is not null)
        {
            pieces.Add(new Piece(file, PieceNature.Move, []));
        }

        if (file.Old.Mode != file.New.Mode)
        {
            pieces.Add(new Piece(file, PieceNature.Mode, []));
        }

        foreach (var near in Clusters(text?.Hunks ?? []))
        {
            var isBlank = IsWhitespaceOnly(text!.Removed(near), text.Added(near));
            pieces.Add(new Piece(file, isBlank ? PieceNature.Whitespace : PieceNature.Edit, near));
        }

        return pieces;
    }

    private static List<List<Hunk>> Clusters(IReadOnlyList<Hunk> hunks)
    {
        var clusters = new List<List<Hunk>>();
        foreach (var hunk in hunks)
        {
            if (clusters.Count > 0 && hunk.OldStart - clusters[^1][^1].OldEnd <= Near)
            {
                clusters[^1].Add(hunk);
            }
            else
            {
                clusters.Add([hunk]);
            }
        }

        return clusters;
    }

    private static IEnumerable<string> Bare(IEnumerable<string> lines) =>
        lines.Select(line => line.Trim(' ', '\t', '\r', '\n')).Where(line => line.Length > 0);
}
