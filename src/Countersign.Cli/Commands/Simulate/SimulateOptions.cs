// What a simulation was asked for.
using System.Globalization;
using Countersign.Simulation;

namespace Countersign.Cli.Commands.Simulate;

internal sealed record SimulateOptions
{
    public string? Path { get; init; }
    public IReadOnlyList<string> Policies { get; init; } = [];
    public DateOnly? Since { get; init; }
    public Capacity? Capacity { get; init; }
    public string? To { get; init; }
    public string? Html { get; init; }
    public bool Json { get; init; }
    public bool NoCache { get; init; }
    public bool Observed { get; init; }

    /// <exception cref="UsageProblem">Not a day.</exception>
    public static DateOnly? ReadSince(string? text) =>
        text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new UsageProblem($"--since '{Terminal.Visible.Text(text)}' is not a day; write 2026-01-31");

    /// <summary>"3", or "3x90" for another number of minutes a day.</summary>
    /// <exception cref="UsageProblem">Neither.</exception>
    public static Capacity? ReadCapacity(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var parts = text.Split('x');
        return
            parts.Length is 1 or 2
            && Whole(parts[0], 10_000) is { } people
            && (parts.Length == 1 ? (int)Capacity.DefaultMinutes : Whole(parts[1], 24 * 60)) is { } minutes
            ? new Capacity(people, minutes)
            : throw new UsageProblem(
                $"--capacity '{Terminal.Visible.Text(text)}' is not PEOPLE or PEOPLExMINUTES; 3x90 is three people with 90 review minutes a day each"
            );
    }

    private static int? Whole(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most ? number : null;
}
