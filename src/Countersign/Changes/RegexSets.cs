// Reads the sets of characters in a regular expression: between brackets, and behind a backslash.
using System.Globalization;
using System.Text;

namespace Countersign.Changes;

/// <summary>Ranges are code points, both ends included. <see cref="Problem"/> says why a class could not be read.</summary>
internal sealed class RegexSets(RegexText text)
{
    public string Problem { get; private set; } = "";

    /// <summary>What stands between brackets, the first of which has been read; null where it cannot be read.</summary>
    public IReadOnlyList<(int First, int Last)>? Class(out bool except)
    {
        except = text.Skip('^');
        var ranges = new List<(int, int)>();
        for (var isFirst = true; isFirst || text.Peek() != ']'; isFirst = false)
        {
            if (text.Peek() == -1)
            {
                return Fail("a '[' is not closed");
            }

            if (Piece() is not { } piece)
            {
                return Fail("a '[ ]' holds something that is not known");
            }

            if (piece is [var (first, same)] && first == same && text.Peek() == '-' && text.Peek(1) is not (']' or -1))
            {
                text.At++;
                if (Piece() is not [var (last, alike)] || last != alike || last < first)
                {
                    return Fail("a range in '[ ]' goes upwards, from one character to another");
                }

                piece = [(first, last)];
            }

            ranges.AddRange(piece);
        }

        text.At++;
        return ranges;
    }

    /// <summary>One part of a class: a character, \d, or [:alpha:].</summary>
    private IReadOnlyList<(int First, int Last)>? Piece()
    {
        if (text.Peek() == '[' && text.Peek(1) == ':')
        {
            var name = new StringBuilder();
            for (text.At += 2; text.Peek() is (>= 'a' and <= 'z') or '^'; text.At++)
            {
                name.Append((char)text.Peek());
            }

            var except = name.Length > 0 && name[0] == '^';
            var letters = text.Skip(':') && text.Skip(']') ? RegexLetters.Of(except ? name.ToString(1, name.Length - 1) : name.ToString()) : null;
            return letters is not null && except ? RegexLetters.Complement(letters) : letters;
        }

        var letter = text.Peek();
        text.At++;
        return letter == '\\' ? Escape() : [(letter, letter)];
    }

    /// <summary>What a backslash makes of the letters behind it; null where that is not known.</summary>
    public IReadOnlyList<(int First, int Last)>? Escape()
    {
        var letter = text.Peek();
        text.At++;
        if (letter is 'd' or 'w' or 's')
        {
            return RegexLetters.Of(((char)letter).ToString());
        }

        if (letter is 'D' or 'W' or 'S')
        {
            return RegexLetters.Complement(RegexLetters.Of(((char)(letter + 32)).ToString())!);
        }

        var code = letter switch
        {
            'a' => 7,
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            'x' => Hexadecimal(),
            _ when letter is > ' ' and < 0x7F && !char.IsAsciiLetterOrDigit((char)letter) => letter,
            _ => -1,
        };
        return code < 0 ? null : [(code, code)];
    }

    private int Hexadecimal()
    {
        var isLong = text.Skip('{');
        var digits = new StringBuilder();
        while (digits.Length < (isLong ? 6 : 2) && text.Peek() is > 0 and < 0x7F && char.IsAsciiHexDigit((char)text.Peek()))
        {
            digits.Append((char)text.Next());
        }

        var isWhole = isLong ? text.Skip('}') && digits.Length > 0 : digits.Length == 2;
        return isWhole && int.TryParse(digits.ToString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code) && code <= 0x10FFFF
            ? code
            : -1;
    }

    private IReadOnlyList<(int First, int Last)>? Fail(string problem)
    {
        Problem = problem;
        return null;
    }
}
