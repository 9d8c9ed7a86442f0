// What a coding tool hands to its hooks after an edit: read for who, where and which lines; all else is passed over.
using System.Text.Json;
using Countersign.Provenance.LineRecords;

namespace Countersign.Provenance.Recording;

/// <param name="Path">As the tool writes it: absolute, or from <see cref="EditReport.Folder"/>.</param>
/// <param name="Lines">Those that the edit put there; empty where it does not say.</param>
public sealed record FileEdit(string Path, IReadOnlyList<string> Lines);

/// <param name="Files">Empty where the call edited nothing, such as the start of a session that names its model.</param>
public sealed record EditReport(string? Session, string? Model, string? Version, string? Folder, IReadOnlyList<FileEdit> Files);

/// <summary>
/// One reader for all tools, because they share most names: session_id or conversation_id, tool_name, tool_input with file_path and
/// old_string and new_string; Copilot writes them in camel case and the arguments as a text; Codex sends a patch. Fields that are not
/// known are passed over, a value of the wrong kind is as absent. Source: docs/local-loop.md.
/// </summary>
public static class HookPayload
{
    public const int Largest = 16 << 20;
    public const int LongestPath = 4096;
    private const int MostFiles = 500;
    private const int MostLines = 20_000;
    private static readonly HashSet<string> s_edits = new(StringComparer.OrdinalIgnoreCase)
    {
        "Edit",
        "MultiEdit",
        "Write",
        "NotebookEdit",
        "write_file",
        "replace",
        "create",
        "insert",
        "str_replace",
        "str_replace_editor",
        "apply_patch",
    };

    /// <summary>Null where it is no JSON object.</summary>
    public static EditReport? Read(ReadOnlyMemory<byte> json)
    {
        using var document = json.Length > Largest ? null : JsonText.Object(json);
        if (document?.RootElement is not { } root)
        {
            return null;
        }

        return new EditReport(
            First(root, "session_id", "sessionId", "conversation_id", "thread_id"),
            First(root, "model"),
            First(root, "cursor_version"),
            First(root, "cwd") ?? Strings(root, "workspace_roots").FirstOrDefault(),
            IsBefore(First(root, "hook_event_name")) || Failed(root) ? [] : Files(root)
        );
    }

    private static bool IsBefore(string? happening) =>
        happening is not null
        && (happening.StartsWith("pre", StringComparison.OrdinalIgnoreCase) || happening.StartsWith("before", StringComparison.OrdinalIgnoreCase));

    private static bool Failed(JsonElement root) =>
        Response(root) is { } answer
        && (
            First(answer, "resultType", "result_type") is { } word && word != "success"
            || JsonText.Member(answer, "error") is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined or JsonValueKind.False) }
            || JsonText.Member(answer, "success") is { ValueKind: JsonValueKind.False }
        );

    private static IReadOnlyList<FileEdit> Files(JsonElement root)
    {
        var tool = First(root, "tool_name", "toolName");
        var given = Member(root, "tool_input", "toolInput", "toolArgs");
        if (tool is not null && !s_edits.Contains(tool))
        {
            return [];
        }

        if (given is { ValueKind: JsonValueKind.String } && JsonText.Text(root, NameOf(root), Largest) is { } text)
        {
            using var inner = JsonText.Object(System.Text.Encoding.UTF8.GetBytes(text));
            return inner is not null ? Files(inner.RootElement, root) : PatchText.Read(text);
        }

        return Files(given is { ValueKind: JsonValueKind.Object } ? given.Value : root, root);
    }

    private static string NameOf(JsonElement root) =>
        JsonText.Member(root, "tool_input") is not null ? "tool_input"
        : JsonText.Member(root, "toolInput") is not null ? "toolInput"
        : "toolArgs";

    private static IReadOnlyList<FileEdit> Files(JsonElement given, JsonElement root)
    {
        foreach (var name in new[] { "patch", "command", "input" })
        {
            if (JsonText.Text(given, name, Largest) is { } text && text.Contains(PatchText.Begin, StringComparison.Ordinal))
            {
                return [.. PatchText.Read(text).Take(MostFiles)];
            }
        }

        if (JsonText.Text(given, "command") == "view" || Path(given) is not { } path)
        {
            return [];
        }

        return [new FileEdit(path, [.. Lines(given, root).Take(MostLines)])];
    }

    private static string? Path(JsonElement given)
    {
        foreach (var name in new[] { "file_path", "filePath", "path", "notebook_path" })
        {
            if (JsonText.Text(given, name, LongestPath) is { } path)
            {
                return path;
            }
        }

        return null;
    }

    /// <summary>The tool's own patch says it best; else what is in the new text and not in the old; else all of what was written.</summary>
    private static IEnumerable<string> Lines(JsonElement given, JsonElement root)
    {
        var hunks = Response(root) is { } answer ? JsonText.Items(answer, "structuredPatch").ToList() : [];
        if (hunks.Count > 0)
        {
            return hunks.SelectMany(hunk => Strings(hunk, "lines")).Where(line => line.StartsWith('+')).Select(line => line[1..]);
        }

        var edits = JsonText.Items(given, "edits").ToList();
        return edits.Count > 0 ? edits.SelectMany(Of) : Of(given);
    }

    private static IEnumerable<string> Of(JsonElement edit)
    {
        var written = Long(edit, "new_string", "new_str", "newString", "content", "file_text", "insert_text");
        if (written is null)
        {
            return [];
        }

        var before = (Long(edit, "old_string", "old_str", "oldString") is { } old ? Split(old) : [])
            .GroupBy(line => line, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal);
        return Split(written).Where(line => !Uses(before, line)).ToList();
    }

    private static bool Uses(Dictionary<string, int> before, string line)
    {
        if (before.GetValueOrDefault(line) == 0)
        {
            return false;
        }

        before[line]--;
        return true;
    }

    private static IEnumerable<string> Split(string text) => (text.EndsWith('\n') ? text[..^1] : text).Split('\n').Take(MostLines);

    private static JsonElement? Response(JsonElement root) =>
        Member(root, "tool_response", "tool_result", "toolResult") is { ValueKind: JsonValueKind.Object } answer ? answer : null;

    private static JsonElement? Member(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (JsonText.Member(element, name) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string? First(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (JsonText.Text(element, name) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string? Long(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (JsonText.Text(element, name, Largest) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static IEnumerable<string> Strings(JsonElement element, string name) =>
        JsonText.Items(element, name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => JsonText.Text(item)).OfType<string>();
}
