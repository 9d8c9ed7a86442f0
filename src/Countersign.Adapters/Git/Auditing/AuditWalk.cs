// Walks a guarded ref from one commit to another, landing by landing, and names what no landing accounts for.
using Countersign.Adapters.Git.Pushes;
using Countersign.Changes;

namespace Countersign.Adapters.Git.Auditing;

/// <summary>The first-parent line of a ref and the landings on it.</summary>
public sealed partial class AuditWalk
{
    private readonly CleanRoom _room;
    private readonly Recount _recount;
    private readonly GateSettings _settings;
    private readonly string _ref;
    private readonly ObjectId _tip;
    private readonly List<ObjectId> _line;
    private readonly Dictionary<ObjectId, int> _places;
    private readonly DateTimeOffset _now;

    public AuditWalk(
        CleanRoom room,
        Recount recount,
        GateSettings settings,
        IReadOnlyList<ChainEntry> entries,
        string targetRef,
        ObjectId tip,
        DateTimeOffset now
    )
    {
        (_room, _recount, _settings, _ref, _tip, _now) = (room, recount, settings, targetRef, tip, now);
        _firstRules = new Lazy<ObjectId?>(FirstRules);
        Entries = entries;
        _line = [.. room.FirstParentHistory(tip)];
        _line.Reverse();
        _places = _line.Select((id, place) => (id, place)).ToDictionary(pair => pair.id, pair => pair.place);
    }

    public string Ref => _ref;

    public ObjectId Tip => _tip;

    public IReadOnlyList<ChainEntry> Entries { get; }

    /// <summary>Landings that are not what they claim to be, wherever they lie.</summary>
    public IEnumerable<ChainEntry> Forged => Entries.Where(entry => entry.Problem is not null);

    /// <summary>The tip at installation; where none was written down (a pattern of refs), where the first landing starts.</summary>
    public ObjectId? Baseline =>
        _settings.BaselineOf(_ref)
        ?? (
            HasGate
                ? Entries is [{ Old: { IsZero: false } start }, ..]
                    ? start
                    : null
                : _firstRules.Value
        );

    /// <summary>-1 where the commit is not on the ref's first-parent line.</summary>
    public int PlaceOf(ObjectId commit) => _places.GetValueOrDefault(commit, -1);

    public int BaselinePlace => Baseline is { } baseline ? PlaceOf(baseline) : -1;

    /// <summary>The first commit on the line that has this one in its history: the step that brought it. Null where none has.</summary>
    public ObjectId? StepThatBrought(ObjectId commit)
    {
        if (PlaceOf(commit) >= 0)
        {
            return commit;
        }

        if (!_room.IsAncestor(commit, _tip))
        {
            return null;
        }

        var (low, high) = (0, _line.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _room.IsAncestor(commit, _line[middle]) ? (low, middle) : (middle + 1, high);
        }

        return _line[low];
    }

    /// <summary>The landing whose move covers this step of the line; null where none does.</summary>
    public ChainEntry? LandingOf(ObjectId step)
    {
        var place = PlaceOf(step);
        return Entries.LastOrDefault(entry => entry.Landing is not null && PlaceOf(entry.New) >= place && place > OldPlace(entry));
    }

    /// <summary>From after <paramref name="from"/> (null: the beginning) up to and with <paramref name="to"/>; streamed, oldest first.</summary>
    /// <param name="only">Judges only moves of this kind again (old, new); the others are passed over.</param>
    public IEnumerable<ChainLink> Links(ObjectId? from, ObjectId to, Func<ObjectId, ObjectId, bool>? only = null)
    {
        var at = from is { } start ? PlaceOf(start) : -1;
        var end = PlaceOf(to);
        if (at < BaselinePlace && end > at)
        {
            var last = Math.Min(BaselinePlace, end);
            yield return new ChainLink(LinkKind.Before, IdAt(at), IdAt(last), last - at, null, []);
            at = last;
        }

        var first = true;
        while (at < end && !HasGate)
        {
            if (only is not null && !only(IdAt(at), _line[at + 1]))
            {
                at++;
                continue;
            }

            var link = LinkFrom(at, end);
            yield return link;
            at = PlaceOf(link.New);
        }

        while (at < end)
        {
            var entry = LandingOf(_line[at + 1]);
            var next = entry is null ? NextLanding(at, end) : PlaceOf(entry.New);
            if (entry is null)
            {
                yield return _recount.OfGap(_ref, IdAt(at), _line[next], next - at, _now, EntriesBefore(at));
            }
            else if (only is null || only(entry.Old!.Value, entry.New))
            {
                var link = _recount.Of(_ref, entry, next - OldPlace(entry), [.. Entries.TakeWhile(one => one != entry)]);
                yield return Cut(link, entry, at, end, next, first);
            }

            (at, first) = (next, false);
        }
    }

    /// <summary>One landing, judged again.</summary>
    public ChainLink Link(ChainEntry entry) =>
        _recount.Of(_ref, entry, PlaceOf(entry.New) - OldPlace(entry), [.. Entries.TakeWhile(one => one != entry)]);

    /// <summary>True where the move touches .countersign/.</summary>
    public bool MovesRules(ObjectId old, ObjectId @new) => RulesAt(old) != RulesAt(@new);

    private ObjectId? RulesAt(ObjectId commit) => commit.IsZero ? null : _room.Find(_room.TreeOf(commit), RepoPath.Of(".countersign"))?.Id;

    /// <summary>An end of the range inside a landing was never the tip, and two landings that overlap cannot both be true.</summary>
    private ChainLink Cut(ChainLink link, ChainEntry entry, int at, int end, int next, bool isFirst)
    {
        var problems = new List<string>();
        if (next > end)
        {
            problems.Add($"{_line[end].Short} lies inside the landing of {entry.New.Short} and was never the tip");
        }

        if (OldPlace(entry) < at)
        {
            problems.Add(
                isFirst
                    ? $"{IdAt(at).Short} lies inside the landing of {entry.New.Short} and was never the tip"
                    : $"it starts at {entry.Old?.Short}, before the landing that came before it ended"
            );
        }

        return problems.Count == 0
            ? link
            : link with
            {
                Kind = link.IsWell ? LinkKind.Altered : link.Kind,
                Problems = [.. problems, .. link.Problems],
            };
    }

    /// <summary>A gap reaches to just where the next landing starts, or to the end.</summary>
    private int NextLanding(int at, int end)
    {
        var next = at + 1;
        while (next < end && LandingOf(_line[next + 1]) is null)
        {
            next++;
        }

        return next;
    }

    private IReadOnlyList<ChainEntry> EntriesBefore(int place) =>
        [.. Entries.Where(entry => PlaceOf(entry.New) is var here && here >= 0 && here <= place)];

    /// <summary>A start that is not on the line covers nothing of it.</summary>
    private int OldPlace(ChainEntry entry) =>
        entry.Old is { IsZero: true } ? -1
        : entry.Old is { } old ? _places.GetValueOrDefault(old, int.MaxValue)
        : int.MaxValue;

    private ObjectId IdAt(int place) => place < 0 ? ObjectId.Zero(_room.Format) : _line[place];
}
