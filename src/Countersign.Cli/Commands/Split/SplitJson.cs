// A proposed series for the author's agent: every part with its files, hunks, minutes, verdict and what it comes after.
using System.Text.Json;
using Countersign.Adapters.Git.Splitting;
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Terminal;
using Countersign.Gating;
using Countersign.Impact;
using Countersign.Inputs;
using Countersign.Splitting;

namespace Countersign.Cli.Commands.Split;

internal static class SplitJson
{
    public static void Write(Screen screen, SplitProposal proposal, SplitBranches? branches) =>
        JsonOut.Write(
            screen,
            json =>
            {
                var series = proposal.Series;
                json.WriteString("head", proposal.Change.Head.Hex);
                json.WriteString("target", proposal.Change.Target.Ref);
                json.WriteString("start", proposal.Start.Hex);
                json.WriteNumber("limit", series.Limit);
                Minutes(json, series.Whole.Low, series.Whole.Expected, series.Whole.High);
                json.WriteBoolean("needsCut", !series.NeedsNoCut);
                if (!series.NeedsNoCut && proposal.Parts.Count == 0)
                {
                    json.WriteString("cannotCut", series.Parts is [{ WhyLarge: { } why }] ? why : "nothing in it stands apart");
                }

                json.WriteString("series", proposal.SeriesName);
                JsonOut.Text(json, "verdictsAs", proposal.As);
                JsonOut.List(json, "parts", proposal.Parts, part => Part(json, proposal, part));
                json.WriteBoolean("partsUseEachOther", series.CutThroughCircles);
                json.WriteBoolean("applied", branches is not null);
                JsonOut.Text(json, "undo", branches?.Undo);
                json.WriteString("limits", SplitView.Honest);
            }
        );

    private static void Part(Utf8JsonWriter json, SplitProposal proposal, JudgedPart part)
    {
        var it = part.Written.Part;
        json.WriteNumber("number", part.Written.Number);
        json.WriteString("name", it.Name);
        json.WriteString("branch", proposal.Branch(part.Written));
        json.WriteString("commit", part.Written.Commit.Hex);
        json.WriteString("tree", part.Written.Tree.Hex);
        Minutes(json, SplitProposal.Minutes(part) ?? AsFacts(it.Minutes));
        JsonOut.Text(json, "tooLarge", it.WhyLarge);
        if (part.Judged is { } judged)
        {
            json.WriteString("verdict", judged.Verdict.Kind.ToString());
            JsonOut.Texts(json, "reasons", judged.Verdict.Reasons);
            VerdictJson.Missing(json, judged.Verdict.Missing);
        }

        JsonOut.List(
            json,
            "after",
            it.Uses,
            use =>
            {
                json.WriteNumber("part", use.Part + 1);
                JsonOut.Text(json, "name", use.Name.Length > 0 ? use.Name : null);
            }
        );
        JsonOut.List(json, "files", it.Pieces.GroupBy(piece => piece.File.Path), same => File(json, [.. same]));
    }

    private static void File(Utf8JsonWriter json, List<Piece> pieces)
    {
        var file = pieces[0].File;
        var review = pieces.SelectMany(piece => piece.Review).Where(one => one.Path == file.Path).ToList();
        json.WriteString("path", file.Path.Text);
        if (pieces.Exists(piece => piece.Nature == PieceNature.Move))
        {
            json.WriteString("movedFrom", file.From!.Value.Text);
        }

        json.WriteNumber("added", review.Sum(one => one.Added));
        json.WriteNumber("deleted", review.Sum(one => one.Deleted));
        JsonOut.Texts(json, "what", pieces.Select(piece => piece.Nature.ToString().ToLowerInvariant()).Distinct());
        if (pieces.Exists(piece => piece.Hunks.Count > 0))
        {
            JsonOut.List(
                json,
                "hunks",
                pieces.SelectMany(piece => piece.Hunks).OrderBy(hunk => hunk.OldStart),
                hunk =>
                {
                    json.WriteNumber("oldLine", hunk.OldStart + 1);
                    json.WriteNumber("oldLines", hunk.OldCount);
                    json.WriteNumber("newLine", hunk.NewStart + 1);
                    json.WriteNumber("newLines", hunk.NewCount);
                }
            );
        }
    }

    private static ReviewMinutesFacts AsFacts(ReviewMinutes minutes) =>
        new(minutes.Low, minutes.Expected, minutes.High, minutes.EffectiveLines, minutes.Files, "");

    private static void Minutes(Utf8JsonWriter json, ReviewMinutesFacts minutes) => Minutes(json, minutes.Low, minutes.Expected, minutes.High);

    private static void Minutes(Utf8JsonWriter json, double low, double expected, double high)
    {
        json.WriteStartObject("minutes");
        json.WriteNumber("low", Math.Round(low));
        json.WriteNumber("expected", Math.Round(expected));
        json.WriteNumber("high", Math.Round(high));
        json.WriteEndObject();
    }
}
