// The trailer that says which tool took part: `Assisted-by: TOOL:MODEL`, the Linux kernel's convention, which our own reader knows.

namespace Countersign.Provenance.Recording;

/// <summary>
/// It says "assisted" and never more: a hook that saw an edit cannot know that nobody watched. Source: specs/provenance.md and
/// docs/decisions/0070-the-recorders-trailer.md.
/// </summary>
public static class AssistLine
{
    public const string Key = "Assisted-by";
    private const int LongestModel = 80;
    private static readonly HashSet<string> s_noModel = new(StringComparer.OrdinalIgnoreCase) { "default", "auto", "unknown", "none" };

    public static string Of(AgentTool tool, string? model) => $"{Key}: {tool.Trailer}{(Model(model) is { } named ? $":{named}" : "")}";

    /// <summary>One word of plain signs, as the convention asks; null where it names no model.</summary>
    public static string? Model(string? model)
    {
        if (model is null || s_noModel.Contains(model.Trim()))
        {
            return null;
        }

        var plain = string.Concat(
                model
                    .Trim()
                    .Take(LongestModel)
                    .Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' or '/' or ':' or '+' ? letter : '-')
            )
            .Trim('-', '/', ':');
        return plain.Any(char.IsAsciiLetterOrDigit) ? plain : null;
    }

    /// <summary>
    /// The lines that the message lacks. A tool that signed in its own way has signed; another model of the same tool gets a line
    /// beside one of this kind.
    /// </summary>
    /// <param name="message">Without what Git will take out of it.</param>
    public static IReadOnlyList<string> Missing(string message, IEnumerable<RecordedEdit> edits)
    {
        var there = SignalReader
            .Read(new CommitClaim("", "", "", "", "", message))
            .Where(finding => finding.Certainty >= ProvenanceGrade.LeastCertainty)
            .ToList();
        var named = edits.Select(edit => (Tool: AgentTool.Find(edit.Tool)!, Model: Model(edit.Model))).Distinct().ToList();
        return
        [
            .. named
                .Where(one => one.Model is not null || !named.Exists(other => other.Tool == one.Tool && other.Model is not null))
                .Where(one => !there.Exists(finding => Says(finding, one.Tool, one.Model)))
                .Select(one => Of(one.Tool, one.Model)),
        ];
    }

    private static bool Says(AssistanceFinding finding, AgentTool tool, string? model) =>
        finding.Tool.Contains(tool.Trailer, StringComparison.OrdinalIgnoreCase)
        && (
            model is null
            || finding.Model is null
            || string.Equals(finding.Model, model, StringComparison.OrdinalIgnoreCase)
            || !finding.Raw.StartsWith(Key, StringComparison.OrdinalIgnoreCase)
        );
}
