// Reads the fields of one JSON object strictly: what is missing, misshapen or unknown is a problem, all at once.
using System.Globalization;
using System.Text.Json;
using Countersign.Documents;

namespace Countersign.Attestations;

/// <summary>Reads on after a problem with a default in its place; whoever reads discards the value where problems exist.</summary>
internal sealed partial class FieldReader(JsonElement element, string at, List<Problem> problems)
{
    public const int LongestText = 2_000;
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>Records the problem and goes on.</summary>
    public void Wrong(string name, string what) =>
        problems.Add(
            new Problem("record.statement", $"{at}{name}: {what}", "Sign it again with a current countersign; a statement is never edited.")
        );

    /// <summary>To be called last: every field that nobody asked for is a problem.</summary>
    public void End()
    {
        foreach (var field in element.EnumerateObject().Where(field => !taken.Contains(field.Name)))
        {
            Wrong(field.Name.Length <= 40 ? field.Name : field.Name[..40], "is not a field of this statement");
        }
    }

    public string Text(string name, int longest = LongestText) => OptionalText(name, longest, required: true) ?? "";

    public string? OptionalText(string name, int longest = LongestText, bool required = false) =>
        TryTake(name, JsonValueKind.String, required, out var value) ? Checked(name, value.GetString()!, longest) : null;

    public TId Id<TId>(string name, Parse<TId> parse)
        where TId : struct => OptionalId(name, parse, required: true) ?? default;

    public TId? OptionalId<TId>(string name, Parse<TId> parse, bool required = false)
        where TId : struct
    {
        var text = OptionalText(name, LongestText, required);
        if (text is null)
        {
            return null;
        }

        if (parse(text, out var id))
        {
            return id;
        }

        Wrong(name, "is not written as it must be");
        return null;
    }

    public TName Word<TName>(string name)
        where TName : struct, Enum => OptionalWord<TName>(name, required: true) ?? default;

    public TName? OptionalWord<TName>(string name, bool required = false)
        where TName : struct, Enum
    {
        var text = OptionalText(name, LongestText, required);
        if (text is null)
        {
            return null;
        }

        if (SignOffs.Word.TryParse<TName>(text, out var word))
        {
            return word;
        }

        Wrong(name, $"is none of {SignOffs.Word.AllOf<TName>()}");
        return null;
    }

    public DateTimeOffset Time(string name) => OptionalTime(name, required: true) ?? default;

    public DateTimeOffset? OptionalTime(string name, bool required = false) => OptionalId<DateTimeOffset>(name, TryTime, required);

    public long Whole(string name, long least, long most = long.MaxValue) => OptionalWhole(name, least, most, required: true) ?? least;

    public long? OptionalWhole(string name, long least, long most = long.MaxValue, bool required = false)
    {
        if (!TryTake(name, JsonValueKind.Number, required, out var value))
        {
            return null;
        }

        if (
            value.TryGetInt64(out var number)
            && number >= least
            && number <= most
            && value.GetRawText() == number.ToString(CultureInfo.InvariantCulture)
        )
        {
            return number;
        }

        Wrong(name, $"is not a whole number of {least} to {most}");
        return null;
    }

    /// <summary>A fact that is written only where it is so.</summary>
    public bool Flag(string name)
    {
        if (taken.Add(name) && element.TryGetProperty(name, out var value))
        {
            if (value.ValueKind == JsonValueKind.True)
            {
                return true;
            }

            Wrong(name, "is written only where it is true");
        }

        return false;
    }

    public bool Truth(string name)
    {
        taken.Add(name);
        if (element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Wrong(name, "is neither true nor false");
        return false;
    }

    private static bool TryTime(string? text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, FieldWriter.TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    private bool TryTake(string name, JsonValueKind kind, bool required, out JsonElement value)
    {
        taken.Add(name);
        if (!element.TryGetProperty(name, out value))
        {
            if (required)
            {
                Wrong(name, "is missing");
            }

            return false;
        }

        if (value.ValueKind != kind)
        {
            Wrong(name, $"is not {Named(kind)}");
            return false;
        }

        return true;
    }

    private string? Checked(string name, string text, int longest)
    {
        if (text.Length > 0 && text.Length <= longest && !text.Any(char.IsControl))
        {
            return text;
        }

        Wrong(name, $"is empty, longer than {longest} characters, or has control characters");
        return null;
    }

    private static string Named(JsonValueKind kind) =>
        kind switch
        {
            JsonValueKind.String => "text",
            JsonValueKind.Number => "a number",
            JsonValueKind.Array => "a list",
            _ => "an object",
        };
}

/// <summary>The shape of every TryParse here.</summary>
internal delegate bool Parse<TId>(string? text, out TId id);
