// Compiles the text of a pattern into steps, back to front, so that each step knows where it leads.
using System.Text;

namespace Countersign.Changes;

internal sealed class PatternReader(string text)
{
    private const int Longest = 1_000;
    private const int DeepestBraces = 8;
    private readonly List<PatternStep> _steps = [];
    private Rune[] _letters = [];
    private int _at;

    public string Problem { get; private set; } = "";

    /// <summary>Null where <see cref="Problem"/> says why.</summary>
    public PatternMachine? Read()
    {
        if (text.Length is 0 or > Longest)
        {
            return Fail(text.Length == 0 ? "it is empty" : $"it is longer than {Longest} characters");
        }

        if (text[0] == '!')
        {
            return Fail("it starts with '!': write what to leave out under not: (or \\! for a name that starts so)");
        }

        if (text.Contains("//", StringComparison.Ordinal) || text is "/" || text.Contains('\0', StringComparison.Ordinal))
        {
            return Fail("no path has an empty folder name or a NUL");
        }

        foreach (var segment in text.Split('/'))
        {
            if (segment is "." or "..")
            {
                return Fail("no path in a repository has a folder '.' or '..'");
            }
        }

        _letters = [.. text.EnumerateRunes()];
        var body = text.TrimEnd('/');
        var anchored = body.Contains('/', StringComparison.Ordinal);
        _at = text[0] == '/' ? 1 : 0;
        var parts = Sequence(depth: 0);
        if (parts is null || _at < _letters.Length)
        {
            return Fail(Problem.Length > 0 ? Problem : "a '}' has no '{'");
        }

        if (text.EndsWith('/'))
        {
            parts.Add(new Part.Beneath());
        }

        var start = Build(parts, PatternMachine.Accept);
        return Machine(anchored ? start : BuildFolders(start));
    }

    private PatternMachine Machine(int start) => new([.. _steps], start);

    private abstract record Part
    {
        public sealed record One(CharacterSet Set) : Part;

        public sealed record Star : Part;

        /// <summary>**/ : no folder, or any number of them.</summary>
        public sealed record Folders : Part;

        /// <summary>At the end: anything, but something.</summary>
        public sealed record Beneath : Part;

        public sealed record Either(IReadOnlyList<List<Part>> Choices) : Part;
    }

    private PatternMachine? Fail(string problem)
    {
        Problem = $"the pattern '{VisibleText.Of(text)}' cannot be read: {problem}";
        return null;
    }

    private int Peek(int ahead = 0) => _at + ahead < _letters.Length ? _letters[_at + ahead].Value : -1;

    private List<Part>? Sequence(int depth)
    {
        var parts = new List<Part>();
        while (_at < _letters.Length)
        {
            var letter = Peek();
            if (letter == '}' || (letter == ',' && depth > 0))
            {
                return parts;
            }

            var part = letter switch
            {
                '*' when Peek(1) == '*' => TwoStars(depth),
                '*' => Next(new Part.Star()),
                '?' => Next(new Part.One(CharacterSet.AnyButSlash)),
                '[' => Class(),
                '{' => Braces(depth),
                '\\' => Escaped(),
                _ => Next(new Part.One(CharacterSet.Only(letter))),
            };
            if (part is null)
            {
                return null;
            }

            parts.Add(part);
        }

        return parts;
    }

    private Part Next(Part part)
    {
        _at++;
        return part;
    }

    private Part? TwoStars(int depth)
    {
        var startsSegment = _at == 0 || _letters[_at - 1].Value == '/';
        if (depth > 0 || !startsSegment || Peek(2) is not (-1 or '/'))
        {
            Problem = "'**' stands alone between slashes and outside braces";
            return null;
        }

        var last = Peek(2) == -1 || _at + 3 == _letters.Length;
        _at += Peek(2) == -1 ? 2 : 3;
        return last ? new Part.Beneath() : new Part.Folders();
    }

    private Part? Escaped()
    {
        _at++;
        if (Peek() is -1 or '/')
        {
            Problem = "a backslash needs a character after it, and not a slash";
            return null;
        }

        return Next(new Part.One(CharacterSet.Only(Peek())));
    }

    private Part? Braces(int depth)
    {
        if (depth == DeepestBraces)
        {
            Problem = $"braces are nested deeper than {DeepestBraces}";
            return null;
        }

        var choices = new List<List<Part>>();
        do
        {
            _at++;
            if (Sequence(depth + 1) is not { } choice)
            {
                return null;
            }

            choices.Add(choice);
        } while (Peek() == ',');

        if (Peek() != '}')
        {
            Problem = "a '{' is not closed";
            return null;
        }

        return Next(new Part.Either(choices));
    }

    private Part? Class()
    {
        _at++;
        var except = Peek() is '!' or '^';
        _at += except ? 1 : 0;
        var ranges = new List<(int, int)>();
        while (Peek() is not (']' or -1) || ranges.Count == 0)
        {
            var first = ClassLetter();
            var last = first;
            if (Peek() == '-' && Peek(1) != ']')
            {
                _at++;
                last = ClassLetter();
            }

            if (first < 0 || last < first || (first <= '/' && last >= '/' && !except))
            {
                Problem = "a '[' holds at least one character, ranges that go upwards, no slash, and is closed";
                return null;
            }

            ranges.Add((first, last));
        }

        if (Peek() == -1)
        {
            Problem = "a '[' is not closed";
            return null;
        }

        return Next(new Part.One(new CharacterSet(ranges, except)));
    }

    private int ClassLetter()
    {
        if (Peek() == '\\')
        {
            _at++;
        }

        var letter = Peek();
        _at += letter < 0 ? 0 : 1;
        return letter;
    }

    private int Add(PatternStep step)
    {
        _steps.Add(step);
        return _steps.Count - 1;
    }

    private int Build(IReadOnlyList<Part> parts, int next)
    {
        for (var i = parts.Count - 1; i >= 0; i--)
        {
            next = parts[i] switch
            {
                Part.One one => Add(new PatternStep(one.Set, next)),
                Part.Star => Loop(CharacterSet.AnyButSlash, next),
                Part.Folders => BuildFolders(next),
                Part.Beneath => Add(new PatternStep(CharacterSet.Anything, Loop(CharacterSet.Anything, next))),
                Part.Either either => either
                    .Choices.Select(choice => Build(choice, next))
                    .Aggregate((left, right) => Add(new PatternStep(null, left, right))),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }

        return next;
    }

    /// <summary>Any number of characters of the set, then on.</summary>
    private int Loop(CharacterSet set, int next)
    {
        var choice = _steps.Count;
        _steps.Add(new PatternStep(null, choice + 1, next));
        _steps.Add(new PatternStep(set, choice));
        return choice;
    }

    /// <summary>Nothing, or anything that ends with a slash, then on.</summary>
    private int BuildFolders(int next)
    {
        var slash = Add(new PatternStep(CharacterSet.Only('/'), next));
        var inside = Loop(CharacterSet.Anything, slash);
        return Add(new PatternStep(null, next, inside));
    }
}
