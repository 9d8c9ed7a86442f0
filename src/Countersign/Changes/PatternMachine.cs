// Runs a compiled pattern over a path: all its states at once, each character looked at once.
using System.Text;

namespace Countersign.Changes;

/// <summary>A step either eats one character that fits, or (where <see cref="Fits"/> is null) leads on without eating.</summary>
/// <param name="IsAtStart">Leads on only while nothing has been eaten.</param>
internal readonly record struct PatternStep(CharacterSet? Fits, int Next, int Other = -1, bool IsAtStart = false);

/// <summary>Ranges of code points; <paramref name="Except"/> turns them round. The slash is in no set but its own.</summary>
internal sealed record CharacterSet(IReadOnlyList<(int First, int Last)> Ranges, bool Except)
{
    public static CharacterSet AnyButSlash { get; } = new([], Except: true);

    public static CharacterSet Anything { get; } = new([(0, int.MaxValue)], Except: false);

    public static CharacterSet Only(int letter) => new([(letter, letter)], Except: false);

    public bool Contains(int letter)
    {
        if (Except && letter == '/')
        {
            return false;
        }

        // Asked for each letter of each path: an index costs no enumerator.
        for (var i = 0; i < Ranges.Count; i++)
        {
            if (letter >= Ranges[i].First && letter <= Ranges[i].Last)
            {
                return !Except;
            }
        }

        return Except;
    }
}

internal sealed class PatternMachine(PatternStep[] steps, int start)
{
    public const int Accept = -2;

    /// <summary>Leads nowhere.</summary>
    public const int Nowhere = -1;

    /// <summary>Above every Unicode code point: stands for one byte that is not UTF-8.</summary>
    private const int RawByte = 0x110000;

    /// <summary>What every path that fits begins with, as far as it is plain ASCII: most paths are told apart by this alone.</summary>
    private readonly byte[] _beginning = Beginning(steps, start);

    private readonly SmallMachine? _small = SmallMachine.Of(steps, start);

    public bool Matches(ReadOnlySpan<byte> path)
    {
        if (!path.StartsWith(_beginning))
        {
            return false;
        }

        if (_small is not null)
        {
            return _small.Matches(path);
        }

        var now = new StateSet(steps);
        var then = new StateSet(steps);
        now.Enter(start, isAtStart: true);
        while (!path.IsEmpty && !now.IsEmpty)
        {
            var letter = NextLetter(ref path);
            then.Clear();
            foreach (var state in now.Waiting)
            {
                if (steps[state].Fits!.Contains(letter))
                {
                    then.Enter(steps[state].Next);
                }
            }

            (now, then) = (then, now);
        }

        return path.IsEmpty && now.Accepts;
    }

    /// <summary>Takes one character off the path; a byte that is not UTF-8 is one by itself.</summary>
    internal static int NextLetter(ref ReadOnlySpan<byte> path)
    {
        if (path[0] < 0x80)
        {
            var ascii = path[0];
            path = path[1..];
            return ascii;
        }

        var isWhole = Rune.DecodeFromUtf8(path, out var rune, out var used) == System.Buffers.OperationStatus.Done;
        var letter = isWhole ? rune.Value : RawByte + path[0];
        path = path[(isWhole ? used : 1)..];
        return letter;
    }

    private static byte[] Beginning(PatternStep[] steps, int start)
    {
        var letters = new List<byte>();
        for (var state = start; state >= 0; state = steps[state].Next)
        {
            if (steps[state].Fits is not { Except: false, Ranges: [var (first, last)] } || first != last || first > 0x7F)
            {
                break;
            }

            letters.Add((byte)first);
        }

        return [.. letters];
    }

    private sealed class StateSet(PatternStep[] steps)
    {
        private readonly bool[] _seen = new bool[steps.Length];
        private readonly List<int> _touched = [];
        private readonly Stack<int> _open = [];

        public List<int> Waiting { get; } = [];
        public bool Accepts { get; private set; }
        public bool IsEmpty => Waiting.Count == 0 && !Accepts;

        public void Enter(int state, bool isAtStart = false)
        {
            _open.Push(state);
            while (_open.TryPop(out var next))
            {
                if (next == Accept)
                {
                    Accepts = true;
                }
                else if (next >= 0 && !_seen[next] && (isAtStart || !steps[next].IsAtStart))
                {
                    _seen[next] = true;
                    _touched.Add(next);
                    if (steps[next].Fits is not null)
                    {
                        Waiting.Add(next);
                    }
                    else
                    {
                        _open.Push(steps[next].Next);
                        _open.Push(steps[next].Other);
                    }
                }
            }
        }

        public void Clear()
        {
            foreach (var state in _touched)
            {
                _seen[state] = false;
            }

            _touched.Clear();
            Waiting.Clear();
            Accepts = false;
        }
    }
}
