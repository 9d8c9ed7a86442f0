// `countersign minutes`: the constants of the minutes formula, as documented and as the readers' own answers would have them.
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Impact;
using Countersign.Impact.Pace;

namespace Countersign.Cli.Commands.Minutes;

public static class MinutesCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var contribute = new Option<bool>("--contribute")
        {
            Description = $"Move this clone's answers into {TookPool.Shared} for a commit; only classes with {TookCounts.Least} or more of them",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object for programs" };
        var verb = new Verb("minutes", "Show the constants of the review minutes: documented, and refitted to what readers said")
        {
            Examples =
            [
                ("countersign minutes", "Both, with the number of answers."),
                ("countersign sign carts --took 15-30", "Gives an answer, if you like: a count without your name, in this clone."),
                ("countersign minutes --contribute", "Adds this clone's counts to the team's file."),
            ],
        };
        verb.Add(contribute);
        verb.Add(json);
        return verb.Runs(parsed => new MinutesOptions(parsed.GetValue(contribute), parsed.GetValue(json)), options => Run(options, surroundings));
    }

    private static int Run(MinutesOptions options, Surroundings surroundings)
    {
        using var desk = Desk.Open(surroundings);
        var pool = new TookPool(desk.Repository);
        var file = Path.Combine(desk.Repository.WorkTree ?? surroundings.Folder, TookPool.Shared);
        var (own, shared) = (pool.Read(), TookPool.ReadFile(file));
        if (options.Contribute)
        {
            var given = own.Shown();
            if (given.Total == 0)
            {
                throw new UsageProblem(
                    $"no class has {TookCounts.Least} answers in this clone yet, and fewer would say whose they are; nothing was written"
                );
            }

            // What a full disk does not take is not forgotten. Then the clone forgets first: an answer lost to a crash does less
            // harm than one counted twice.
            var passing = file + ".new";
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            shared = shared.Plus(given);
            File.WriteAllBytes(passing, shared.ToJson());
            own = own.Withheld();
            pool.Write(own);
            File.Move(passing, file, overwrite: true);
        }

        var counts = shared.Plus(own);
        Show(surroundings.Screen, counts.Shown(), PaceFit.Of(counts), PaceFit.Of(shared), options);
        return ExitCode.Allowed;
    }

    private static void Show(Screen screen, TookCounts counts, PaceFit fit, PaceFit ofTheFile, MinutesOptions options)
    {
        if (options.Json)
        {
            JsonOut.Write(screen, json => Json(json, counts, fit, ofTheFile));
            return;
        }

        screen.Line(screen.Dim($"  {"", -34}{"documented", 12}{"refitted", 12}"));
        Row(screen, "minutes to get into a change", ReviewMinutes.ContextMinutes, fit, fit.Start);
        Row(screen, "minutes for each file", ReviewMinutes.MinutesPerFile, fit, fit.MinutesPerFile);
        Row(screen, "lines an hour", ReviewMinutes.LinesPerHour, fit, fit.LinesPerHour);
        Row(screen, "lines an hour on high-risk paths", ReviewMinutes.HighRiskLinesPerHour, fit, fit.HighRiskLinesPerHour);
        screen.Line();
        screen.Prose(
            fit.IsDocumented
                ? $"The documented constants stand: {counts.Total} answers can be used, {PaceFit.LeastAnswers} are the least. Readers may give one with sign --took."
                : $"Refitted on {counts.Total} answers, with the documented constants as {Number(PaceFit.Prior)} more; never beyond half or twice."
        );
        screen.Prose(
            $"Answers are counts without person, change or time; classes with fewer than {TookCounts.Least} are left out. {(ofTheFile.IsDocumented ? $"The gate counts with the documented constants: {TookPool.Shared} has fewer than {PaceFit.LeastAnswers} answers." : $"The gate counts with what {TookPool.Shared} says at the target: here a refit on {ofTheFile.Answers} answers.")}",
            screen.Dim
        );
        if (options.Contribute)
        {
            screen.Line($"Written: {TookPool.Shared}. Commit it like any other rule.");
        }
    }

    private static void Row(Screen screen, string what, double documented, PaceFit fit, double refitted) =>
        screen.Line($"  {what, -34}{Number(documented), 12}{(fit.IsDocumented ? "-" : Number(refitted)), 12}");

    private static void Json(Utf8JsonWriter json, TookCounts counts, PaceFit fit, PaceFit ofTheFile)
    {
        json.WriteNumber("answers", counts.Total);
        Constants(json, "documented", PaceFit.Documented);
        if (!fit.IsDocumented)
        {
            Constants(json, "refitted", fit);
        }

        json.WriteBoolean("gateUsesRefitted", !ofTheFile.IsDocumented);
    }

    private static void Constants(Utf8JsonWriter json, string name, PaceFit fit)
    {
        json.WriteStartObject(name);
        json.WriteNumber("start", Math.Round(fit.Start, 2));
        json.WriteNumber("minutesPerFile", Math.Round(fit.MinutesPerFile, 2));
        json.WriteNumber("linesPerHour", Math.Round(fit.LinesPerHour, 1));
        json.WriteNumber("highRiskLinesPerHour", Math.Round(fit.HighRiskLinesPerHour, 1));
        json.WriteEndObject();
    }

    private static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}

public sealed record MinutesOptions(bool Contribute, bool Json);
