// The outcome of a job as one JSON object; each change's verdict is the one that `check --json` prints. Source: specs/forge.md.
using System.Text.Json;
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Terminal;
using Countersign.Gating;

namespace Countersign.Cli.Commands.Judge;

internal static class JobJson
{
    public static byte[] Write(JobOutcome outcome) =>
        [
            .. JsonOut.Bytes(json =>
            {
                json.WriteString("verdict", outcome.Worst.ToString());
                json.WriteNumber("exit", outcome.Code);
                if (outcome.Words.Length > 0)
                {
                    json.WriteString("said", Visible.Text(outcome.Words));
                }

                json.WriteStartArray("changes");
                foreach (var verdict in outcome.Verdicts)
                {
                    One(json, verdict);
                }

                json.WriteEndArray();
            }),
            (byte)'\n',
        ];

    private static void One(Utf8JsonWriter json, JobVerdict verdict)
    {
        json.WriteStartObject();
        if (verdict.Change.Number is { } number)
        {
            json.WriteNumber("number", number);
        }

        json.WriteString("check", verdict.CheckName);
        json.WriteString("head", verdict.Change.Head.Hex);
        json.WriteString("verdict", verdict.Kind.ToString());
        if (verdict.Records is { } records)
        {
            json.WriteString("records", records.Hex);
        }

        if (verdict.Problem is { } problem)
        {
            json.WriteString("problem", problem);
        }

        if (verdict.Judged is { } judged)
        {
            json.WritePropertyName("judged");
            var policy = judged.Gathered.Rulebook.Policy ?? Policies.Policy.Absent;
            using var document = JsonDocument.Parse(VerdictJson.WriteMore(judged.Verdict, judged.Gathered.Facts, policy, CutView.PartsOf(judged)));
            document.RootElement.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
