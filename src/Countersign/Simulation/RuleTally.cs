// What one rule did over a history.
namespace Countersign.Simulation;

public sealed class RuleTally(string name, int number)
{
    /// <summary>More rules than this share the last bit of <see cref="Asked.Rules"/>.</summary>
    public const int MostBits = 64;

    public string Name => name;

    public int Number => number;

    public ulong Bit => 1UL << Math.Min(number, MostBits - 1);

    /// <summary>Changes that its `when` held for.</summary>
    public int Applied { get; internal set; }

    /// <summary>Changes for which it asked other people.</summary>
    public int Asked { get; internal set; }

    /// <summary>Changes for which it asked only the author or a machine.</summary>
    public int AskedAuthor { get; internal set; }

    public int SignOffs { get; internal set; }

    /// <summary>Of its sign-offs, were it alone; rules share signers, so these do not add up to the policy's.</summary>
    public double Minutes { get; internal set; }

    public int Refused { get; internal set; }

    public int Unmeetable { get; internal set; }

    public int CannotTell { get; internal set; }
}

/// <summary>One week of one policy.</summary>
public sealed class WeekTally(int week)
{
    public int Week => week;
    public int Changes { get; internal set; }
    public int Held { get; internal set; }
    public int Refused { get; internal set; }
    public int SignOffs { get; internal set; }
    public double QualifiedMinutes { get; internal set; }
    public double ReaderMinutes { get; internal set; }

    /// <summary>Sum of squares over sign-offs, for their variation.</summary>
    public double SquaredMinutes { get; internal set; }
}
