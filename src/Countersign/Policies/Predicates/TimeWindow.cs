// time-window: days or hours in which something holds, such as a freeze.
using System.Globalization;
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

/// <summary>Dates are whole days, both ends included; hours may run past midnight. All in the given offset from UTC.</summary>
public sealed record TimeWindow(DateOnly? From, DateOnly? To, IReadOnlyList<string> Days, TimeOnly? After, TimeOnly? Before, TimeSpan Offset)
    : Predicate
{
    private static readonly string[] Week = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static readonly PredicateKind Kind = new(
        "time-window",
        "the gate's clock is between two dates, on some weekdays, or between two hours",
        Happening.Clock,
        """{"$ref":"#/$defs/time-window"}""",
        Parse
    );

    public override string Name => "time-window";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context)
    {
        var local = facts.Now.ToOffset(Offset);
        var (day, hour) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));
        var holds = !(day < From) && !(day > To) && (Days.Count == 0 || Days.Contains(Week[(int)local.DayOfWeek])) && IsInHours(hour);
        return PredicateAnswer.When(holds, local.ToString("ddd yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture));
    }

    private bool IsInHours(TimeOnly hour) =>
        (After, Before) switch
        {
            (null, null) => true,
            ({ } after, null) => hour >= after,
            (null, { } before) => hour < before,
            ({ } after, { } before) => hour.IsBetween(after, before),
        };

    private static TimeWindow? Parse(Node node, Reading reading)
    {
        string[] asks = ["from", "to", "days", "after", "before"];
        if (reading.Mapping(node, "time-window", [.. asks, "utc-offset"]) is not { } fields)
        {
            return null;
        }

        fields.DemandsOneOf(asks);
        return new TimeWindow(
            fields.Date("from"),
            fields.Date("to"),
            fields.TextsOf("days", Week),
            Hour("after"),
            Hour("before"),
            OffsetOf("utc-offset") ?? TimeSpan.Zero
        );

        TimeOnly? Hour(string key)
        {
            var text = fields.Text(key);
            if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour))
            {
                return hour;
            }

            Complain(key, text, "write \"16:30\", in quotes");
            return null;
        }

        TimeSpan? OffsetOf(string key)
        {
            var text = fields.Text(key);
            var digits = text is ['+' or '-', .. var rest] ? rest : null;
            if (TimeOnly.TryParseExact(digits, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var size) && size.Hour <= 14)
            {
                return text![0] == '-' ? -size.ToTimeSpan() : size.ToTimeSpan();
            }

            Complain(key, text, "write \"+01:00\", in quotes");
            return null;
        }

        void Complain(string key, string? text, string remedy)
        {
            if (text is not null)
            {
                reading.Report("policy.bad-time", $"time-window: {key} is not a time: '{text}'", remedy, fields[key]!.Line);
            }
        }
    }
}
