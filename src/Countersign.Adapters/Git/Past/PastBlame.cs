// Which changes of a replayed line are known to have been bad, from what was read already.
using Countersign.Likelihood;

namespace Countersign.Adapters.Git.Past;

/// <summary>Give it every step of the line, oldest first. The same answer as <see cref="KnownBadReader"/>.</summary>
public sealed class PastBlame
{
    private readonly BadNames _names = new();
    private readonly List<int> _numbers = [];

    /// <param name="number">What <see cref="Find"/> will call it; null where it is not counted, and tells only of others.</param>
    public void Add(MergedStep step, int? number)
    {
        var place = _numbers.Count;
        _numbers.Add(number ?? -1);
        _names.Add(StepHeader.Key(step.Id), place);
        foreach (var key in step.Brought)
        {
            _names.Add(key, place);
        }

        _names.Name(step.Blamed, place);
    }

    public KnownBad<int> Find(IncidentList incidents)
    {
        var found = _names.Find(incidents);
        var (byMessages, byIncidents) = (Counted(found.ByMessages), Counted(found.ByIncidents));
        return new KnownBad<int>(byMessages.Concat(byIncidents).ToHashSet(), byMessages.Count, byIncidents.Count, found.Unknown);
    }

    private List<int> Counted(IEnumerable<int> places) => [.. places.Select(place => _numbers[place]).Where(number => number >= 0)];
}
