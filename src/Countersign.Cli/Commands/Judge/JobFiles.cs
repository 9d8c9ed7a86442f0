// Hands the outcome to the job: outputs, summary, and the bodies of check runs. Only fixed words, digits and digests are outputs.
using System.Globalization;
using System.Text;

namespace Countersign.Cli.Commands.Judge;

internal static class JobFiles
{
    private static readonly UTF8Encoding s_plain = new(encoderShouldEmitUTF8Identifier: false);

    public static void Write(JobOutcome outcome, JudgeOptions options, Surroundings surroundings)
    {
        if (options.CheckRuns is { } folder)
        {
            var place = Directory.CreateDirectory(Path.Combine(surroundings.Folder, folder)).FullName;
            foreach (var (verdict, at) in outcome.Verdicts.Select((verdict, at) => (verdict, at)))
            {
                File.WriteAllBytes(
                    Path.Combine(place, string.Create(CultureInfo.InvariantCulture, $"check-run-{at + 1}.json")),
                    CheckRun.Write(verdict)
                );
            }
        }

        if (surroundings.Variable("GITHUB_OUTPUT") is { Length: > 0 } outputs)
        {
            var records = outcome.Verdicts.Select(verdict => verdict.Records).FirstOrDefault(tip => tip is not null);
            File.AppendAllText(
                outputs,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"verdict={outcome.Worst}\nexit-code={outcome.Code}\nchanges={outcome.Verdicts.Count}\nrecords={records?.Hex}\n"
                ),
                s_plain
            );
        }

        if (surroundings.Variable("GITHUB_STEP_SUMMARY") is { Length: > 0 } summary)
        {
            File.AppendAllText(summary, $"### countersign: {outcome.Worst}\n\n{CheckRun.Markdown(outcome.Lines)}", s_plain);
        }
    }
}
