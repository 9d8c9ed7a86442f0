// A rule that its owner has paused for hours: shown on every verdict meanwhile.
using Countersign.Inputs;
using Countersign.Policies;

namespace Countersign.Gating;

public static class Pauses
{
    /// <summary>A pause is for hours; whoever needs more changes the policy.</summary>
    public const int MostHours = 72;

    /// <summary>The note to show; null where nothing pauses the rule. Only the policy's own owner can pause its rules.</summary>
    internal static string? Of(Rule rule, PolicyPart part, Facts facts)
    {
        if (facts.Pauses.Count == 0)
        {
            return null;
        }

        var pause = facts
            .Pauses.Where(it => it.Rule == rule.Name && it.By == part.Owner && it.Until > facts.Now && it.Until <= facts.Now.AddHours(MostHours))
            .MinBy(it => it.Until);
        return pause is null ? null : $"paused by {pause.By} until {pause.Until:yyyy-MM-dd HH:mm}Z: {pause.Reason}";
    }
}
