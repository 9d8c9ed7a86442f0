// A likelihood for people and for programs: the percentile, what it is of, the reasons, and what it cannot know.
using System.Globalization;
using System.Text.Json;
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Past;
using Countersign.Changes;
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Likelihood;

namespace Countersign.Cli.Commands.Likelihoods;

internal static class LikelihoodView
{
    public const string Honest =
        "Measured on six open-source projects of 2014 to 2018: of one change that was mended later and one that was not, the former scores higher in 74 of 100 cases (76 where fitted on the project). It cannot know what the code does, how it is tested or who reads it; it knows nobody's name and nothing of AI assistance.";

    public static void Draw(Screen screen, OpenChange open, ReadLikelihood read)
    {
        One(screen, Visible.Text(open.Name), read.Assessment, read.Model is null);
    }

    /// <summary>One change, on its way or landed, with its reasons.</summary>
    public static void One(Screen screen, string named, Assessment it, bool isCold)
    {
        screen.Prose($"{named}: percentile {Number(it.Percentile)} of {it.Among:N0} changes in the chance of having to be mended later", screen.Bold);
        if (it.Probability is { } probability)
        {
            screen.Line($"About {Percent(probability)} of changes like it were known bad later, as of the fit.");
        }

        foreach (var reason in it.Reasons)
        {
            screen.Prose($"  {reason}", rest: "    ");
        }

        screen.Line();
        screen.Prose($"By {Visible.Text(it.Basis)}.", screen.Dim);
        Foot(screen, isCold);
    }

    public static void Draw(Screen screen, string named, IReadOnlyList<(PastChange Change, Assessment Assessment)> placed)
    {
        if (placed.Count == 0)
        {
            screen.Line($"No change entered in {Visible.Text(named)}.");
            return;
        }

        screen.Line(screen.Bold($"{VerdictView.Counted(placed.Count, "change")} in {Visible.Text(named)}, newest first"));
        screen.Line();
        screen.Line(screen.Dim($"  {"change", -10}{"percentile", 10}  {"lines", 14}  {"files", 6}  subject"));
        foreach (var (change, it) in placed)
        {
            var lines = string.Create(CultureInfo.InvariantCulture, $"+{change.Features.LinesAdded:0} -{change.Features.LinesDeleted:0}");
            screen.Line(
                $"  {change.Id.Short, -10}{Number(it.Percentile), 10}  {lines, 14}  {change.Features.Files, 6:0}  {Visible.Text(change.Subject)}".TrimEnd()
            );
        }

        screen.Line();
        screen.Prose($"By {Visible.Text(placed[0].Assessment.Basis)}.", screen.Dim);
        Foot(screen, placed[0].Assessment.Probability is null);
    }

    public static void Json(Screen screen, OpenChange open, ReadLikelihood read) =>
        Json(screen, open, null, read.Assessment, read.Features, withPast: read.Model is not null);

    /// <param name="step">With which it entered; null where it has not.</param>
    public static void Json(Screen screen, OpenChange open, ObjectId? step, Assessment it, ChangeFeatures features, bool withPast) =>
        JsonOut.Write(
            screen,
            json =>
            {
                json.WriteString("head", open.Head.Hex);
                json.WriteString("target", open.Target.Ref);
                JsonOut.Text(json, "enteredWith", step?.Hex);
                Assessed(json, it);
                Measures(json, features, withPast);
                json.WriteString("limits", Honest);
            }
        );

    public static void Json(Screen screen, string named, IReadOnlyList<(PastChange Change, Assessment Assessment)> placed) =>
        JsonOut.Write(
            screen,
            json =>
            {
                json.WriteString("range", named);
                JsonOut.List(
                    json,
                    "changes",
                    placed,
                    one =>
                    {
                        json.WriteString("commit", one.Change.Id.Hex);
                        json.WriteString("committed", DateTimeOffset.FromUnixTimeSeconds(Math.Min(one.Change.When, 253_402_300_799)));
                        Assessed(json, one.Assessment);
                        Measures(json, one.Change.Features, withPast: one.Assessment.Probability is not null);
                    }
                );
                json.WriteString("limits", Honest);
            }
        );

    public static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static void Foot(Screen screen, bool isCold)
    {
        if (isCold)
        {
            screen.Prose(
                $"z = {ColdStart.Published}; countersign likelihood --fit says whether this repository knows enough for a model of its own.",
                screen.Dim
            );
        }

        screen.Prose(Honest, screen.Dim);
    }

    private static void Assessed(Utf8JsonWriter json, Assessment it)
    {
        json.WriteNumber("percentile", it.Percentile);
        if (it.Probability is { } probability)
        {
            json.WriteNumber("probability", probability);
        }

        json.WriteNumber("score", Math.Round(it.Score, 6));
        json.WriteNumber("among", it.Among);
        json.WriteString("basis", it.Basis);
        JsonOut.Texts(json, "reasons", it.Reasons);
    }

    private static void Measures(Utf8JsonWriter json, ChangeFeatures it, bool withPast)
    {
        json.WriteStartObject("measures");
        json.WriteNumber("la", it.LinesAdded);
        json.WriteNumber("ld", it.LinesDeleted);
        json.WriteNumber("nf", it.Files);
        json.WriteNumber("ns", it.Subsystems);
        json.WriteNumber("nd", it.Folders);
        json.WriteNumber("entropy", Math.Round(it.Entropy, 6));
        json.WriteBoolean("fix", it.IsFix);
        if (withPast)
        {
            json.WriteNumber("ndev", it.Developers);
            json.WriteNumber("age", Math.Round(it.AgeDays, 6));
            json.WriteNumber("nuc", it.EarlierChanges);
            json.WriteNumber("lt", it.LinesBefore);
        }

        json.WriteEndObject();
    }

    private static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
