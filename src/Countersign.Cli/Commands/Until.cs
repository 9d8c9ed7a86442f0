// Reads an end in time as people write one: 48h, 3d, a day, or an instant in UTC.
using System.Globalization;
using Countersign.Cli.Terminal;

namespace Countersign.Cli.Commands;

public static class Until
{
    private static readonly string[] s_forms = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd HH:mm'Z'", "yyyy-MM-dd"];

    /// <summary>Whole seconds, UTC; a day means its beginning.</summary>
    /// <exception cref="UsageProblem">Unreadable, past, or later than <paramref name="most"/> from now.</exception>
    public static DateTimeOffset Read(string text, DateTimeOffset now, TimeSpan most, string what)
    {
        var end =
            Parse(text.Trim(), now)
            ?? throw new UsageProblem($"'{Visible.Text(text)}' is no end in time; write 48h, 3d, 2026-08-01 or 2026-08-01T17:00Z");
        if (end <= now)
        {
            throw new UsageProblem($"{what} until {Say(end)} is over already; name a later end");
        }

        return end <= now + most
            ? end
            : throw new UsageProblem($"{what} lasts at most {Span(most)}, until {Say(now + most)} here; name an earlier end");
    }

    public static string Say(DateTimeOffset end) => end.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Span(TimeSpan span) =>
        span.TotalDays >= 4 ? VerdictView.Counted((int)span.TotalDays, "day") : VerdictView.Counted((int)span.TotalHours, "hour");

    private static DateTimeOffset? Parse(string text, DateTimeOffset now)
    {
        if (
            text.Length is > 1 and < 6
            && text[^1] is 'h' or 'd'
            && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        )
        {
            var end = text[^1] == 'h' ? now.AddHours(count) : now.AddDays(count);
            return DateTimeOffset.FromUnixTimeSeconds(end.ToUnixTimeSeconds());
        }

        return DateTimeOffset.TryParseExact(
            text,
            s_forms,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant
        )
            ? instant
            : null;
    }
}
