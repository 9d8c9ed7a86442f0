// What a tool recorded of a commit as a whole: Entire's checkpoints and agentdiff's notes.
using System.Globalization;
using System.Text.Json;

namespace Countersign.Provenance.LineRecords;

/// <summary>
/// Unsigned, and by each tool's own estimate, so no more certain than a trailer. Prompts, reasons and conversations that such records
/// hold are skipped and never kept. Source: Entire 0.x, sessions and checkpoints; agentdiff 0.1.0.
/// </summary>
public sealed record CommitRecord(string Format, string? Tool, string Says)
{
    public const int Largest = 4 << 20;

    /// <summary>What findings from such records are called.</summary>
    public const string Signal = "record";

    /// <summary>Null where it names no agent.</summary>
    public static CommitRecord? Checkpoint(ReadOnlyMemory<byte> metadata)
    {
        using var document = JsonText.Object(metadata);
        if (document?.RootElement is not { } root || JsonText.Text(root, "agent") is not { } agent)
        {
            return null;
        }

        var counted = JsonText.Member(root, "initial_attribution") ?? default;
        var says =
            JsonText.Number(counted, "agent_lines") is { } lines && (Total(counted) is var total and > 0)
                ? string.Create(CultureInfo.InvariantCulture, $"{lines} of {total} lines, by the tool's own estimate")
                : "this commit's session";
        return new CommitRecord("Entire checkpoint", agent, $"Entire recorded {says}");
    }

    /// <summary>Null where it is no such note.</summary>
    public static CommitRecord? Agentdiff(ReadOnlyMemory<byte> note)
    {
        using var document = JsonText.Object(note);
        return
            document?.RootElement is { } root
            && JsonText.Text(root, "agentdiff_version") is { } version
            && JsonText.Text(root, "provenance") == "agent"
            ? new CommitRecord(
                $"agentdiff {version}",
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"agentdiff {version} recorded {JsonText.Number(root, "total_changes") ?? 0} edits by an agent"
                )
            )
            : null;
    }

    /// <param name="source">The commit, and the note or file with its blob.</param>
    public AssistanceFinding Finding(string source) => new(Signal, Tool ?? "not named", null, AssistanceClass.Assisted, 1, Says, source);

    /// <summary>The newer name first; neither is what the commit's diff says.</summary>
    private static int? Total(JsonElement counted) => JsonText.Number(counted, "total_lines_changed") ?? JsonText.Number(counted, "total_committed");
}
