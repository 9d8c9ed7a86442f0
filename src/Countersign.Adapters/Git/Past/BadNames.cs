// Which places of a line are known to have been bad: named by a message that landed later, or by the list of incidents.
using System.Globalization;
using Countersign.Likelihood;

namespace Countersign.Adapters.Git.Past;

/// <param name="ByIncidents">Those that no message named.</param>
/// <param name="Unknown">Names that mean no commit of this history; one that means several stands for each of them.</param>
internal sealed record BadPlaces(IReadOnlySet<int> ByMessages, IReadOnlySet<int> ByIncidents, int Unknown);

/// <summary>
/// A place is a step's number on the line, oldest first. A commit counts for the step that brought it; a name that the same step
/// brought, or an earlier one, is a change of mind before anything landed, and says nothing about what did.
/// </summary>
internal sealed class BadNames
{
    private const int KeyDigits = 16;
    private readonly List<(ulong Key, int Place)> _commits = [];
    private readonly Dictionary<string, int> _named = new(StringComparer.Ordinal);
    private bool _sorted;

    /// <param name="commit">As <see cref="StepHeader.Key(Countersign.Changes.ObjectId)"/> makes it.</param>
    public void Add(ulong commit, int place)
    {
        _commits.Add((commit, place));
        _sorted = false;
    }

    public void Name(IEnumerable<string> names, int place)
    {
        foreach (var name in names)
        {
            _named[name] = Math.Max(place, _named.GetValueOrDefault(name));
        }
    }

    public BadPlaces Find(IncidentList incidents)
    {
        var unknown = 0;
        var byMessages = Found(_named);
        var byIncidents = Found(
            incidents
                .Incidents.SelectMany(incident => incident.Changes)
                .Distinct(StringComparer.Ordinal)
                .Select(name => KeyValuePair.Create(name, int.MaxValue))
        );
        byIncidents.ExceptWith(byMessages);
        return new BadPlaces(byMessages, byIncidents, unknown);

        HashSet<int> Found(IEnumerable<KeyValuePair<string, int>> names)
        {
            var places = new HashSet<int>();
            foreach (var (name, latest) in names)
            {
                var meant = PlacesOf(name);
                unknown += meant.Count == 0 ? 1 : 0;
                places.UnionWith(meant.Where(place => place < latest));
            }

            return places;
        }
    }

    /// <summary>Of every commit whose name begins so.</summary>
    private List<int> PlacesOf(string name)
    {
        if (!_sorted)
        {
            _commits.Sort();
            _sorted = true;
        }

        var digits = Math.Min(name.Length, KeyDigits);
        if (!ulong.TryParse(name.AsSpan(0, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var prefix))
        {
            return [];
        }

        var free = 4 * (KeyDigits - digits);
        var first = prefix << free;
        var last = first | (free == 0 ? 0 : (1UL << free) - 1);
        var at = _commits.BinarySearch((first, -1));
        at = at < 0 ? ~at : at;
        var places = new List<int>();
        for (; at < _commits.Count && _commits[at].Key <= last; at++)
        {
            places.Add(_commits[at].Place);
        }

        return places;
    }
}
