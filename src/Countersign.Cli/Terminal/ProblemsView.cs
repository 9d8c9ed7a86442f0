// Prints what is wrong with a document: place, words, code and remedy, for a person or as JSON for a program.
using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Countersign.Documents;

namespace Countersign.Cli.Terminal;

public static class ProblemsView
{
    public static void Draw(Screen screen, IReadOnlyList<Problem> problems, string what)
    {
        foreach (var problem in problems)
        {
            var place = problem.Line > 0 ? $"{problem.File}:{problem.Line}" : problem.File;
            var kind = problem.Severity == Severity.Error ? screen.Red("error") : screen.Yellow("warning");
            screen.Line($"{Visible.Text(place)}: {kind}: {Visible.Text(problem.Message)} [{problem.Code}]");
            if (problem.Remedy.Length > 0)
            {
                screen.Line($"    {Visible.Text(problem.Remedy)}");
            }
        }

        var errors = problems.Count(problem => problem.Severity == Severity.Error);
        var warnings = problems.Count - errors;
        screen.Line(
            problems.Count == 0
                ? $"{what}: nothing to object to"
                : $"{what}: {VerdictView.Counted(errors, "error")}, {VerdictView.Counted(warnings, "warning")}"
                    + (errors > 0 ? "; with an error the gate stays closed" : "")
        );
    }

    /// <summary>{"errors": n, "warnings": n, "problems": [{severity, code, file, line, message, remedy}]}</summary>
    public static void Json(Screen screen, IReadOnlyList<Problem> problems)
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
            json.WriteNumber("errors", problems.Count(problem => problem.Severity == Severity.Error));
            json.WriteNumber("warnings", problems.Count(problem => problem.Severity == Severity.Warning));
            json.WriteStartArray("problems");
            foreach (var problem in problems)
            {
                json.WriteStartObject();
                json.WriteString("severity", problem.Severity == Severity.Error ? "error" : "warning");
                json.WriteString("code", problem.Code);
                json.WriteString("file", problem.File);
                if (problem.Line > 0)
                {
                    json.WriteNumber("line", problem.Line);
                }

                json.WriteString("message", problem.Message);
                json.WriteString("remedy", problem.Remedy);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        screen.Raw(bytes.WrittenSpan);
        screen.Line();
    }

    /// <summary>Refused where anything is an error: the gate would not open with these rules.</summary>
    public static int CodeOf(IReadOnlyList<Problem> problems) =>
        problems.Any(problem => problem.Severity == Severity.Error) ? ExitCode.Refused : ExitCode.Allowed;
}
