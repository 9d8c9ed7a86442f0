// Compiles a regular expression into steps: the part of RE2's language that looks at one character after another.
namespace Countersign.Changes;

/// <summary>
/// Found anywhere, unless ^ or $ ties it to an end. Known: . [ ] [^ ] [[:alpha:]] \d \w \s (ASCII) \x41 \x{1F600} \Q..\E * + ? {n,m}
/// | ( ) (?: ) (?i) (?s) ^ $ \A \z. Word boundaries, \p, (?m), (?U) and back-references are refused. Matching takes time linear in the text.
/// Source: https://github.com/google/re2/wiki/Syntax
/// </summary>
internal static class RegexReader
{
    private const int Longest = 1_000;
    private const int MostSteps = 20_000;

    /// <summary>Null where <paramref name="problem"/> says why.</summary>
    public static PatternMachine? Read(string text, out string problem)
    {
        problem =
            text.Length == 0 ? "it is empty"
            : text.Length > Longest ? $"it is longer than {Longest} characters"
            : "";
        if (problem.Length == 0)
        {
            var parser = new RegexParser(text);
            var item = parser.Read();
            problem = parser.Problem;
            if (item is not null && Size(item) <= MostSteps)
            {
                return new Builder().Machine(item);
            }

            problem = problem.Length > 0 ? problem : "its repetitions are too many";
        }

        problem = $"the regular expression '{VisibleText.Of(text.Length > 80 ? text[..80] : text)}' cannot be read: {problem}";
        return null;
    }

    /// <summary>How many steps it takes, at least; stops counting once that is too many.</summary>
    private static long Size(RegexItem item) =>
        item switch
        {
            RegexItem.Sequence it => 1 + it.Items.Sum(Size),
            RegexItem.Either it => 1 + it.Choices.Sum(Size),
            RegexItem.Repeat it => 2 + Math.Min(MostSteps, Size(it.Item)) * Math.Max(1, it.Most ?? it.Least + 1),
            _ => 1,
        };

    private sealed class Builder
    {
        private readonly List<PatternStep> _steps = [];

        public PatternMachine Machine(RegexItem item)
        {
            var start = Build(item, Loop(PatternMachine.Accept));
            start = BeginsAtStart(item) ? start : Loop(start);
            return new PatternMachine([.. _steps], start);
        }

        private static bool BeginsAtStart(RegexItem item) =>
            item switch
            {
                RegexItem.Start => true,
                RegexItem.Sequence { Items: [var first, ..] } => BeginsAtStart(first),
                RegexItem.Either { Choices: var choices } => choices.All(BeginsAtStart),
                _ => false,
            };

        private int Build(RegexItem item, int next)
        {
            switch (item)
            {
                case RegexItem.One one:
                    return Add(new PatternStep(one.Set, next));
                case RegexItem.Sequence sequence:
                    return sequence.Items.Reverse().Aggregate(next, (after, part) => Build(part, after));
                case RegexItem.Either either:
                    return either
                        .Choices.Select(choice => Build(choice, next))
                        .ToList()
                        .Aggregate((left, right) => Add(new PatternStep(null, left, right)));
                case RegexItem.Repeat repeat:
                    return BuildRepeat(repeat, next);
                case RegexItem.Start:
                    return Add(new PatternStep(null, next, IsAtStart: true));
                default:
                    return CanEnd(next) ? PatternMachine.Accept : PatternMachine.Nowhere;
            }
        }

        private int BuildRepeat(RegexItem.Repeat repeat, int next)
        {
            if (repeat.Most is null)
            {
                var choice = Add(new PatternStep(null, next));
                var inside = Build(repeat.Item, choice);
                _steps[choice] = new PatternStep(null, inside, next);
                next = choice;
            }
            else
            {
                var after = next;
                for (var i = repeat.Least; i < repeat.Most; i++)
                {
                    next = Add(new PatternStep(null, Build(repeat.Item, next), after));
                }
            }

            for (var i = 0; i < repeat.Least; i++)
            {
                next = Build(repeat.Item, next);
            }

            return next;
        }

        /// <summary>Whether all that follows can do without another character.</summary>
        private bool CanEnd(int state)
        {
            var seen = new HashSet<int>();
            var open = new Stack<int>([state]);
            while (open.TryPop(out var next))
            {
                if (next == PatternMachine.Accept)
                {
                    return true;
                }

                if (next >= 0 && seen.Add(next) && _steps[next].Fits is null)
                {
                    open.Push(_steps[next].Next);
                    open.Push(_steps[next].Other);
                }
            }

            return false;
        }

        private int Loop(int next)
        {
            var choice = Add(new PatternStep(null, _steps.Count + 1, next));
            Add(new PatternStep(CharacterSet.Anything, choice));
            return choice;
        }

        private int Add(PatternStep step)
        {
            _steps.Add(step);
            return _steps.Count - 1;
        }
    }
}
