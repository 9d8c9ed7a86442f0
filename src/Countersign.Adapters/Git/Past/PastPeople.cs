// Who makes and who could sign, while a history passes by: the roster where it has signers, else numbers and groups.
using System.Globalization;
using Countersign.Adapters.Git.Gathering;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Provenance;
using Countersign.Simulation;

namespace Countersign.Adapters.Git.Past;

/// <summary>Ids such as h12 are numbers in the order of first appearance; no name and no address is kept or given out.</summary>
internal sealed class PastPeople
{
    /// <summary>Who landed nothing for so long is taken to have left, and could not sign.</summary>
    public const int ActiveDays = 90;

    /// <summary>The most that could sign at one time: those who landed most. Bounds a decision's cost in very large projects.</summary>
    private const int MostSigners = 200;

    private const long Day = 86_400;
    private static readonly PersonId s_tool = PersonId.Parse("tool");
    private readonly Dictionary<uint, Maker> _makers = [];
    private readonly Dictionary<uint, Person> _rostered = [];
    private readonly IReadOnlyList<PersonFacts> _roster;
    private readonly DateTimeOffset _now;
    private readonly Dictionary<SeniorityScale, IReadOnlyList<PersonFacts>> _pools = [];
    private readonly Dictionary<(PersonId, LevelName?), MakerFacts> _facts = [];
    private IReadOnlyList<Maker> _active = [];
    private long _day = -1;
    private long _latest;

    public PastPeople(Roster roster, DateTimeOffset now)
    {
        _now = now;
        _roster = PeopleReader.Read(roster, now);
        IsRostered = _roster.Any(person => person.CanSign);
        foreach (var person in IsRostered ? roster.Persons : [])
        {
            foreach (var address in person.Emails)
            {
                _rostered.TryAdd(CommitSaying.HashOf(address), person);
            }
        }
    }

    /// <summary>Levels and signers come from the roster; otherwise from groups by earlier changes.</summary>
    public bool IsRostered { get; }

    /// <summary>Days since 1970 of the step that was last turned to.</summary>
    public long Today => _day;

    /// <summary>Call before the step is asked about: who could sign is reckoned once a day of the history.</summary>
    public void Turn(long when)
    {
        if (when / Day != _day)
        {
            _day = when / Day;
            Reckon(when);
        }
    }

    private void Reckon(long when)
    {
        _pools.Clear();
        _active =
        [
            .. _makers
                .Values.Where(maker => when - maker.Last <= ActiveDays * Day)
                .OrderByDescending(maker => maker.Landed)
                .ThenBy(maker => maker.Number)
                .Take(MostSigners),
        ];
    }

    public IReadOnlyList<PersonFacts> Signers(SeniorityScale scale)
    {
        if (IsRostered)
        {
            return _roster;
        }

        if (!_pools.TryGetValue(scale, out var pool))
        {
            _pools[scale] = pool = [
                .. _active.Select(maker => new PersonFacts
                {
                    Id = maker.Id,
                    Level = scale.Levels[ExperienceGroups.RankOf(maker.Landed, scale.Levels.Count)],
                    CanSign = true,
                    KeyKinds = ["file"],
                }),
            ];
        }

        return pool;
    }

    public IReadOnlyList<MakerFacts> MakersOf(MergedStep step, SeniorityScale scale)
    {
        if (step.Makers.Count == 0)
        {
            var isAgent = step.Marks.Any(mark => mark.Class == AssistanceClass.Agent);
            return
            [
                new MakerFacts
                {
                    Id = s_tool,
                    Kind = isAgent ? MakerKind.Agent : MakerKind.Automation,
                    Claim = s_tool.Value,
                    IsAuthenticated = true,
                },
            ];
        }

        return [.. step.Makers.Select(hash => Find(hash)).Select(maker => FactsOf(maker, scale))];
    }

    public IEnumerable<int> NumbersOf(MergedStep step) => step.Makers.Select(hash => Find(hash).Number);

    public IEnumerable<PersonId> IdsOf(MergedStep step) => step.Makers.Select(hash => Find(hash).Id);

    public PersonId IdOf(int number) => PersonId.Parse("h" + number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Null where nobody of that number landed anything lately.</summary>
    public PersonId? ActiveIdOf(int number) => _active.FirstOrDefault(maker => maker.Number == number)?.Id;

    public void Remember(MergedStep step)
    {
        foreach (var maker in step.Makers.Select(Find))
        {
            maker.Landed++;
            maker.Last = Math.Max(maker.Last, step.When);
        }

        _latest = step.When;
    }

    /// <summary>How many could give a qualified sign-off after what was remembered last: of those who are active the upper half of a scale.</summary>
    public int QualifiedNow(SeniorityScale scale)
    {
        Reckon(_latest);
        var bar = scale.Levels.Count / 2;
        return Signers(scale).Count(person => person.CanSign && scale.Rank(person.Level) >= bar);
    }

    private MakerFacts FactsOf(Maker maker, SeniorityScale scale)
    {
        var level = maker.Rostered is { } person ? person.LevelAt(_now) : scale.Levels[ExperienceGroups.RankOf(maker.Landed, scale.Levels.Count)];
        var key = (maker.Id, level);
        if (!_facts.TryGetValue(key, out var facts))
        {
            // As if everybody who made it stood in the roster and had signed it: nothing else can be asked of a past.
            _facts[key] = facts = new MakerFacts
            {
                Id = maker.Id,
                Kind = MakerKind.Human,
                Claim = maker.Id.Value,
                Roles = ["author"],
                IsAuthenticated = true,
                Level = level,
            };
        }

        return facts;
    }

    private Maker Find(uint hash)
    {
        if (!_makers.TryGetValue(hash, out var maker))
        {
            var person = _rostered.GetValueOrDefault(hash);
            _makers[hash] = maker = new Maker(_makers.Count + 1, person?.Id ?? IdOf(_makers.Count + 1), person);
        }

        return maker;
    }

    private sealed class Maker(int number, PersonId id, Person? rostered)
    {
        public int Number => number;
        public PersonId Id => id;
        public Person? Rostered => rostered;
        public int Landed { get; set; }
        public long Last { get; set; }
    }
}
