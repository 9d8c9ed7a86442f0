// Puts our line among the hooks in a coding tool's own settings file, and takes out that line alone; all else in it stays.
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Countersign.Adapters.Agents;

/// <summary>One place in the file: hooks of this happening, entries of this shape.</summary>
/// <param name="IsGrouped">The command stands in a list `hooks` of the entry, as Claude Code, Codex and Gemini have it.</param>
/// <param name="Field">What the command is called: "command", or "bash".</param>
internal sealed record HookPlace(string Happening, string? Matcher, bool IsGrouped, bool HasType, string Field = "command");

/// <summary>Where a tool keeps its hooks in a repository. Source: docs/local-loop.md.</summary>
public sealed record AgentSettings
{
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Read strictly: a file with comments is left to its owner, because they would be lost.</summary>
    private static readonly JsonDocumentOptions s_strict = new() { MaxDepth = 64 };

    private AgentSettings(string tool, string path, bool hasVersion, IReadOnlyList<HookPlace> places, string? remark = null) =>
        (Tool, File, HasVersion, Places, Remark) = (tool, path, hasVersion, places, remark);

    public string Tool { get; }

    /// <summary>From the top of the repository.</summary>
    public string File { get; }

    /// <summary>What the tool wants besides, in words.</summary>
    public string? Remark { get; }

    private bool HasVersion { get; }

    private IReadOnlyList<HookPlace> Places { get; }

    public static IReadOnlyList<AgentSettings> All { get; } =
    [
        new(
            "claude",
            ".claude/settings.json",
            false,
            [new("PostToolUse", "Edit|MultiEdit|Write|NotebookEdit", true, true), new("SessionStart", null, true, true)]
        ),
        new("cursor", ".cursor/hooks.json", true, [new("afterFileEdit", null, false, false), new("afterTabFileEdit", null, false, false)]),
        new(
            "codex",
            ".codex/hooks.json",
            false,
            [new("PostToolUse", "apply_patch|Edit|Write", true, true)],
            "Codex runs a new hook once you trusted it (/hooks), and older versions only with `codex_hooks = true` under [features] in config.toml"
        ),
        new("gemini", ".gemini/settings.json", false, [new("AfterTool", "write_file|replace", true, true)]),
        new("copilot", ".github/hooks/countersign.json", true, [new("postToolUse", null, false, true, "bash")]),
    ];

    public static AgentSettings Of(string tool) => All.Single(settings => settings.Tool == tool);

    /// <summary>The file with our command in it once; null and why, where it cannot be read and written back as it is.</summary>
    public (string? Text, string? Problem) With(string? before, string command)
    {
        if (Parse(before) is not { } root)
        {
            return (null, "is no plain JSON object (comments count as none), and is left as it is");
        }

        if (Removed(root) is { } problem || Hooks(root, create: true) is not { } hooks)
        {
            return (null, "has `hooks` in a form that is not known, and is left as it is");
        }

        if (HasVersion && root["version"] is null)
        {
            root.Insert(0, "version", 1);
        }

        foreach (var place in Places)
        {
            if (hooks[place.Happening] is null)
            {
                hooks[place.Happening] = new JsonArray();
            }

            if (hooks[place.Happening] is not JsonArray list)
            {
                return (null, $"has hooks of {place.Happening} in a form that is not known, and is left as it is");
            }

            list.Add((JsonNode)Entry(place, command));
        }

        return (Text(root, before), null);
    }

    /// <summary>The file without it; null for "nothing else was in it".</summary>
    public (string? Text, string? Problem) Without(string before)
    {
        if (Parse(before) is not { } root || Removed(root) is not null)
        {
            return (before, "is not in a form that is known, and is left as it is");
        }

        return (IsEmpty(root) ? null : Text(root, before), null);
    }

    public bool IsIn(string text) => text.Contains(Ours(Tool), StringComparison.Ordinal);

