// Git could not answer, or its answer cannot be read: the gate closes and shows this text.
using Countersign.Changes;

namespace Countersign.Adapters.Git;

/// <summary><see cref="ExitCode"/> is null where Git did not end by itself, or ended well with an unreadable answer.</summary>
public class GitFault : Exception
{
    public GitFault(string message, string command = "git", int? exitCode = null, string standardError = "", string? remedy = null)
        : base(message)
    {
        Command = command;
        ExitCode = exitCode;
        StandardError = standardError;
        Remedy = remedy;
    }

    /// <summary>The command as a person would type it, without its environment.</summary>
    public string Command { get; }

    public int? ExitCode { get; }

    public string StandardError { get; }

    /// <summary>A command or an act that helps, where one is known.</summary>
    public string? Remedy { get; }

    internal static GitFault Failed(string command, int exitCode, string standardError) =>
        new($"{command} failed with exit code {exitCode}: {OneLine(standardError)}", command, exitCode, standardError);

    internal static GitFault Unreadable(string command, string problem) => new($"{command} gave an answer that cannot be read: {problem}", command);

    internal static GitFault Silent(string command, TimeSpan waited) =>
        new($"{command} gave no answer within {waited.TotalSeconds:0} seconds and was stopped", command);

    private static string OneLine(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var shown = VisibleText.Of(string.Join("; ", lines));
        return (shown.Length, lines.Length) switch
        {
            (_, 0) => "it said nothing",
            (> 600, _) => shown[..600] + "…",
            _ => shown,
        };
    }
}

/// <summary>History is cut off in this clone, so nothing about it can be decided.</summary>
public sealed class ShallowRefusal(string command)
    : GitFault($"This clone is shallow: a part of its history is missing. Run: {command}", remedy: command);
