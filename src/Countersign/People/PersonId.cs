// A person's or bot's short name in the roster; the only way people are referred to in records.
namespace Countersign.People;

/// <summary>1 to 64 of a-z, 0-9, dot, dash, underscore, beginning with a letter or digit.</summary>
public readonly record struct PersonId : IComparable<PersonId>
{
    private readonly string? _value;

    private PersonId(string value) => _value = value;

    public string Value => _value ?? "";

    public static bool TryParse(string text, out PersonId id)
    {
        var fits = text.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(text[0]);
        foreach (var c in text)
        {
            fits &= char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_';
        }

        id = fits ? new PersonId(text) : default;
        return fits;
    }

    public static PersonId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException($"not a person's id: '{text}'");

    public int CompareTo(PersonId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
