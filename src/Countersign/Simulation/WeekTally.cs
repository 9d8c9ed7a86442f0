// One week of one policy in a replay.
namespace Countersign.Simulation;

public sealed class WeekTally(int week)
{
    public int Week => week;
    public int Changes { get; internal set; }
    public int Held { get; internal set; }
    public int Refused { get; internal set; }
    public int SignOffs { get; internal set; }
    public double QualifiedMinutes { get; internal set; }
    public double ReaderMinutes { get; internal set; }

    /// <summary>What the refused changes would have taken as they are: nobody reads them so, and it comes back with the smaller ones.</summary>
    public double RefusedMinutes { get; internal set; }

    /// <summary>Sum of squares over sign-offs, for their variation.</summary>
    public double SquaredMinutes { get; internal set; }
}
