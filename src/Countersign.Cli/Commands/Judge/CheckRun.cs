// The body of one check run as the forge's API takes it, and the same verdict as Markdown in which nothing that others wrote is markup.
using System.Buffers;
using System.Text;
using System.Text.Json;
using Countersign.Gating;

namespace Countersign.Cli.Commands.Judge;

internal static class CheckRun
{
    /// <summary>Characters of a summary that the API takes.</summary>
    private const int LongestSummary = 65_000;

    /// <summary>POST /repos/OWNER/NAME/check-runs. Held is a failure: the API's milder words would let it be merged.</summary>
    public static byte[] Write(JobVerdict verdict)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("name", verdict.CheckName);
            json.WriteString("head_sha", verdict.Change.Head.Hex);
            json.WriteString("status", "completed");
            json.WriteString("conclusion", verdict.Kind == VerdictKind.Allowed ? "success" : "failure");
            json.WriteString("external_id", $"records:{verdict.Records?.Hex ?? "none"}");
            json.WriteStartObject("output");
            json.WriteString("title", verdict.Title);
            json.WriteString("summary", Markdown(verdict.Lines));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return [.. bytes.WrittenSpan, (byte)'\n'];
    }

    /// <summary>A block of code whose fence is longer than any in it: there no HTML, link, image or mention comes alive.</summary>
    public static string Markdown(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            if (text.Length + line.Length > LongestSummary)
            {
                text.Append("(cut here; the job's log has all of it)\n");
                break;
            }

            text.Append(line).Append('\n');
        }

        var fence = new string('`', Math.Max(3, LongestRun(text) + 1));
        return $"{fence}text\n{text}{fence}\n";
    }

    private static int LongestRun(StringBuilder text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text.ToString())
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
