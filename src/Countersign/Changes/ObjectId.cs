// The name Git gives an object: SHA-1 or SHA-256 in hex.
namespace Countersign.Changes;

/// <summary>40 or 64 lower-case hex digits.</summary>
public readonly record struct ObjectId : IComparable<ObjectId>
{
    private readonly string? _hex;

    private ObjectId(string hex) => _hex = hex;

    public bool IsZero => ToString().All(digit => digit == '0');

    /// <summary>The first 12 digits, for people.</summary>
    public string Short => ToString()[..12];

    public static bool TryParse(string? text, out ObjectId id)
    {
        var fits = text is { Length: 40 or 64 } && text.All(char.IsAsciiHexDigitLower);
        id = fits ? new ObjectId(text!) : default;
        return fits;
    }

    public static ObjectId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"not a Git object id: '{text}'");

    public int CompareTo(ObjectId other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => _hex ?? new string('0', 40);
}
