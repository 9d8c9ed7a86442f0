// How far a long reading is and how much time is left, on one line of a terminal.
using Countersign.Cli.Terminal;

namespace Countersign.Cli.Commands.Simulate;

/// <summary>Nothing is shown where nobody watches, or while the work is short.</summary>
internal sealed class Progress(Screen screen)
{
    private const int Every = 64;
    private const long FirstMilliseconds = 500;
    private const long BetweenMilliseconds = 200;
    private readonly long _began = Environment.TickCount64;
    private long _shown;
    private int _steps;

    public bool IsShown => screen.IsInteractive;

    public int? Total { get; set; }

    /// <summary>What was read is there for the next run.</summary>
    public bool IsKept { get; init; }

    public void Step()
    {
        if (++_steps % Every != 0 || !IsShown)
        {
            return;
        }

        var now = Environment.TickCount64;
        if (now - _began >= FirstMilliseconds && now - _shown >= BetweenMilliseconds)
        {
            _shown = now;
            screen.Passing(Words(_steps, Total, now - _began, IsKept));
        }
    }

    public void End()
    {
        if (_shown > 0)
        {
            screen.Passing("");
        }
    }

    internal static string Words(int steps, int? total, long milliseconds, bool isKept)
    {
        if (total is not { } all || all < steps)
        {
            return $"{steps:N0} changes read";
        }

        var left = TimeSpan.FromMilliseconds(milliseconds / (double)Math.Max(1, steps) * (all - steps));
        var time =
            left.TotalSeconds < 1.5 ? "almost done"
            : left.TotalSeconds < 90 ? $"about {left.TotalSeconds:0} s left"
            : $"about {left.TotalMinutes:0} min left";
        return $"{steps:N0} of {all:N0} changes, {time}; Ctrl-C stops{(isKept ? ", and what was read is kept" : "")}";
    }
}
