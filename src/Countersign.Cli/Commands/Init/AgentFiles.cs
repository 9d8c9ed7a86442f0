// The files that coding tools act on and that our own commands write: a part of every catalog, because somebody has to sign for them.
namespace Countersign.Cli.Commands.Init;

internal static class AgentFiles
{
    private static readonly string[] s_paths =
    [
        "/AGENTS.md",
        "/CLAUDE.md",
        "/GEMINI.md",
        "/.mcp.json",
        "/.claude/**",
        "/.codex/**",
        "/.cursor/**",
        "/.gemini/**",
        "/.github/**",
        "/.kiro/**",
    ];

    /// <summary>Those that no other part has yet, under a name that none bears; null where none is left.</summary>
    public static (string Name, IReadOnlyList<string> Paths)? Beside(IReadOnlyList<ProposedComponent> parts)
    {
        var tops = parts.Select(part => part.Top).ToHashSet(StringComparer.Ordinal);
        var names = parts.Select(part => part.Name).ToHashSet(StringComparer.Ordinal);
        var left = s_paths.Where(path => !tops.Contains(path.EndsWith("/**", StringComparison.Ordinal) ? path[1..^3] : "")).ToList();
        return left.Count == 0 ? null : (names.Contains("agents") ? "agents-and-settings" : "agents", left);
    }
}
