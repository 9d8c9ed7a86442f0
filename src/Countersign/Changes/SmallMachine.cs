// A pattern of up to 64 eating steps, which nearly all are: the set of its states is one word, worked out ahead.
using System.Numerics;

namespace Countersign.Changes;

/// <summary>The same answers as <see cref="PatternMachine"/> gives step by step, without a set to build for each path.</summary>
internal sealed class SmallMachine
{
    private const int MostStates = 64;
    private readonly CharacterSet[] _fits;
    private readonly States[] _after;
    private readonly States _first;

    private SmallMachine(CharacterSet[] fits, States[] after, States first) => (_fits, _after, _first) = (fits, after, first);

    private readonly record struct States(ulong Waiting, bool Accepts);

    /// <summary>Null where it has too many steps.</summary>
    public static SmallMachine? Of(PatternStep[] steps, int start)
    {
        var eating = Enumerable.Range(0, steps.Length).Where(step => steps[step].Fits is not null).ToList();
        if (eating.Count > MostStates)
        {
            return null;
        }

        var bits = new ulong[steps.Length];
        for (var i = 0; i < eating.Count; i++)
        {
            bits[eating[i]] = 1UL << i;
        }

        return new SmallMachine(
            [.. eating.Select(step => steps[step].Fits!)],
            [.. eating.Select(step => Reached(steps, bits, steps[step].Next, isAtStart: false))],
            Reached(steps, bits, start, isAtStart: true)
        );
    }

    public bool Matches(ReadOnlySpan<byte> path)
    {
        var (waiting, accepts) = (_first.Waiting, _first.Accepts);
        while (!path.IsEmpty && waiting != 0)
        {
            var letter = PatternMachine.NextLetter(ref path);
            var now = waiting;
            (waiting, accepts) = (0, false);
            for (; now != 0; now &= now - 1)
            {
                var state = BitOperations.TrailingZeroCount(now);
                if (_fits[state].Contains(letter))
                {
                    waiting |= _after[state].Waiting;
                    accepts |= _after[state].Accepts;
                }
            }
        }

        return path.IsEmpty && accepts;
    }

    /// <summary>Every step that eats and that <paramref name="from"/> leads to without eating.</summary>
    private static States Reached(PatternStep[] steps, ulong[] bits, int from, bool isAtStart)
    {
        var (waiting, accepts) = (0UL, false);
        var seen = new bool[steps.Length];
        var open = new Stack<int>([from]);
        while (open.TryPop(out var step))
        {
            if (step == PatternMachine.Accept)
            {
                accepts = true;
            }
            else if (step >= 0 && !seen[step] && (isAtStart || !steps[step].IsAtStart))
            {
                seen[step] = true;
                waiting |= bits[step];
                if (bits[step] == 0)
                {
                    open.Push(steps[step].Next);
                    open.Push(steps[step].Other);
                }
            }
        }

        return new States(waiting, accepts);
    }
}
