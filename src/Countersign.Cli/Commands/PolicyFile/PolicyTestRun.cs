// Runs the cases beside a policy and says, for each that differs, what was expected and what came.
using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Countersign.Adapters.Documents;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Documents;
using Countersign.Gating;
using Countersign.Policies;

namespace Countersign.Cli.Commands.PolicyFile;

internal static class PolicyTestRun
{
    public static int Run(PolicyTestOptions options, Surroundings surroundings)
    {
        var screen = surroundings.Screen;
        var rules = RuleFiles.Read(options.File, surroundings.Folder, surroundings.Now);
        if (rules.Policy is not { } policy)
        {
            return Say(rules.Problems, options, screen);
        }

        var file = options.Cases ?? Beside(options.File);
        var path = Path.GetFullPath(file, surroundings.Folder);
        if (!File.Exists(path))
        {
            throw new UsageProblem(
                $"there are no cases '{Visible.Text(file)}'; keep some beside the policy, as in specs/policy.md, or name them with --cases"
            );
        }

        return YamlReader
            .Read(File.ReadAllBytes(path), file)
            .Match(
                (node, _) =>
                    PolicyCases
                        .Read(node, policy)
                        .Match(
                            (cases, _) => Judge(cases, policy, file, options.Json, screen),
                            problems => Say([.. problems.Select(problem => problem with { File = file })], options, screen)
                        ),
                problems => Say(problems, options, screen)
            );
    }

    private static string Beside(string policy) =>
        Path.Combine(Path.GetDirectoryName(policy) ?? "", $"{Path.GetFileNameWithoutExtension(policy)}.cases.yml");

    private static int Judge(IReadOnlyList<PolicyCase> cases, Policy policy, string file, bool json, Screen screen)
    {
        var judged = cases.Select(one => (Case: one, Differs: one.Judge(policy))).ToList();
        var failed = judged.Count(one => one.Differs.Count > 0);
        if (json)
        {
            Json(judged, file, screen);
        }
        else
        {
            foreach (var (one, differs) in judged)
            {
                screen.Line(
                    $"{(differs.Count == 0 ? screen.Green("✓") : screen.Red("✗"))} {Visible.Text(one.Name)}"
                        + (differs.Count == 0 ? "" : $"  ({Visible.Text(file)}:{one.Line})")
                );
                foreach (var difference in differs)
                {
                    screen.Line($"    {Visible.Text(difference)}");
                }
            }

            screen.Line($"{VerdictView.Counted(judged.Count, "case")}, {failed} failed");
        }

        return failed == 0 ? ExitCode.Allowed : ExitCode.Refused;
    }

    private static int Say(IReadOnlyList<Problem> problems, PolicyTestOptions options, Screen screen)
    {
        if (options.Json)
        {
            ProblemsView.Json(screen, problems);
        }
        else
        {
            ProblemsView.Draw(screen, problems, options.File);
        }

        return ExitCode.Refused;
    }

    private static void Json(List<(PolicyCase Case, IReadOnlyList<string> Differs)> judged, string file, Screen screen)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (
            var json = new Utf8JsonWriter(
                bytes,
                new JsonWriterOptions
                {
                    Indented = true,
                    NewLine = "\n",
                    Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                }
            )
        )
        {
            json.WriteStartObject();
            json.WriteString("file", file);
            json.WriteNumber("failed", judged.Count(one => one.Differs.Count > 0));
            json.WriteStartArray("cases");
            foreach (var (one, differs) in judged)
            {
                json.WriteStartObject();
                json.WriteString("name", one.Name);
                json.WriteNumber("line", one.Line);
                json.WriteBoolean("holds", differs.Count == 0);
                json.WriteStartArray("differences");
                foreach (var difference in differs)
                {
                    json.WriteStringValue(difference);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        screen.Raw(bytes.WrittenSpan);
        screen.Line();
    }
}
