// Prints the effective table of a policy, and what an author would no longer be asked who declares that no tool took part.
using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Documents;
using Countersign.Gating;
using Countersign.Inputs;
using Countersign.Policies;

namespace Countersign.Cli.Commands.PolicyFile;

internal static class PolicyTableRun
{
    public static int Run(PolicyTableOptions options, Surroundings surroundings)
    {
        var screen = surroundings.Screen;
        var rules = RuleFiles.Read(options.File, surroundings.Folder, surroundings.Now);
        if (rules.Policy is not { } policy)
        {
            if (options.Json)
            {
                ProblemsView.Json(screen, rules.Problems);
            }
            else
            {
                ProblemsView.Draw(screen, rules.Problems, options.File);
            }

            return ExitCode.Refused;
        }

        var rows = PolicyTable.Of(policy, Example(policy) with { Now = surroundings.Now });
        if (options.Json)
        {
            Json(rows, screen);
        }
        else
        {
            Draw(rows, screen);
        }

        return ExitCode.Allowed;
    }

    /// <summary>The ordinary change of a case of which nothing is said.</summary>
    private static Facts Example(Policy policy)
    {
        static Node.Entry Entry(string key, string text) => new(key, new Node.Scalar(text, true, 1), 1);

        var one = new Node.Mapping([Entry("name", "an ordinary change"), Entry("expect", "Allowed")], 1);
        var cases = new Node.Mapping([new Node.Entry("cases", new Node.Sequence([one], 1), 1)], 1);
        return PolicyCases
            .Read(cases, policy)
            .Match((read, _) => read[0].Given, problems => throw new InvalidOperationException(string.Join("; ", problems)));
    }

    private static void Draw(IReadOnlyList<PolicyTableRow> rows, Screen screen)
    {
        var all = TableRows.Joined(rows);
        var (levels, provenances) = (Count(rows, row => row.Level.Value), Count(rows, row => row.Provenance.ToString()));
        foreach (var row in all)
        {
            var words = new List<string> { $"reaches {string.Join(", ", row.Reaches)}" };
            words.Add(row.Levels.Count == levels ? "any level" : string.Join(", ", row.Levels));
            words.Add(row.Provenances.Count == provenances ? "any provenance" : $"provenance {string.Join(", ", row.Provenances)}");
            if (row.Reversibilities.Count == 1)
            {
                words.Add(row.Reversibilities[0]);
            }

            screen.Line(screen.Bold(Visible.Text(string.Join(" · ", words))));
            Wrapped(screen, row.Asks.Count == 0 ? ["nothing"] : row.Asks, "  asks  ");
            Wrapped(screen, row.Lost, "  lost if declared none  ");
        }

        screen.Line();
        screen.Line(
            $"{rows.Count} combinations, {VerdictView.Counted(all.Count, "different answer")}. One ordinary change to src/main.cs; paths, kinds, size and history can add to it."
        );
    }

    private static int Count(IReadOnlyList<PolicyTableRow> rows, Func<PolicyTableRow, string> column) =>
        rows.Select(column).Distinct(StringComparer.Ordinal).Count();

    private static void Wrapped(Screen screen, IReadOnlyList<string> texts, string first)
    {
        foreach (var text in texts)
        {
            foreach (var line in Wrapping.Wrap(Visible.Text(text), first, new string(' ', first.Length), screen.Width))
            {
                screen.Line(line.TrimEnd());
            }

            first = new string(' ', first.Length);
        }
    }

    private static void Json(IReadOnlyList<PolicyTableRow> rows, Screen screen)
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
            json.WriteStartArray("rows");
            foreach (var row in rows)
            {
                json.WriteStartObject();
                json.WriteString("level", row.Level.Value);
                json.WriteString("provenance", row.Provenance.ToString().ToLowerInvariant());
                json.WriteString("reaches", row.Reach?.ToString().ToLowerInvariant() ?? "nothing");
                json.WriteString("reversibility", row.Reversibility);
                Texts(json, "asks", row.Asks);
                Texts(json, "lostWhenDeclaredNone", row.LostWhenDeclaredNone);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        screen.Raw(bytes.WrittenSpan);
        screen.Line();
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
