// A history's evidence of AI assistance: classes with their share, tools, certainty, recorded lines.
using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Countersign.Adapters.Git.Gathering;
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Terminal;
using Countersign.Provenance;

namespace Countersign.Cli.Commands.ProvenanceHistory;

internal static class ProvenanceView
{
    private const int MostTools = 20;

    private static readonly string[] s_certainty =
    [
        "hints alone, which count for nothing",
        "trailer, footer, co-author or committer",
        "an agent is the author, or its own log is linked",
        "lines recorded by a tool, unsigned",
        "lines recorded by a tool, signed",
    ];

    public static void Draw(Screen screen, string range, HistoryTally tally, IReadOnlyList<string> silence, SignalSet signals)
    {
        if (tally.Commits == 0)
        {
            screen.Line($"There are no commits in {Visible.Text(range)}.");
            return;
        }

        screen.Line(
            screen.Bold(
                $"{(tally.Commits == 1 ? "1 commit" : $"{VerdictView.Number(tally.Commits)} commits")} in {Visible.Text(range)}, {tally.From:yyyy-MM-dd} to {tally.To:yyyy-MM-dd}"
            )
        );
        screen.Line();
        screen.Line(screen.Dim($"  {"class", -12}{"commits", 10}   {"share", 6}   95 % interval"));
        foreach (var (grade, commits) in tally.Classes.OrderByDescending(pair => pair.Key == AssistanceClass.Unknown ? -1 : (int)pair.Key))
        {
            var share = new Share(commits, tally.Commits);
            var note = grade == AssistanceClass.Unknown ? "   nothing declared or recorded; that is not \"human\"" : "";
            screen.Line(
                $"  {AssistanceView.Name(grade), -12}{VerdictView.Number(commits), 10}   {Percent(share.Rate), 6}   {Percent(share.Low)} to {Percent(share.High)}{screen.Dim(note)}"
            );
        }

        Certainty(screen, tally);
        Tools(screen, tally);
        Lines(screen, tally);
        screen.Line();
        foreach (var setting in silence)
        {
            screen.Line($"Tools are kept from signing here, so finding nothing says even less: {Visible.Text(setting)}");
        }

        screen.Line(
            screen.Dim(
                $"Table of signs: {signals.Version}. A declared or recorded line is what somebody or some tool wrote down; nothing here is detected."
            )
        );
    }

    /// <summary>One commit's findings, hints among them.</summary>
    public static void Commit(Screen screen, ReadCommit commit, bool json)
    {
        if (!json)
        {
            foreach (var finding in commit.Findings)
            {
                screen.Line(
                    $"{commit.Id.Short}  {commit.When:yyyy-MM-dd}  {finding.Certainty}  {AssistanceView.Name(finding.Class), -9} {Visible.Text(finding.Tool)}  {screen.Dim(Visible.Text(finding.Raw))}"
                );
            }

            return;
        }

        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("commit", commit.Id.Hex);
            writer.WriteString("committed", commit.When);
            JsonOut.List(writer, "findings", commit.Findings, finding => Finding(writer, finding));
            writer.WriteEndObject();
        }

