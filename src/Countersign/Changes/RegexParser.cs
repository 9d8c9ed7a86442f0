// Reads the text of a regular expression into its items.
using System.Globalization;
using System.Text;

namespace Countersign.Changes;

internal sealed class RegexParser
{
    private const int Deepest = 40;
    private const int MostRepeats = 1_000;
    private readonly int[] _letters;
    private int _at;
    private bool _ignoresCase;
    private bool _dotIsAll;

    public RegexParser(string text) => _letters = [.. text.EnumerateRunes().Select(rune => rune.Value)];

    public string Problem { get; private set; } = "";

    public RegexItem? Read()
    {
        var item = Either(0);
        return item is null ? null
            : _at < _letters.Length ? Fail("a ')' has no '('")
            : item;
    }

    private int Peek(int ahead = 0) => _at + ahead < _letters.Length ? _letters[_at + ahead] : -1;

    private bool Skip(char letter)
    {
        var is_ = Peek() == letter;
        _at += is_ ? 1 : 0;
        return is_;
    }

    private RegexItem? Fail(string problem)
    {
        Problem = Problem.Length > 0 ? Problem : problem;
        return null;
    }

    private RegexItem? Either(int depth)
    {
        if (depth > Deepest)
        {
            return Fail("it is nested too deeply");
        }

        var choices = new List<RegexItem>();
        do
        {
            if (Sequence(depth) is not { } choice)
            {
                return null;
            }

            choices.Add(choice);
        } while (Skip('|'));

        return choices is [var only] ? only : new RegexItem.Either(choices);
    }

    private RegexItem.Sequence? Sequence(int depth)
    {
        var items = new List<RegexItem>();
        while (Peek() is not (-1 or '|' or ')'))
        {
            if (Peek() == '\\' && Peek(1) == 'Q')
            {
                Quoted(items);
            }
            else if (Atom(depth) is not { } atom || Repeated(atom) is not { } item)
            {
                return null;
            }
            else
            {
                items.Add(item);
            }
        }

        return new RegexItem.Sequence(items);
    }

    private void Quoted(List<RegexItem> items)
    {
        for (_at += 2; Peek() != -1; _at++)
        {
            if (Peek() == '\\' && Peek(1) == 'E')
            {
                _at += 2;
                return;
            }

            items.Add(One([(Peek(), Peek())]));
        }
    }

    private RegexItem? Repeated(RegexItem atom)
    {
        var isRepeated = false;
        while (Bounds() is { } bounds)
        {
            if (isRepeated)
            {
                return Fail("one repetition stands right behind another");
            }

            if (bounds.Most < bounds.Least || bounds.Least > MostRepeats || bounds.Most > MostRepeats)
            {
                return Fail($"a repetition goes upwards and to at most {MostRepeats}");
            }

            // Whether it takes as much or as little as it can makes no difference to whether it is found.
            Skip('?');
            (atom, isRepeated) = (new RegexItem.Repeat(atom, bounds.Least, bounds.Most), true);
        }

        return atom;
    }

    private (int Least, int? Most)? Bounds()
    {
        switch (Peek())
        {
            case '*':
                _at++;
                return (0, null);
            case '+':
                _at++;
                return (1, null);
            case '?':
                _at++;
                return (0, 1);
            case '{':
                return Braces();
            default:
                return null;
        }
    }

    /// <summary>Null, and nothing read, where the brace is a letter like others.</summary>
    private (int Least, int? Most)? Braces()
    {
        var start = _at;
        _at++;
        if (Number() is { } least)
        {
            var most = Skip(',') ? Number() : least;
            if (Skip('}'))
            {
                return (least, most);
            }
        }

        _at = start;
        return null;
    }

    private int? Number()
    {
        int? number = null;
        for (; Peek() is >= '0' and <= '9'; _at++)
        {
            number = Math.Min(MostRepeats + 1, ((number ?? 0) * 10) + Peek() - '0');
        }

        return number;
    }

    private RegexItem? Atom(int depth)
    {
        var letter = Peek();
        _at++;
        return letter switch
        {
            '(' => Group(depth),
            '[' => Class(),
            '\\' => Escaped(),
            '.' => new RegexItem.One(new CharacterSet(RegexLetters.Complement(_dotIsAll ? [] : [('\n', '\n')]), Except: false)),
            '^' => new RegexItem.Start(),
            '$' => new RegexItem.End(),
            '*' or '+' or '?' => Fail("a repetition has nothing to repeat"),
            _ => One([(letter, letter)]),
        };
    }

