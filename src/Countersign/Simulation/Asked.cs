// What one policy asks of one change, once judged.
using Countersign.Gating;

namespace Countersign.Simulation;

/// <param name="Rules">One bit for each rule that asked people or refused; see <see cref="RuleTally.Number"/>.</param>
public readonly record struct Asked(VerdictKind Kind, int Qualified, int Readers, bool IsUnmeetable, ulong Rules)
{
    /// <summary>Somebody besides the author would have looked, or nothing would have entered in this form. Not: would have found anything.</summary>
    public bool IsHeld => Kind == VerdictKind.Refused || Qualified + Readers > 0 || IsUnmeetable;

    public bool CannotTell => Kind == VerdictKind.Faulted;

    /// <summary>Perhaps a case or a machine's evidence, but nobody else's time.</summary>
    public bool NeedsNobody => !IsHeld && !CannotTell;
}
