// Settings that keep tools from signing their work: where they stand, finding nothing says even less.
using System.Text;
using System.Text.Json;
using Countersign.Provenance.LineRecords;

namespace Countersign.Provenance;

/// <summary>No accusation: a team may have good reasons, and some projects forbid such lines. Source: specs/provenance.md.</summary>
public static class Silence
{
    /// <summary>Bytes of a file that are read.</summary>
    public const int Largest = 256 << 10;
    private static readonly string[] s_instructions = ["AGENTS.md", "CLAUDE.md", "GEMINI.md", ".cursorrules", ".github/copilot-instructions.md"];
    private static readonly string[] s_never = ["never", "do not", "don't", "don\u2019t", "must not", "no "];
    private static readonly string[] s_marks = ["co-authored-by", "co-author trailer", "generated with", "assisted-by"];

    /// <summary>The files of a tree that are worth reading.</summary>
    public static IReadOnlyList<string> Places { get; } =
    [".claude/settings.json", ".copilot/settings.json", ".vscode/settings.json", ".aider.conf.yml", .. s_instructions];

    /// <summary>What in this file switches recording off, in words; null where nothing does.</summary>
    public static string? In(string path, ReadOnlyMemory<byte> content) =>
        path switch
        {
            ".claude/settings.json" or ".copilot/settings.json" => InSettings(content),
            ".vscode/settings.json" => InEditor(content),
            ".aider.conf.yml" => InLines(content, line => line.StartsWith("attribute-", StringComparison.Ordinal) && IsOff(line)),
            _ => InLines(content, Forbids),
        }
            is { } what
            ? $"{path}: {what}"
            : null;

    private static string? InSettings(ReadOnlyMemory<byte> content)
    {
        using var document = JsonText.Object(content);
        return document is null ? null
            : JsonText.Member(document.RootElement, "includeCoAuthoredBy") is { ValueKind: JsonValueKind.False } ? "includeCoAuthoredBy: false"
            : JsonText.Member(document.RootElement, "attribution") is { } given
            && JsonText.Member(given, "commit") is { ValueKind: JsonValueKind.String } text
            && text.ValueEquals("")
                ? "attribution.commit: \"\""
            : null;
    }

    private static string? InEditor(ReadOnlyMemory<byte> content)
    {
        using var document = JsonText.Object(content);
        return document is not null && JsonText.Text(document.RootElement, "git.addAICoAuthor") == "off" ? "git.addAICoAuthor: \"off\"" : null;
    }

    private static string? InLines(ReadOnlyMemory<byte> content, Func<string, bool> silences)
    {
        foreach (var line in Encoding.UTF8.GetString(content.Span).EnumerateLines())
        {
            var text = line.Trim().ToString().ToLowerInvariant();
            if (text.Length is > 0 and < 400 && silences(text))
            {
                return line.Trim().Length <= 120 ? line.Trim().ToString() : $"{line.Trim()[..117]}...";
            }
        }

        return null;
    }

    private static bool IsOff(string line) => line.IndexOf(':') is var colon and > 0 && line[(colon + 1)..].Trim() is "false" or "no" or "off";

    /// <summary>The word that forbids stands before the mark, in the same sentence.</summary>
    private static bool Forbids(string line) =>
        s_marks.Any(mark =>
            line.IndexOf(mark, StringComparison.Ordinal) is var at and > 0
            && line[(line.AsSpan(0, at).LastIndexOfAny(".;:!?") + 1)..at] is var before
            && s_never.Any(never => before.Contains(never, StringComparison.Ordinal))
        );
}