    private RegexItem? Group(int depth)
    {
        var before = (_ignoresCase, _dotIsAll);
        if (Skip('?'))
        {
            Skip('P');
            if (Skip('<'))
            {
                while (Peek() is not (-1 or '>'))
                {
                    _at++;
                }

                if (!Skip('>'))
                {
                    return Fail("the name of a group is not closed");
                }
            }
            else if (!Flags())
            {
                return Fail("of what may stand behind '(?' only ':', 'i', 's' and a name are known");
            }
            else if (Skip(')'))
            {
                return new RegexItem.Sequence([]);
            }
            else if (!Skip(':'))
            {
                return Fail("a '(?' is not finished");
            }
        }

        var inside = Either(depth + 1);
        (_ignoresCase, _dotIsAll) = before;
        return inside is null ? null
            : Skip(')') ? inside
            : Fail("a '(' is not closed");
    }

    /// <summary>They hold to the end of the group around them.</summary>
    private bool Flags()
    {
        var on = true;
        for (; Peek() is not (-1 or ')' or ':'); _at++)
        {
            switch (Peek())
            {
                case '-':
                    on = false;
                    break;
                case 'i':
                    _ignoresCase = on;
                    break;
                case 's':
                    _dotIsAll = on;
                    break;
                case 'm' or 'U' when !on:
                    break;
                default:
                    return false;
            }
        }

        return Peek() != -1;
    }

    private RegexItem? Class()
    {
        var except = Skip('^');
        var ranges = new List<(int, int)>();
        for (var isFirst = true; isFirst || Peek() != ']'; isFirst = false)
        {
            if (Peek() == -1)
            {
                return Fail("a '[' is not closed");
            }

            if (Piece() is not { } piece)
            {
                return Fail("a '[ ]' holds something that is not known");
            }

            if (piece is [var (first, same)] && first == same && Peek() == '-' && Peek(1) is not (']' or -1))
            {
                _at++;
                if (Piece() is not [var (last, alike)] || last != alike || last < first)
                {
                    return Fail("a range in '[ ]' goes upwards, from one character to another");
                }

                piece = [(first, last)];
            }

            ranges.AddRange(piece);
        }

        _at++;
        return One(ranges, except);
    }

    /// <summary>One part of a class: a character, \d, or [:alpha:].</summary>
    private IReadOnlyList<(int First, int Last)>? Piece()
    {
        if (Peek() == '[' && Peek(1) == ':')
        {
            var name = new StringBuilder();
            for (_at += 2; Peek() is (>= 'a' and <= 'z') or '^'; _at++)
            {
                name.Append((char)Peek());
            }

            var except = name.Length > 0 && name[0] == '^';
            var letters = Skip(':') && Skip(']') ? RegexLetters.Of(except ? name.ToString(1, name.Length - 1) : name.ToString()) : null;
            return letters is not null && except ? RegexLetters.Complement(letters) : letters;
        }

        var letter = Peek();
        _at++;
        return letter == '\\' ? Escape() : [(letter, letter)];
    }

    private RegexItem? Escaped()
    {
        switch (Peek())
        {
            case 'A':
                _at++;
                return new RegexItem.Start();
            case 'z':
                _at++;
                return new RegexItem.End();
            default:
                return Escape() is { } ranges ? One(ranges) : Fail("an escape is not known");
        }
    }

    /// <summary>What a backslash makes of the letters behind it; null where that is not known.</summary>
    private IReadOnlyList<(int First, int Last)>? Escape()
    {
        var letter = Peek();
        _at++;
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
        var isLong = Skip('{');
        var digits = new StringBuilder();
        while (digits.Length < (isLong ? 6 : 2) && Peek() is > 0 and < 0x7F && char.IsAsciiHexDigit((char)Peek()))
        {
            digits.Append((char)_letters[_at++]);
        }

        var isWhole = isLong ? Skip('}') && digits.Length > 0 : digits.Length == 2;
        return isWhole && int.TryParse(digits.ToString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code) && code <= 0x10FFFF
            ? code
            : -1;
    }

    private RegexItem.One One(IReadOnlyList<(int, int)> ranges, bool except = false) => new(RegexLetters.Set(ranges, except, _ignoresCase));
}
