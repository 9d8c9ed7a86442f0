// What a fit rests on and how good it is, for people and for programs.
using System.Globalization;
using System.Text.Json;
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Terminal;
using Countersign.Likelihood;
using Countersign.Provenance;

namespace Countersign.Cli.Commands.Likelihoods;

internal static class FitView
{
    public static void Draw(Screen screen, Fit fit, string? written)
    {
        screen.Line(
            screen.Bold(
                $"{fit.Line.Count:N0} changes on {VerdictView.Short(fit.Target.Ref)}, {fit.Mature.Count:N0} of them at least {Maturity.Days} days older than the newest; of these {fit.Bad:N0} known bad"
            )
        );
        screen.Line(
            $"  Known bad in all: {fit.Known.ByMessages:N0} named by later messages, {fit.Known.ByIncidents:N0} more by {IncidentList.Path}{(fit.Known.Unknown > 0 ? $"; {VerdictView.Counted(fit.Known.Unknown, "name")} mean no single commit here" : "")}"
        );
        if (fit.Fitted is not { } model)
        {
            screen.Line(
                $"A model of its own takes {ModelFit.FewestBad} known-bad changes; until then the formula stands: {ColdStart.Name}, z = {ColdStart.Published}."
            );
            return;
        }

        Quality(screen, fit);
        screen.Line();
        if (!fit.IsUsable)
        {
            screen.Line("On later changes it does not order better than chance would, so it is not written: the formula stands.");
        }
        else if (written is not null)
        {
            screen.Line(
                $"Model {FittedModel.Name} {model.Digest.Short} written to {Visible.Text(written)}. The gate uses it once it has entered as {Adapters.Git.Gathering.LikelihoodReader.ModelPath}."
            );
        }
        else
        {
            screen.Line($"Model {FittedModel.Name} {model.Digest.Short}; --out FILE writes it.");
        }
    }

    public static void Json(Screen screen, Fit fit, string? written) =>
        JsonOut.Write(
            screen,
            json =>
            {
                json.WriteString("target", fit.Target.Ref);
                json.WriteNumber("changes", fit.Line.Count);
                json.WriteNumber("mature", fit.Mature.Count);
                json.WriteNumber("knownBad", fit.Bad);
                json.WriteNumber("namedByMessages", fit.Known.ByMessages);
                json.WriteNumber("namedByIncidents", fit.Known.ByIncidents);
                json.WriteNumber("namesOfNoCommit", fit.Known.Unknown);
                json.WriteNumber("needed", ModelFit.FewestBad);
                json.WriteBoolean("usable", fit.IsUsable);
                JsonOut.Text(json, "model", fit.Fitted?.Digest.ToString());
                JsonOut.Text(json, "written", written);
                Measures(json, "later", fit.Later);
                Measures(json, "formulaOnTheSame", fit.Formula);
            }
        );

    private static void Quality(Screen screen, Fit fit)
    {
        if (fit.Later is not { Area: { } area } later)
        {
            screen.Line("The later fifth has too few bad changes to measure it on.");
            return;
        }

        screen.Line();
        screen.Line($"Fitted on the earlier four fifths, measured on the later {later.Changes:N0} changes, {later.Bad:N0} of them known bad:");
        screen.Line($"  area under the curve {Area(area)}; the formula on the same {(fit.Formula?.Area is { } cold ? Area(cold) : "-")}");
        screen.Line(
            $"  bad changes among the riskiest {string.Join(", ", later.Captures.Select(capture => $"{LikelihoodView.Percent(capture.Share)}: {LikelihoodView.Percent(capture.Caught)}"))}"
        );
        screen.Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  Brier score {later.Brier:0.000}; who knew only the share of bad ones would have {later.BaseBrier:0.000}"
            )
        );
        screen.Line(screen.Dim($"  {"said", -10}{"changes", 9}   happened, 95 % interval"));
        foreach (var bin in later.Bins)
        {
            var share = new Share(bin.Bad, bin.Changes);
            screen.Line(
                $"  {LikelihoodView.Percent(bin.Said), -10}{bin.Changes, 9:N0}   {LikelihoodView.Percent(share.Rate)} ({LikelihoodView.Percent(share.Low)} to {LikelihoodView.Percent(share.High)})"
            );
        }
    }

    private static string Area(Auc area) => string.Create(CultureInfo.InvariantCulture, $"{area.Area:0.000} ({area.Low:0.000} to {area.High:0.000})");

    private static void Measures(Utf8JsonWriter json, string name, Measured? it)
    {
        if (it?.Area is not { } area)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("changes", it.Changes);
        json.WriteNumber("bad", it.Bad);
        json.WriteNumber("area", Math.Round(area.Area, 6));
        json.WriteNumber("low95", Math.Round(area.Low, 6));
        json.WriteNumber("high95", Math.Round(area.High, 6));
        JsonOut.List(
            json,
            "capture",
            it.Captures,
            capture =>
            {
                json.WriteNumber("share", capture.Share);
                json.WriteNumber("caught", Math.Round(capture.Caught, 6));
            }
        );
        if (it.Bins.Count > 0)
        {
            json.WriteNumber("brier", Math.Round(it.Brier, 6));
            json.WriteNumber("brierOfTheShare", Math.Round(it.BaseBrier, 6));
            JsonOut.List(
                json,
                "reliability",
                it.Bins,
                bin =>
                {
                    json.WriteNumber("changes", bin.Changes);
                    json.WriteNumber("bad", bin.Bad);
                    json.WriteNumber("said", Math.Round(bin.Said, 6));
                }
            );
        }

        json.WriteEndObject();
    }
}