        screen.Raw(bytes.WrittenSpan);
        screen.Line();
    }

    public static void Json(Screen screen, string range, HistoryTally tally, IReadOnlyList<string> silence, SignalSet signals) =>
        JsonOut.Write(
            screen,
            json =>
            {
                json.WriteString("range", range);
                json.WriteString("table", signals.Version);
                json.WriteNumber("commits", tally.Commits);
                if (tally is { From: { } from, To: { } to })
                {
                    json.WriteString("from", from);
                    json.WriteString("to", to);
                }

                JsonOut.List(
                    json,
                    "classes",
                    tally.Classes,
                    pair =>
                    {
                        var share = new Share(pair.Value, tally.Commits);
                        json.WriteString("class", AssistanceView.Name(pair.Key));
                        json.WriteNumber("commits", pair.Value);
                        json.WriteNumber("share", Math.Round(share.Rate, 6));
                        json.WriteNumber("low95", Math.Round(share.Low, 6));
                        json.WriteNumber("high95", Math.Round(share.High, 6));
                    }
                );
                JsonOut.List(
                    json,
                    "certainty",
                    tally.Certainties.Select((commits, certainty) => (commits, certainty)),
                    pair =>
                    {
                        json.WriteNumber("certainty", pair.certainty);
                        json.WriteString("means", s_certainty[pair.certainty]);
                        json.WriteNumber("commits", pair.commits);
                    }
                );
                JsonOut.List(
                    json,
                    "tools",
                    tally.Tools,
                    tool =>
                    {
                        json.WriteString("tool", tool.Tool);
                        JsonOut.Text(json, "model", tool.Model);
                        json.WriteNumber("commits", tool.Commits);
                        json.WriteNumber("mostCertain", tool.MostCertain);
                    }
                );
                if (tally.Lines.Commits > 0)
                {
                    json.WriteStartObject("lines");
                    json.WriteNumber("commits", tally.Lines.Commits);
                    json.WriteNumber("added", tally.Lines.Added);
                    JsonOut.List(
                        json,
                        "shares",
                        tally.Lines.Shares,
                        share =>
                        {
                            json.WriteString("class", AssistanceView.Name(share.Class));
                            json.WriteString("basis", AssistanceView.Words(share.Basis));
                            json.WriteNumber("lines", share.Lines);
                        }
                    );
                    json.WriteEndObject();
                }

                JsonOut.Texts(json, "silence", silence);
            }
        );

    private static void Finding(Utf8JsonWriter json, AssistanceFinding finding)
    {
        json.WriteString("signal", finding.Signal);
        json.WriteString("tool", finding.Tool);
        JsonOut.Text(json, "model", finding.Model);
        json.WriteString("class", AssistanceView.Name(finding.Class));
        json.WriteNumber("certainty", finding.Certainty);
        json.WriteString("raw", finding.Raw);
        json.WriteString("source", finding.Source);
    }

    private static void Certainty(Screen screen, HistoryTally tally)
    {
        screen.Line();
        screen.Line(screen.Dim($"  {"certainty", -12}{"commits", 10}   of their strongest evidence"));
        for (var certainty = s_certainty.Length - 1; certainty >= 0; certainty--)
        {
            screen.Line($"  {certainty, -12}{VerdictView.Number(tally.Certainties[certainty]), 10}   {s_certainty[certainty]}");
        }
    }

    private static void Tools(Screen screen, HistoryTally tally)
    {
        var tools = tally.Tools;
        if (tools.Count == 0)
        {
            return;
        }

        screen.Line();
        screen.Line(screen.Dim($"  {"tool", -32}{"commits", 10}   model, as the line names it"));
        foreach (var tool in tools.Take(MostTools))
        {
            screen.Line($"  {Visible.Text(tool.Tool), -32}{VerdictView.Number(tool.Commits), 10}   {Visible.Text(tool.Model ?? "")}".TrimEnd());
        }

        if (tools.Count > MostTools)
        {
            screen.Line(screen.Dim($"  and {tools.Count - MostTools} more; --json lists them all"));
        }
    }

    /// <summary>No interval: lines of one commit are not independent of each other.</summary>
    private static void Lines(Screen screen, HistoryTally tally)
    {
        var lines = tally.Lines;
        if (lines.Added == 0)
        {
            return;
        }

        var commits = VerdictView.Counted((int)lines.Commits, "commit");
        screen.Line();
        screen.Line(
            screen.Dim(
                $"  {"class", -12}{"lines", 10}   {"share", 6}   of those that {commits}{(lines.Commits < tally.Commits ? " with a record" : "")} added"
            )
        );
        foreach (var share in lines.Shares)
        {
            screen.Line(
                $"  {AssistanceView.Name(share.Class), -12}{VerdictView.Number(share.Lines), 10}   {Percent((double)share.Lines / lines.Added), 6}   {AssistanceView.Words(share.Basis)}"
            );
        }
    }

    private static string Percent(double rate) => (100 * rate).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
