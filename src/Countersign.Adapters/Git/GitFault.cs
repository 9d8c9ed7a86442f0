// Git could not answer, or its answer cannot be read: the gate closes and shows this text.
using System.Text.RegularExpressions;
using Countersign.Changes;

namespace Countersign.Adapters.Git;

/// <summary><see cref="ExitCode"/> is null where Git did not end by itself, or ended well with an unreadable answer.</summary>
public partial class GitFault : Exception
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

    /// <summary>The message with what helps behind it, for one paragraph.</summary>
    public string Whole => Remedy is { } words && !Message.Contains(words, StringComparison.Ordinal) ? $"{Message.TrimEnd('.')}. {words}" : Message;

    internal static GitFault Failed(string command, int exitCode, string standardError)
    {
        var lines = standardError.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // Hints are for who typed the command.
        string[] said = [.. lines.Where(line => !line.StartsWith("hint:", StringComparison.Ordinal))];
        var lost = said.LastOrDefault(line => CannotRead().IsMatch(line) && ObjectName().IsMatch(line));
        return lost is null
            ? new GitFault($"{Verb(command)} failed with exit code {exitCode}: {OneLine(said)}", command, exitCode, standardError)
            : new GitFault(
                $"object {ObjectName().Match(lost).Value} cannot be read: it is missing from the repository or damaged. {Verb(command)} said: {OneLine([lost])}",
                command,
                exitCode,
                standardError,
                MissingRemedy
            );
    }

    internal const string MissingRemedy =
        "Fetch it (in a partial clone: git fetch --refetch --no-filter), or run git fsck to see what else is broken.";

    internal static GitFault Unreadable(string command, string problem) => new($"{command} gave an answer that cannot be read: {problem}", command);

    internal static GitFault Silent(string command, TimeSpan waited) =>
        new($"{command} gave no answer within {waited.TotalSeconds:0} seconds and was stopped", command);

    /// <summary>git and its verb, without the dozen options that make its answer readable to a program.</summary>
    private static string Verb(string command)
    {
        var words = command.Split(' ');
        return words.Skip(1).FirstOrDefault(word => word is not ['-', ..] && !word.Contains('=', StringComparison.Ordinal)) is { } verb
            ? $"{words[0]} {verb}"
            : words[0];
    }

    private static string OneLine(string[] lines)
    {
        var shown = VisibleText.Of(string.Join("; ", lines));
        return (shown.Length, lines.Length) switch
        {
            (_, 0) => "it said nothing",
            (> 600, _) => shown[..600] + "…",
            _ => shown,
        };
    }

    [GeneratedRegex(
        "(unable to|could not|cannot|failed to) (read|parse|find|fetch|traverse|open|load)|bad (object|tree)|missing|corrupt",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex CannotRead();

    [GeneratedRegex(@"\b[0-9a-f]{40}(?:[0-9a-f]{24})?\b")]
    private static partial Regex ObjectName();
}

/// <summary>History is cut off in this clone, so nothing about it can be decided.</summary>
public sealed class ShallowRefusal(string command)
    : GitFault($"This clone is shallow: a part of its history is missing. Run: {command}", remedy: command);
