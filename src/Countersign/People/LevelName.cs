// The name of a seniority level; the policy's `levels` give the order, lowest first.
namespace Countersign.People;

public readonly record struct LevelName(string Value)
{
    public override string ToString() => Value;
}

/// <summary>The policy's scale, lowest first.</summary>
public sealed record SeniorityScale(IReadOnlyList<LevelName> Levels)
{
    public LevelName Lowest => Levels[0];

    public LevelName Highest => Levels[^1];

    /// <summary>0 is lowest; -1 for a level that the scale lacks, or none.</summary>
    public int Rank(LevelName? level)
    {
        for (var i = 0; level is not null && i < Levels.Count; i++)
        {
            if (Levels[i] == level)
            {
                return i;
            }
        }

        return -1;
    }
}
