// Shows what became of an imported file: to people on standard error, to programs as JSON.
using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Countersign.Cli.Terminal;
using Countersign.Documents;
using Countersign.Policies.Imports;

namespace Countersign.Cli.Commands.PolicyFile;

internal static class ImportView
{
    private static readonly (ImportNoteKind Kind, string Id, string Title)[] Kinds =
    [
        (ImportNoteKind.AsItIs, "as-it-is", "Taken as it is"),
        (ImportNoteKind.Safer, "safer", "Made safer"),
        (ImportNoteKind.NotExpressed, "not-expressed", "Could not be expressed: held or refused until somebody writes it by hand"),
        (ImportNoteKind.NoEffect, "no-effect", "Dropped, because it has no effect here"),
    ];

    public static void Draw(Screen screen, ImportedPolicy policy, IReadOnlyList<Problem> lint)
    {
        foreach (var (kind, _, title) in Kinds)
        {
            Part(screen, title, policy.Notes.Where(note => note.Kind == kind).Select(note => $"{Place(note.File, note.Line)}{note.Text}"));
        }

        Part(
            screen,
            "The roster has to know these, each with a level that somebody gave them",
            policy.Needs.Where(need => !need.IsKnown).Select(need => $"{need.Is} {need.Name}: {need.Source}")
        );
        Part(
            screen,
            "Lint says of the proposal",
            lint.Select(problem => $"{Place("", problem.Line)}{problem.Message} [{problem.Code}] {problem.Remedy}")
        );
        screen.Aside($"{VerdictView.Counted(policy.Rules.Count, "rule")} proposed.");
    }

    /// <summary>{"policy": text, "rules": n, "notes": [{kind, file, line, text}], "needs": [{is, name, source, known}], "problems": [...]}</summary>
    public static void Json(Screen screen, ImportedPolicy policy, IReadOnlyList<Problem> lint)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var form = new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var json = new Utf8JsonWriter(bytes, form))
        {
            json.WriteStartObject();
            json.WriteString("policy", policy.Text);
            json.WriteNumber("rules", policy.Rules.Count);
            json.WriteStartArray("notes");
            foreach (var note in policy.Notes)
            {
                json.WriteStartObject();
                json.WriteString("kind", Array.Find(Kinds, kind => kind.Kind == note.Kind).Id);
                json.WriteString("file", note.File);
                json.WriteNumber("line", note.Line);
                json.WriteString("text", note.Text);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("needs");
            foreach (var need in policy.Needs)
            {
                json.WriteStartObject();
                json.WriteString("is", need.Is);
                json.WriteString("name", need.Name);
                json.WriteString("source", need.Source);
                json.WriteBoolean("known", need.IsKnown);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("problems");
            foreach (var problem in lint)
            {
                json.WriteStringValue(problem.ToString());
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        screen.Raw(bytes.WrittenSpan);
        screen.Line();
    }

    private static void Part(Screen screen, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
        {
            return;
        }

        screen.Aside($"{title}:");
        foreach (var line in all)
        {
            screen.Aside($"  {Visible.Text(line)}");
        }
    }

    private static string Place(string file, int line) =>
        line > 0 ? $"{file}:{line}: "
        : file.Length > 0 ? $"{file}: "
        : "";
}
