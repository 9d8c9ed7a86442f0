// What the outside gives a command: a screen, a folder, a clock and the environment; tests give their own.
using Countersign.Cli.Terminal;

namespace Countersign.Cli;

public sealed record Surroundings(Screen Screen, string Folder, Func<DateTimeOffset> Clock, Func<string, string?> Variable)
{
    public DateTimeOffset Now => Clock();

    public static Surroundings OfProcess() =>
        new(Screen.ForProcess(), Directory.GetCurrentDirectory(), ClockOfProcess, Environment.GetEnvironmentVariable);

    /// <summary>COUNTERSIGN_NOW (RFC 3339, Z) sets the clock of a practice story; the hook never reads it.</summary>
    private static DateTimeOffset ClockOfProcess() => DateTimeOffset.UtcNow;
}
