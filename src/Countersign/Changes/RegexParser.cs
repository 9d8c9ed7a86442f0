// Reads the text of a regular expression into its items.
namespace Countersign.Changes;

internal sealed class RegexParser
{
    private const int Deepest = 40;
    private const int MostRepeats = 1_000;
    private readonly RegexText _text;
    private readonly RegexSets _sets;
    private bool _ignoresCase;
    private bool _dotIsAll;

    public RegexParser(string text)
    {
        _text = new RegexText(text);
        _sets = new RegexSets(_text);
    }

    public string Problem { get; private set; } = "";

    public RegexItem? Read()
    {
        var item = Either(0);
        return item is null ? null
            : _text.Peek() != -1 ? Fail("a ')' has no '('")
            : item;
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
        } while (_text.Skip('|'));

        return choices is [var only] ? only : new RegexItem.Either(choices);
    }

    private RegexItem.Sequence? Sequence(int depth)
    {
        var items = new List<RegexItem>();
        while (_text.Peek() is not (-1 or '|' or ')'))
        {
            if (_text.Peek() == '\\' && _text.Peek(1) == 'Q')
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
        for (_text.At += 2; _text.Peek() != -1; _text.At++)
        {
            if (_text.Peek() == '\\' && _text.Peek(1) == 'E')
            {
                _text.At += 2;
                return;
            }

            items.Add(One([(_text.Peek(), _text.Peek())]));
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
            _text.Skip('?');
            (atom, isRepeated) = (new RegexItem.Repeat(atom, bounds.Least, bounds.Most), true);
        }

        return atom;
    }

    private (int Least, int? Most)? Bounds()
    {
        switch (_text.Peek())
        {
            case '*':
                _text.At++;
                return (0, null);
            case '+':
                _text.At++;
                return (1, null);
            case '?':
                _text.At++;
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
        var start = _text.At;
        _text.At++;
        if (Number() is { } least)
        {
            var most = _text.Skip(',') ? Number() : least;
            if (_text.Skip('}'))
            {
                return (least, most);
            }
        }

        _text.At = start;
        return null;
    }

    private int? Number()
    {
        int? number = null;
        for (; _text.Peek() is >= '0' and <= '9'; _text.At++)
        {
            number = Math.Min(MostRepeats + 1, ((number ?? 0) * 10) + _text.Peek() - '0');
        }

        return number;
    }

    private RegexItem? Atom(int depth)
    {
        var letter = _text.Peek();
        _text.At++;
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
        if (_text.Skip('?'))
        {
            _text.Skip('P');
            if (_text.Skip('<'))
            {
                while (_text.Peek() is not (-1 or '>'))
                {
                    _text.At++;
                }

                if (!_text.Skip('>'))
                {
                    return Fail("the name of a group is not closed");
                }
            }
            else if (!Flags())
            {
                return Fail("of what may stand behind '(?' only ':', 'i', 's' and a name are known");
            }
            else if (_text.Skip(')'))
            {
                return new RegexItem.Sequence([]);
            }
            else if (!_text.Skip(':'))
            {
                return Fail("a '(?' is not finished");
            }
        }

        var inside = Either(depth + 1);
        (_ignoresCase, _dotIsAll) = before;
        return inside is null ? null
            : _text.Skip(')') ? inside
            : Fail("a '(' is not closed");
    }

    /// <summary>They hold to the end of the group around them.</summary>
    private bool Flags()
    {
        var on = true;
        for (; _text.Peek() is not (-1 or ')' or ':'); _text.At++)
        {
            switch (_text.Peek())
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

        return _text.Peek() != -1;
    }

    private RegexItem? Class() => _sets.Class(out var except) is { } ranges ? One(ranges, except) : Fail(_sets.Problem);

    private RegexItem? Escaped()
    {
        switch (_text.Peek())
        {
            case 'A':
                _text.At++;
                return new RegexItem.Start();
            case 'z':
                _text.At++;
                return new RegexItem.End();
            default:
                return _sets.Escape() is { } ranges ? One(ranges) : Fail("an escape is not known");
        }
    }

    private RegexItem.One One(IReadOnlyList<(int, int)> ranges, bool except = false) => new(RegexLetters.Set(ranges, except, _ignoresCase));
}
