// Which steps of a replayed line are known to have been bad: named by a later message, or by the list of incidents.
using System.Globalization;
using Countersign.Likelihood;

namespace Countersign.Adapters.Git.Past;

/// <summary>The same answer as <see cref="KnownBadReader"/>, from what was read already. A commit counts for the step that brought it.</summary>
public sealed class PastBlame
{
    private const int KeyDigits = 16;
    private readonly List<(ulong Key, int Step)> _commits = [];
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private bool _sorted;

    public int ByMessages { get; private set; }

    public int ByIncidents { get; private set; }

    /// <summary>Names that mean no commit, or several, of this history.</summary>
    public int Unknown { get; private set; }

    /// <param name="number">What <see cref="Steps"/> will call it.</param>
    public void Add(MergedStep step, int number)
    {
        _commits.Add((StepHeader.Key(step.Id), number));
        _commits.AddRange(step.Brought.Select(key => (key, number)));
        _named.UnionWith(step.Blamed);
        _sorted = false;
    }

    public IReadOnlySet<int> Steps(IncidentList incidents)
    {
        (ByMessages, ByIncidents, Unknown) = (0, 0, 0);
        var steps = new HashSet<int>();
        ByMessages = Count(_named);
        ByIncidents = Count(incidents.Incidents.SelectMany(incident => incident.Changes).Distinct(StringComparer.Ordinal));
        return steps;

        int Count(IEnumerable<string> names)
        {
            var before = steps.Count;
            foreach (var name in names)
            {
                if (Find(name) is { } step)
                {
                    steps.Add(step);
                }
                else
                {
                    Unknown++;
                }
            }

            return steps.Count - before;
        }
    }

    /// <summary>The one commit whose name begins so.</summary>
    private int? Find(string name)
    {
        if (!_sorted)
        {
            _commits.Sort();
            _sorted = true;
        }

        var digits = Math.Min(name.Length, KeyDigits);
        if (!ulong.TryParse(name.AsSpan(0, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var prefix))
        {
            return null;
        }

        var free = 4 * (KeyDigits - digits);
        var first = prefix << free;
        var last = first | (free == 0 ? 0 : (1UL << free) - 1);
        var at = _commits.BinarySearch((first, -1));
        at = at < 0 ? ~at : at;
        var isOne = at < _commits.Count && _commits[at].Key <= last && (at + 1 == _commits.Count || _commits[at + 1].Key > last);
        return isOne ? _commits[at].Step : null;
    }
}