    /// <summary>Only what a person would paste, for a file that is left alone.</summary>
    public string Snippet(string command) => With(null, command).Text!;

    public static string Command(string program, string tool) => $"{program} {Ours(tool)}";

    private static string Ours(string tool) => $"local edit --for {tool}";

    private static JsonObject? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        try
        {
            var root = JsonNode.Parse(text, null, s_strict) as JsonObject;
            Visit(root);
            return root;
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A key that occurs twice is found only when its object is first asked; at any depth it would be lost in writing back.</summary>
    private static void Visit(JsonNode? node)
    {
        foreach (var child in node is JsonObject some ? some.Select(pair => pair.Value) : node as IEnumerable<JsonNode?> ?? [])
        {
            Visit(child);
        }
    }

    private static JsonObject? Hooks(JsonObject root, bool create)
    {
        if (root["hooks"] is null && create)
        {
            root["hooks"] = new JsonObject();
        }

        return root["hooks"] as JsonObject;
    }

    /// <summary>Takes our entries out; in words what is not as it should be, null where all is well.</summary>
    private string? Removed(JsonObject root)
    {
        if (root["hooks"] is null)
        {
            return null;
        }

        if (Hooks(root, create: false) is not { } hooks)
        {
            return "hooks";
        }

        foreach (var place in Places)
        {
            if (hooks[place.Happening] is not JsonArray list)
            {
                continue;
            }

            foreach (var entry in list.OfType<JsonObject>().ToList())
            {
                if (place.IsGrouped && entry["hooks"] is JsonArray inner)
                {
                    var mine = inner.OfType<JsonObject>().Where(one => IsOurs(one, place)).ToList();
                    mine.ForEach(one => inner.Remove(one));
                    if (mine.Count > 0 && inner.Count == 0)
                    {
                        list.Remove(entry);
                    }
                }
                else if (!place.IsGrouped && IsOurs(entry, place))
                {
                    list.Remove(entry);
                }
            }

            if (list.Count == 0)
            {
                hooks.Remove(place.Happening);
            }
        }

        if (hooks.Count == 0)
        {
            root.Remove("hooks");
        }

        return null;
    }

    private bool IsOurs(JsonObject one, HookPlace place) =>
        one[place.Field] is JsonValue value && value.TryGetValue<string>(out var text) && text.EndsWith(Ours(Tool), StringComparison.Ordinal);

    private bool IsEmpty(JsonObject root) => root.Count == 0 || (HasVersion && root.Count == 1 && root["version"] is not null);

    private static JsonObject Entry(HookPlace place, string command)
    {
        var call = new JsonObject();
        if (place.HasType)
        {
            call["type"] = "command";
        }

        call[place.Field] = command;
        if (!place.IsGrouped)
        {
            return call;
        }

        var entry = new JsonObject();
        if (place.Matcher is { } matcher)
        {
            entry["matcher"] = matcher;
        }

        entry["hooks"] = new JsonArray(call);
        return entry;
    }

    /// <summary>Indented as the file was, two blanks where it was not.</summary>
    private static string Text(JsonObject root, string? before)
    {
        var indent = before?.Split('\n').Select(line => line[..^line.TrimStart(' ', '\t').Length]).FirstOrDefault(blank => blank.Length > 0) ?? "  ";
        var isTab = indent[0] == '\t';
        var lineEnd = before?.Contains("\r\n", StringComparison.Ordinal) == true ? "\r\n" : "\n";
        using var buffer = new MemoryStream();
        using (
            var json = new Utf8JsonWriter(
                buffer,
                s_plain with
                {
                    Indented = true,
                    IndentCharacter = isTab ? '\t' : ' ',
                    IndentSize = isTab ? 1 : Math.Min(indent.Length, 8),
                    NewLine = lineEnd,
                }
            )
        )
        {
            root.WriteTo(json);
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + (before is null || before.EndsWith('\n') ? lineEnd : "");
    }
}
