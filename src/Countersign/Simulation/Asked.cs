// What one policy asks of one change, once judged.
using Countersign.Gating;

namespace Countersign.Simulation;

/// <param name="Spared">Sign-offs that a refused change would have taken in this form, one at least; 0 for every other.</param>
public readonly record struct Asked(VerdictKind Kind, int Qualified, int Readers, bool IsUnmeetable, int Spared)
{
    /// <summary>Somebody besides the author would have looked, or nothing would have entered in this form. Not: would have found anything.</summary>
    public bool IsHeld => Kind == VerdictKind.Refused || Qualified + Readers > 0 || IsUnmeetable;

    /// <summary>Of everybody who reads, once what was refused has come back.</summary>
    public int AllReadings => Qualified + Readers + Spared;

    public bool CannotTell => Kind == VerdictKind.Faulted;

    /// <summary>Perhaps a case or a machine's evidence, but nobody else's time.</summary>
    public bool NeedsNobody => !IsHeld && !CannotTell;
}
