// Holds what an agent gave a tool against the tool's own schema, so that nothing is silently left out.
using System.Text.Json;
using Countersign.Cli.Terminal;
using ModelContextProtocol.Protocol;

namespace Countersign.Cli.Commands.Mcp;

internal static class ToolArguments
{
    private const int LongestShown = 60;

    /// <summary>In words, the first thing that is not as the schema says; null where all is. `null` counts as not given.</summary>
    public static string? Problem(Tool tool, IDictionary<string, JsonElement> given)
    {
        var properties = tool.InputSchema.GetProperty("properties");
        foreach (var (name, value) in given.Where(pair => pair.Value.ValueKind != JsonValueKind.Null))
        {
            if (!properties.TryGetProperty(name, out var schema))
            {
                return $"{tool.Name} takes no '{Short(name)}'; it takes {string.Join(", ", properties.EnumerateObject().Select(property => property.Name))}";
            }

            if (Wrong(schema, value) is { } wrong)
            {
                return $"{name} {wrong}";
            }
        }

        return
            tool.InputSchema.TryGetProperty("required", out var required)
            && required.EnumerateArray().Select(name => name.GetString()!).FirstOrDefault(name => !IsGiven(given, name)) is { } missing
            ? $"{tool.Name} needs {missing}"
            : null;
    }

    private static bool IsGiven(IDictionary<string, JsonElement> given, string name) =>
        given.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null;

    private static string? Wrong(JsonElement schema, JsonElement value)
    {
        if (schema.TryGetProperty("enum", out var words))
        {
            return value.ValueKind == JsonValueKind.String && words.EnumerateArray().Any(word => word.ValueEquals(value.GetString()))
                ? null
                : $"is one of {string.Join(", ", words.EnumerateArray().Select(word => word.GetString()))}";
        }

        if (schema.GetProperty("type").ValueEquals("integer"))
        {
            return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 1 ? null : "is a whole number from 1 on";
        }

        var longest = schema.GetProperty("maxLength").GetInt32();
        return value.ValueKind != JsonValueKind.String ? "is a text"
            : value.GetString()!.Length > longest ? $"has at most {longest} letters, and this has {value.GetString()!.Length}"
            : schema.TryGetProperty("minLength", out _) && value.GetString()!.Trim().Length == 0 ? "is empty"
            : null;
    }

    private static string Short(string text) => Visible.Text(text.Length <= LongestShown ? text : text[..LongestShown] + "...");
}
