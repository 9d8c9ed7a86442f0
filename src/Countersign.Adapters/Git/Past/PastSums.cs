// What the same people landed in the same parts lately, as the gate sums it, while a history passes by.
using Countersign.Adapters.Git.Gathering;
using Countersign.Changes;
using Countersign.Impact;
using Countersign.Impact.Pace;
using Countersign.Inputs;
using Countersign.People;

namespace Countersign.Adapters.Git.Past;

/// <summary>Only for policies that ask. A part is a path's first component in the catalog, else its folder; a tool's changes stand alone.</summary>
internal sealed class PastSums(Catalog catalog, PastImpact impact, PaceFit pace)
{
    private const long Day = 86_400;
    private readonly Dictionary<(PersonId, string), List<Part>> _landed = [];
    private readonly Dictionary<RepoPath, string> _places = [];
    private int _number;

    /// <param name="when">Unix seconds.</param>
    public IReadOnlyList<WindowSum> Of(IEnumerable<PersonId> makers, IReadOnlyList<StepFile> files, long when)
    {
        var people = makers.Distinct().ToList();
        var seen = new HashSet<(int, string)>();
        var landings = new Dictionary<int, Part>();
        foreach (var place in files.Select(PlaceOf).Distinct(StringComparer.Ordinal))
        {
            foreach (var maker in people)
            {
                foreach (var part in _landed.GetValueOrDefault((maker, place)) ?? [])
                {
                    // Two makers of one landing land it once.
                    if (Counts(part, when) && seen.Add((part.Number, place)))
                    {
                        landings[part.Number] = landings.TryGetValue(part.Number, out var other) ? part.And(other) : part;
                    }
                }
            }
        }

        return [.. HistoryReader.Windows.Select(days => Sum(days, landings.Values.Where(one => when - one.When <= days * Day)))];
    }

    public void Remember(IEnumerable<PersonId> makers, IReadOnlyList<StepFile> files, long when)
    {
        _number++;
        var people = makers.Distinct().ToList();
        foreach (var place in files.GroupBy(PlaceOf, StringComparer.Ordinal))
        {
            var part = new Part(_number, when, 0, 0, 0);
            foreach (var file in place)
            {
                var (lines, isRisky) = impact.Measure(file);
                part = part.And(new Part(_number, when, 1, isRisky ? 0 : lines, isRisky ? lines : 0));
            }

            foreach (var maker in people)
            {
                (_landed.TryGetValue((maker, place.Key), out var known) ? known : _landed[(maker, place.Key)] = []).Add(part);
            }
        }

        if (_number % HistoryReader.MostSteps == 0)
        {
            Forget(when);
        }
    }

    /// <summary>So that memory grows with what is recent, not with the history.</summary>
    private void Forget(long when)
    {
        foreach (var (key, parts) in _landed)
        {
            if (parts.RemoveAll(part => !Counts(part, when)) > 0 && parts.Count == 0)
            {
                _landed.Remove(key);
            }
        }

        _places.Clear();
    }

    private bool Counts(Part part, long when) =>
        when - part.When <= HistoryReader.Windows[^1] * Day && _number - part.Number < HistoryReader.MostSteps;

    private WindowSum Sum(int days, IEnumerable<Part> landings)
    {
        var (changes, files, lines, minutes) = (0, 0, 0.0, 0.0);
        foreach (var one in landings)
        {
            var measured = ReviewMinutes.OfLines(one.Lines, one.Risky, one.Files, pace);
            (changes, files, lines, minutes) = (changes + 1, files + one.Files, lines + measured.EffectiveLines, minutes + measured.Expected);
        }

        return new WindowSum(days, changes, files, lines, minutes);
    }

    private string PlaceOf(StepFile file)
    {
        if (!_places.TryGetValue(file.Path, out var place))
        {
            var path = file.Path.Text;
            _places[file.Path] = place =
                catalog.Of(file.Path) is [var component, ..] ? component.Name
                : path.LastIndexOf('/') is var slash and > 0 ? path[..slash]
                : "";
        }

        return place;
    }

    private readonly record struct Part(int Number, long When, int Files, double Lines, double Risky)
    {
        public Part And(Part other) => this with { Files = Files + other.Files, Lines = Lines + other.Lines, Risky = Risky + other.Risky };
    }
}
