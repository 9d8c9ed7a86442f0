// What has to come before what: folders and files in each other's way, moves before edits, names before their uses.
using Countersign.Changes;

namespace Countersign.Splitting;

internal static class Needs
{
    public static List<Need> Of(IReadOnlyList<Unit> units)
    {
        var needs = new List<Need>();
        Places(units, needs);
        Moves(units, needs);
        Tests(units, needs);
        Introduced(units, needs, piece => piece.AddedLines, text => text.OldLines, forward: true);

        // Read backwards, what is taken away was introduced: its uses go first.
        Introduced(units, needs, piece => piece.RemovedLines, text => text.NewLines, forward: false);
        return needs;
    }

    /// <summary>A path can be taken only once no file stands at it, at a folder above it or beneath it.</summary>
    private static void Places(IReadOnlyList<Unit> units, List<Need> needs)
    {
        var leaving = new Dictionary<RepoPath, int>();
        var beneath = new Dictionary<RepoPath, List<int>>();
        for (var i = 0; i < units.Count; i++)
        {
            foreach (var path in units[i].Pieces.Select(Left).OfType<RepoPath>())
            {
                leaving[path] = i;
                foreach (var folder in Folders(path))
                {
                    (beneath.TryGetValue(folder, out var some) ? some : beneath[folder] = []).Add(i);
                }
            }
        }

        for (var i = 0; i < units.Count; i++)
        {
            foreach (var path in units[i].Pieces.Select(Taken).OfType<RepoPath>())
            {
                var before = Folders(path).Where(leaving.ContainsKey).Select(folder => leaving[folder]).Concat(beneath.GetValueOrDefault(path) ?? []);
                needs.AddRange(before.Distinct().Where(first => first != i).Select(first => new Need(i, first, "", IsHard: true)));
            }
        }
    }

    private static void Moves(IReadOnlyList<Unit> units, List<Need> needs)
    {
        var moved = new Dictionary<RepoPath, int>();
        for (var i = 0; i < units.Count; i++)
        {
            foreach (var piece in units[i].Pieces.Where(piece => piece.Nature == PieceNature.Move))
            {
                moved[piece.File.Path] = i;
            }
        }

        for (var i = 0; i < units.Count; i++)
        {
            foreach (var piece in units[i].Pieces)
            {
                if (moved.TryGetValue(piece.File.Path, out var first) && first != i)
                {
                    needs.Add(new Need(i, first, "", IsHard: true));
                }
            }
        }
    }

    private static void Tests(IReadOnlyList<Unit> units, List<Need> needs)
    {
        foreach (var same in Enumerable.Range(0, units.Count).Where(i => units[i].Layer == Layer.Substance).GroupBy(i => units[i].Subject))
        {
            var tests = same.Where(i => units[i].IsTest).ToList();
            needs.AddRange(tests.SelectMany(_ => same.Where(i => !units[i].IsTest), (test, subject) => new Need(test, subject, "", IsHard: false)));
        }
    }

    /// <summary>Only names that one unit alone introduces and that none of the changed files had before.</summary>
    private static void Introduced(
        IReadOnlyList<Unit> units,
        List<Need> needs,
        Func<Piece, IEnumerable<string>> lines,
        Func<TextChange, IEnumerable<string>> before,
        bool forward
    )
    {
        var read = units.Select(unit => Names.In(unit.Pieces.Where(piece => piece.Nature != PieceNature.Whitespace).SelectMany(lines))).ToList();
        var source = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < units.Count; i++)
        {
            foreach (var name in read[i].Introduced)
            {
                source[name] = source.ContainsKey(name) ? -1 : i;
            }
        }

        if (source.Count == 0)
        {
            return;
        }

        foreach (
            var text in units
                .SelectMany(unit => unit.Pieces)
                .Select(piece => piece.File)
                .DistinctBy(file => file.Path)
                .Select(file => file.Text)
                .OfType<TextChange>()
        )
        {
            foreach (var name in Names.In(before(text)).Mentioned)
            {
                source.Remove(name);
            }
        }

        for (var i = 0; i < units.Count; i++)
        {
            var known = read[i]
                .Mentioned.Where(name => source.TryGetValue(name, out var of) && of >= 0 && of != i)
                .Order(StringComparer.Ordinal)
                .Select(name => (Name: name, Of: source[name]))
                .DistinctBy(pair => pair.Of);
            foreach (var (name, of) in known)
            {
                needs.Add(forward ? new Need(i, of, name, IsHard: false) : new Need(of, i, name, IsHard: false));
            }
        }
    }

    private static RepoPath? Left(Piece piece) =>
        piece.Nature == PieceNature.Move ? piece.File.From
        : piece.Nature == PieceNature.Whole && piece.File.New.Mode == EntryMode.Absent ? piece.File.Path
        : null;

    private static RepoPath? Taken(Piece piece) =>
        piece.Nature == PieceNature.Move || (piece.Nature == PieceNature.Whole && piece.File.Old.Mode == EntryMode.Absent) ? piece.File.Path : null;

    private static List<RepoPath> Folders(RepoPath path)
    {
        var folders = new List<RepoPath>();
        var bytes = path.Bytes;
        for (var slash = bytes.LastIndexOf((byte)'/'); slash > 0; slash = bytes.LastIndexOf((byte)'/'))
        {
            bytes = bytes[..slash];
            folders.Add(RepoPath.FromBytes(bytes));
        }

        return folders;
    }
}
