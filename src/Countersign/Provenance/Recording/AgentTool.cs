// The coding tools whose hooks are understood: what each is called on the command line, in a trailer and in a trace.
namespace Countersign.Provenance.Recording;

/// <param name="Key">On the command line, such as "claude".</param>
/// <param name="Trailer">In `Assisted-by`; a word of the vocabulary, so that our own reader knows the line again.</param>
/// <param name="Product">In a trace.</param>
/// <param name="Provider">Before the model in a trace, where the tool has one provider only. Source: models.dev, as agent-trace 0.1.0 asks.</param>
public sealed record AgentTool(string Key, string Trailer, string Product, string? Provider)
{
    public static IReadOnlyList<AgentTool> All { get; } =
    [
        new("claude", "Claude", "Claude Code", "anthropic"),
        new("cursor", "Cursor", "Cursor", null),
        new("codex", "Codex", "OpenAI Codex", "openai"),
        new("gemini", "Gemini", "Gemini CLI", "google"),
        new("copilot", "Copilot", "GitHub Copilot CLI", null),
    ];

    public static string Keys { get; } = string.Join(", ", All.Select(tool => tool.Key));

    /// <summary>Null where no tool is called that.</summary>
    public static AgentTool? Find(string? key) => All.FirstOrDefault(tool => tool.Key == key);

    /// <summary>The model as a trace writes it: with its provider in front, where that is known.</summary>
    public string? ModelInTrace(string? model) =>
        model is null || Provider is null || model.Contains('/', StringComparison.Ordinal) ? model : $"{Provider}/{model}";
}
