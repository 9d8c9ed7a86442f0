// What one rule did over a history.
namespace Countersign.Simulation;

public sealed class RuleTally(string name, int number)
{
    private readonly List<ulong> _holds = [];

    public string Name => name;

    public int Number => number;

    /// <summary>Changes that its `when` held for.</summary>
    public int Applied { get; internal set; }

    /// <summary>Changes for which it asks other people, those that another rule refused included.</summary>
    public int Asked { get; internal set; }

    /// <summary>Changes for which it asked only the author or a machine.</summary>
    public int AskedAuthor { get; internal set; }

    /// <summary>Of changes that no rule refused: what is refused is not read in this form.</summary>
    public int SignOffs { get; internal set; }

    /// <summary>Of its sign-offs, as few as it would take alone; rules share signers, so these do not add up to the policy's.</summary>
    public double Minutes { get; internal set; }

    public int Refused { get; internal set; }

    public int Unmeetable { get; internal set; }

    public int CannotTell { get; internal set; }

    /// <summary>It asked people about the change, or refused it; by the change's place in the replay.</summary>
    public bool Holds(int change) => change / 64 < _holds.Count && (_holds[change / 64] & (1UL << (change % 64))) != 0;

    internal void Hold(int change)
    {
        while (_holds.Count <= change / 64)
        {
            _holds.Add(0);
        }

        _holds[change / 64] |= 1UL << (change % 64);
    }
}
