// When each step of a guarded history landed, by the gate's record; a committer's date is believed only where there is none.
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.Changes;

namespace Countersign.Adapters.Git.Gathering;

/// <summary>
/// A step landed no earlier than what lies beneath it and no later than now, so no clock, behind or ahead, takes it out of a window. One
/// that ran ahead says nothing of the steps above it.
/// </summary>
internal static class LandingTimes
{
    /// <param name="line">By first parents, newest first, with committers' seconds.</param>
    public static IReadOnlyList<DateTimeOffset> Of(
        IReadOnlyList<(ObjectId Step, long Committed)> line,
        IReadOnlyList<(VerifiedRecord Record, Landing Landing)> landings,
        DateTimeOffset now
    )
    {
        // A tip can land twice, after a rewind that an override allowed; the later one counts.
        var byTip = landings.GroupBy(pair => pair.Landing.New).ToDictionary(group => group.Key, group => group.Last().Landing);
        var times = new DateTimeOffset[line.Count];
        Landing? covering = null;
        for (var at = 0; at < line.Count; at++)
        {
            // A step inside a landed range landed with its tip.
            var (step, committed) = line[at];
            covering =
                byTip.TryGetValue(step, out var landed) ? landed
                : covering?.Old == step ? null
                : covering;
            times[at] = covering?.SignedAt ?? DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(committed, 0, 253_402_300_799));
        }

        var beneath = DateTimeOffset.UnixEpoch;
        for (var at = line.Count - 1; at >= 0; at--)
        {
            if (times[at] > now)
            {
                times[at] = now;
            }
            else
            {
                times[at] = beneath = times[at] > beneath ? times[at] : beneath;
            }
        }

        return times;
    }
}
