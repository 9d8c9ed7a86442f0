// A proposed series for people: parts in order with minutes and verdict, what each uses, what was made and how to undo it.
using System.Globalization;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Splitting;
using Countersign.Cli.Terminal;
using Countersign.Gating;
using Countersign.Splitting;

namespace Countersign.Cli.Commands.Split;

internal static class SplitView
{
    public const string Honest =
        "Every part applies on the parts before it and together they are the change, to the byte. The order follows folders, moves and names: a rule of thumb that knows no language, so run the tests on each part.";
    private const int ShownFiles = 6;
    private const int ShownReasons = 4;

    public static void Draw(Screen screen, SplitProposal proposal, SplitBranches? branches)
    {
        var series = proposal.Series;
        var change = Visible.Text(proposal.Change.Name);
        var whole = series.Whole;
        if (proposal.Parts.Count == 0)
        {
            screen.Line(NoCut(proposal, change));
            return;
        }

        screen.Line(
            screen.Bold(
                $"{change} in {VerdictView.Counted(proposal.Parts.Count, "part")}, each on the one before; whole it takes about {VerdictView.Minutes(whole.Expected)}"
            )
        );
        if (proposal.As is { } stand)
        {
            screen.Prose(
                $"{VerdictView.Short(proposal.Change.Target.Ref)} has no policy yet: the verdicts are as {stand} would say. Nothing can enter before countersign init.",
                screen.Yellow
            );
        }

        var said = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in proposal.Parts)
        {
            Part(screen, part, proposal.Branch(part.Written), said);
        }

        screen.Line();
        screen.Prose(
            $"Together about {VerdictView.Minutes(proposal.Parts.Sum(part => Expected(part)))}: each part has a start of its own for its reader.",
            screen.Dim
        );
        Notes(screen, proposal);
        screen.Prose(Honest, screen.Dim);
        screen.Line();
        Branches(screen, proposal, branches);
    }

    private static string NoCut(SplitProposal proposal, string change) =>
        proposal.Series.NeedsNoCut
            ? $"{change} needs no cut: about {VerdictView.Minutes(proposal.Series.Whole.Expected)} to read, within {Number(proposal.Series.Limit)} (--minutes cuts finer)"
        : proposal.Series.Parts is [{ WhyLarge: { } why }]
            ? $"{change} cannot be cut here: {why}, about {VerdictView.Minutes(proposal.Series.Whole.Expected)} to read"
        : $"{change} stays as it is: nothing in it stands apart";

    private static void Part(Screen screen, JudgedPart part, string branch, Dictionary<string, int> said)
    {
        var (it, number) = (part.Written.Part, part.Written.Number);
        screen.Line();
        screen.Line(
            $"  {screen.Bold(string.Create(CultureInfo.InvariantCulture, $"{number}. {Visible.Text(it.Name)}"))}  {VerdictView.Counted(it.Paths.Count, "file")}, about {VerdictView.Minutes(Expected(part))}"
        );
        if (it.WhyLarge is { } why)
        {
            screen.Line(screen.Yellow($"     cannot be cut further here: {why}"));
        }

        if (it.Uses.Count > 0)
        {
            screen.Line(screen.Dim($"     after {string.Join(", ", it.Uses.Take(5).Select(Use))}"));
        }

        foreach (var line in Files(it).Take(ShownFiles))
        {
            screen.Line($"     {line}");
        }

        if (it.Paths.Count > ShownFiles)
        {
            screen.Line(screen.Dim($"     and {it.Paths.Count - ShownFiles} more; --json lists them all"));
        }

        if (part.Judged is { } judged)
        {
            Verdict(screen, number, branch, judged.Verdict, said);
        }
        else
        {
            screen.Line(screen.Dim("     not judged"));
        }
    }

    /// <summary>What is missing is said once: most parts of a series miss the same.</summary>
    private static void Verdict(Screen screen, int number, string branch, Verdict verdict, Dictionary<string, int> said)
    {
        var kind = verdict.Match(_ => screen.Green("Allowed"), _ => screen.Yellow("Held"), _ => screen.Red("Refused"), _ => screen.Red("Faulted"));
        var lines = verdict
            .Reasons.Concat(verdict.Missing.Select(item => item.Who.Count > 0 ? $"{string.Join(" or ", item.Who.Take(4))}: {item.How}" : item.How))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var all = string.Join('\n', lines).Replace(branch, "", StringComparison.Ordinal);
        if (lines.Count > 0 && !said.TryAdd(all, number))
        {
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"     {kind}, for the same as part {said[all]}"));
            return;
        }

        screen.Line($"     {kind}");
        foreach (var line in lines.Take(ShownReasons).SelectMany(text => Wrapping.Wrap(Visible.Text(text), "       ", "         ", screen.Width)))
        {
            screen.Line(line);
        }
    }

    private static void Notes(Screen screen, SplitProposal proposal)
    {
        if (proposal.Series.CutThroughCircles)
        {
            screen.Line(screen.Yellow("Some parts use each other, so the earlier of them may not build alone."));
        }

        if (proposal.LessKnown is { Count: > 0 } parts)
        {
            screen.Line(
                screen.Yellow(
                    $"What is known of AI assistance in the whole is not known of part {string.Join(", ", parts)}: say it in its commit, or `countersign attribute` it."
                )
            );
        }
    }

    private static void Branches(Screen screen, SplitProposal proposal, SplitBranches? branches)
    {
        var names = proposal.Parts.Select(part => Visible.Text(proposal.Branch(part.Written))).ToList();
        if (branches is null)
        {
            screen.Line(
                $"Nothing was made. With --apply: branches {names[0]} to {names[^1]}, each with {PartCommit.SeriesTrailer}: {Visible.Text(proposal.SeriesName)}."
            );
            return;
        }

        screen.Line($"Branches {names[0]} to {names[^1]} stand; {names[^1]} has exactly the tree of {Visible.Text(proposal.Change.Name)}.");
        screen.Line(branches.Undo is { } undo ? $"Undo: {Visible.Text(undo)}" : "They stood already.");
        screen.Line($"Next: countersign propose {Visible.Text(ShellText.Word(proposal.Branch(proposal.Parts[0].Written)))}");
    }

    private static IEnumerable<string> Files(SeriesPart part) =>
        part
            .Pieces.GroupBy(piece => piece.File.Path)
            .Select(same =>
            {
                var file = same.First().File;
                var isMove = same.Any(piece => piece.Nature == PieceNature.Move);
                var review = same.SelectMany(piece => piece.Review).Where(one => one.Path == file.Path).ToList();
                var what = isMove
                    ? same.Count() == 1
                        ? $"moved from {file.From!.Value.Display}, nothing else"
                        : $"moved from {file.From!.Value.Display}, and changed"
                    : string.Create(CultureInfo.InvariantCulture, $"+{review.Sum(one => one.Added)} -{review.Sum(one => one.Deleted)}");
                var some =
                    file.Text is { } text && same.Sum(piece => piece.Hunks.Count) is > 0 and var count && count < text.Hunks.Count
                        ? $", {count} of {text.Hunks.Count} hunks"
                        : "";
                return $"{file.Path.Display}  {what}{some}";
            });

    private static string Use(PartUse use) =>
        use.Name.Length > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{use.Part + 1} ({Visible.Text(use.Name)})")
            : (use.Part + 1).ToString(CultureInfo.InvariantCulture);

    private static double Expected(JudgedPart part) => SplitProposal.Minutes(part)?.Expected ?? part.Written.Part.Minutes.Expected;

    private static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
