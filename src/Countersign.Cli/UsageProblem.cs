// A command cannot go on because of how it was called or what it found; the message says what to do.
namespace Countersign.Cli;

/// <summary>Thrown by commands only, caught in Program only; <paramref name="code"/> is from <see cref="ExitCode"/>.</summary>
public sealed class UsageProblem(string message, int code = ExitCode.Usage) : Exception(message)
{
    public int Code { get; } = code;
}
