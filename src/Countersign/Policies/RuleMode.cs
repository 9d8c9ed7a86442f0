// Whether a rule observes, warns or enforces, and from which day.
using System.Globalization;

namespace Countersign.Policies;

/// <summary>An observing rule is shown; a warning one is shown loudly; only an enforcing one counts.</summary>
public enum Force
{
    Observe,
    Warn,
    Enforce,
}

/// <param name="Until">The first day (UTC) on which <paramref name="Then"/> holds; null where <paramref name="First"/> holds for good.</param>
public sealed record RuleMode(Force First, DateOnly? Until, Force Then)
{
    public static readonly RuleMode Enforces = new(Force.Enforce, null, Force.Enforce);

    public Force At(DateTimeOffset now) => Until is { } day && DateOnly.FromDateTime(now.UtcDateTime) >= day ? Then : First;

    /// <summary>What to say on a verdict; null where the rule simply enforces.</summary>
    public string? NoteAt(DateTimeOffset now)
    {
        var force = At(now);
        var until =
            Until is { } day && force == First ? string.Create(CultureInfo.InvariantCulture, $" until {day:yyyy-MM-dd}, then {Verb(Then)}") : "";
        return force == Force.Enforce ? null : $"{Verb(force)}{until}";
    }

    private static string Verb(Force force) =>
        force switch
        {
            Force.Observe => "observes",
            Force.Warn => "warns",
            _ => "enforces",
        };
}
