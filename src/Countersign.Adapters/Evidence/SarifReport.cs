// Counts what a static analyser found, from a SARIF 2.1.0 log. Source: OASIS SARIF 2.1.0, sections 3.27 and 3.49.
using System.Text.Json;

namespace Countersign.Adapters.Evidence;

/// <summary>Results that are suppressed, absent since the baseline, or no failure are not counted.</summary>
public sealed record SarifReport(int Errors, int Warnings, int Notes, IReadOnlyList<string> Tools)
{
    public const int LargestFile = 64 << 20;
    private const int MostTools = 20;

    /// <exception cref="ReportProblem">No SARIF, or too large or deep.</exception>
    public static SarifReport Read(ReadOnlyMemory<byte> json)
    {
        if (json.Length > LargestFile)
        {
            throw new ReportProblem($"has more than {LargestFile >> 20} MiB");
        }

        try
        {
            var bytes = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 64, AllowDuplicateProperties = false });
            return Read(document.RootElement);
        }
        catch (JsonException fault)
        {
            throw new ReportProblem($"is no JSON that can be read (line {(fault.LineNumber ?? 0) + 1}): {fault.Message.Split('.')[0]}");
        }
        catch (InvalidOperationException)
        {
            // A string that is no Unicode.
            throw new ReportProblem("has a text that is no Unicode");
        }
    }

    private static SarifReport Read(JsonElement root)
    {
        if (
            root.ValueKind != JsonValueKind.Object
            || Text(root, "version") is not { } version
            || !version.StartsWith("2.1", StringComparison.Ordinal)
            || Array(root, "runs") is not { } runs
        )
        {
            throw new ReportProblem("is no SARIF 2.1.0 log: an object with \"version\": \"2.1.0\" and \"runs\"");
        }

        var (errors, warnings, notes) = (0, 0, 0);
        var tools = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var run in runs.EnumerateArray())
        {
            var driver = Object(Object(run, "tool"), "driver");
            if (Text(driver, "name") is { Length: > 0 } name)
            {
                tools.Add(name.Length > 100 ? name[..100] : name);
            }

            var levels = DefaultLevels(driver);
            foreach (var result in Array(run, "results")?.EnumerateArray() ?? default)
            {
                switch (LevelOf(result, levels))
                {
                    case "error":
                        errors++;
                        break;
                    case "warning":
                        warnings++;
                        break;
                    case "note":
                        notes++;
                        break;
                    default:
                        break;
                }
            }
        }

        return new SarifReport(errors, warnings, notes, [.. tools.Take(MostTools)]);
    }

    private static string LevelOf(JsonElement result, Dictionary<string, string> levels)
    {
        var isSuppressed = Array(result, "suppressions")?.EnumerateArray().Any(one => Text(one, "status") is null or "accepted") == true;
        if (isSuppressed || Text(result, "baselineState") == "absent" || Text(result, "kind") is not (null or "fail"))
        {
            return "none";
        }

        var rule = Text(result, "ruleId") ?? Text(Object(result, "rule"), "id") ?? "";
        return Text(result, "level") ?? levels.GetValueOrDefault(rule, "warning");
    }

    private static Dictionary<string, string> DefaultLevels(JsonElement driver)
    {
        var levels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var rule in Array(driver, "rules")?.EnumerateArray() ?? default)
        {
            if (Text(rule, "id") is { } id && Text(Object(rule, "defaultConfiguration"), "level") is { } level)
            {
                levels[id] = level;
            }
        }

        return levels;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static JsonElement? Array(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value
            : null;

    private static JsonElement Object(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;
}
