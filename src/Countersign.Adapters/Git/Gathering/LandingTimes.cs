// When each step of a guarded history landed, by the gate's record; a committer's date is believed only where there is none.
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.Changes;

namespace Countersign.Adapters.Git.Gathering;

/// <summary>Asked for the steps of a first-parent line, newest first: a step inside a landed range landed with its tip.</summary>
internal sealed class LandingTimes(IReadOnlyList<(VerifiedRecord Record, Landing Landing)> landings)
{
    /// <summary>A tip can land twice, after a rewind that an override allowed; the later one counts.</summary>
    private readonly Dictionary<ObjectId, Landing> _byTip = landings
        .GroupBy(pair => pair.Landing.New)
        .ToDictionary(group => group.Key, group => group.Last().Landing);
    private Landing? _covering;

    public DateTimeOffset Of(Commit step)
    {
        _covering =
            _byTip.TryGetValue(step.Id, out var landed) ? landed
            : _covering?.Old == step.Id ? null
            : _covering;
        return _covering?.SignedAt ?? DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(step.Committer.UnixTime, 0, 253_402_300_799));
    }
}
