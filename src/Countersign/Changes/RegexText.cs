// The text of a regular expression, read letter by letter.
namespace Countersign.Changes;

internal sealed class RegexText(string text)
{
    private readonly int[] _letters = [.. text.EnumerateRunes().Select(rune => rune.Value)];

    public int At { get; set; }

    /// <summary>A code point; -1 behind the end.</summary>
    public int Peek(int ahead = 0) => At + ahead < _letters.Length ? _letters[At + ahead] : -1;

    public int Next() => _letters[At++];

    public bool Skip(char letter)
    {
        var stands = Peek() == letter;
        At += stands ? 1 : 0;
        return stands;
    }
}
