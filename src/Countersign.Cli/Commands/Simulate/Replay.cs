// The steps of a line go in, oldest first; every policy judges each change, and the report comes out.
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Past;
using Countersign.Cli.Workbench;
using Countersign.Gating;
using Countersign.Impact;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Policies;
using Countersign.Simulation;

namespace Countersign.Cli.Commands.Simulate;

internal sealed class Replay : IDisposable
{
    private const int ShownExamples = 5;
    private const int ShownFolders = 10;
    private readonly Desk _desk;
    private readonly Target _target;
    private readonly Rulebook _rulebook;
    private readonly IReadOnlyList<PolicyReplay> _policies;
    private readonly IReadOnlyList<JudgingLane> _lanes;
    private readonly SimulateOptions _options;
    private readonly DateTimeOffset _now;
    private readonly PastWorld _world;
    private readonly PastBlame _blame = new();
    private readonly List<ReplayedChange> _changes = [];
    private readonly SortedDictionary<string, int> _unowned = new(StringComparer.Ordinal);
    private readonly long _since;
    private readonly Observed? _observed;
    private readonly SeniorityScale _scale;
    private CleanRoom? _lockRoom;
    private int _merges;
    private int _unmarked;
    private int _governing;
    private int _passedOver;

    public Replay(Desk desk, Target target, Rulebook rulebook, IReadOnlyList<PolicyReplay> policies, SimulateOptions options, DateTimeOffset now)
    {
        (_desk, _target, _rulebook, _policies, _options, _now) = (desk, target, rulebook, policies, options, now);
        _lanes = [.. policies.Select(policy => new JudgingLane(policy))];
        var repository = new RepositoryFacts("", desk.Room.Format.ToString().ToLowerInvariant(), desk.Room.Git.Version);
        _world = new PastWorld(rulebook, target.Ref, repository, now)
        {
            LimitsMinutes = policies.Any(policy => policy.Policy is { } judged && NamedLimits.OnMinutes(judged).Count > 0),
            SumsLimits = policies.Any(policy => policy.Policy is { } judged && Limits.AreSummed(judged)),
            Locks = LocksOf(rulebook.Catalog.Sources),
        };
        _observed = options.Observed ? Observed.Of(desk, target, options.Since) : null;
        _since = options.Since is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeSeconds() : 0;
        _scale = policies.First(policy => policy.Key == ReplayPolicies.Yours).Policy!.Scale;
    }

    public void Take(MergedStep step)
    {
        var past = _world.Next(step);
        var counts = past is not null && (_observed?.Has(step.Id) ?? past.Change.When >= _since);
        _blame.Add(step, counts ? _changes.Count : null);
        if (past is null || !counts)
        {
            _passedOver += past is null ? 1 : 0;
            return;
        }

        _changes.Add(past.Change);
        _merges += step.How == Arrived.Merge ? 1 : 0;
        _unmarked += step.Marks.Count == 0 ? 1 : 0;
        _governing += past.Facts.Governance is null ? 0 : 1;
        foreach (var lane in _lanes)
        {
            lane.Add(lane.Policy.Policy is { } judged ? _world.For(past, judged) : past.Facts, past.Change);
        }

        if (_world.Owners != OwnersFrom.History)
        {
            foreach (var folder in past.Facts.Files.Where(file => file.Owners.Count == 0).Select(file => PathFolder.Said(file.Path)).Distinct())
            {
                _unowned[folder] = _unowned.GetValueOrDefault(folder) + 1;
            }
        }
    }

    public SimulationReport Report()
    {
        foreach (var lane in _lanes)
        {
            lane.Finish();
        }

        var bad = _blame.Find(NotedIncidents.At(_desk, _target));
        var line = new ReplayedLine(_changes, [.. Enumerable.Range(0, _changes.Count).Select(bad.Steps.Contains)], _world.Newest);
        var able = _world.QualifiedNow(_scale);
        var capacity = _options.Capacity ?? new Capacity(Math.Max(1, able), IsAssumed: true);
        return new SimulationReport
        {
            Repository = Path.GetFileName(_desk.Repository.WorkTree ?? _desk.Repository.CommonDir),
            TargetRef = _target.Ref,
            Tip = _target.Tip,
            Made = _now,
            Line = line,
            Policies = [.. _policies.Select(policy => PolicyFigures.Read(policy, line, capacity))],
            Capacity = capacity,
            Found = Finder.Look(line, capacity, _world.HasCatalog),
            Examples = ExamplesOf(line),
            Unowned =
            [
                .. _unowned.OrderByDescending(folder => folder.Value).Take(ShownFolders).Select(folder => new UnownedPath(folder.Key, folder.Value)),
            ],
            Merges = _merges,
            Commits = _changes.Count - _merges,
            PassedOver = _passedOver,
            Bad = bad,
            Observed = _observed?.Counts(_policies.First(policy => policy.Key == ReplayPolicies.Yours), _changes, _now) ?? [],
            Since = _options.Since,
            Assumptions =
            [
                .. ReplayAssumptions.OfPeople(_world, _scale),
                .. ReplayAssumptions.OfChanges(_changes.Count, _unmarked, _governing),
                .. ReplayAssumptions.OfRules(_policies),
                .. ReplayAssumptions.OfHours(capacity, able, line),
                .. ReplayAssumptions.OfRepository(_desk.Repository),
            ],
        };
    }

    public void Dispose()
    {
        foreach (var lane in _lanes)
        {
            lane.Dispose();
        }

        _lockRoom?.Dispose();
    }

    private PastLocks? LocksOf(GraphSources sources)
    {
        if (sources is { DotNet: false, Npm: false })
        {
            return null;
        }

        var room = _lockRoom = _desk.Repository.OpenCleanRoom();
        return new PastLocks(room, () => Desk.GraphsOf(room), sources, _now);
    }

    private Examples ExamplesOf(ReplayedLine line)
    {
        var asked = _policies.First(policy => policy.Key == ReplayPolicies.Yours).Asked;
        var numbers = Enumerable.Range(0, asked.Count).ToList();
        var bad = numbers.FindAll(number => line.Bad[number] && line.IsMature(number));
        return new Examples(
            Show(bad.Where(number => asked[number].IsHeld).Reverse()),
            Show(bad.Where(number => !asked[number].IsHeld).Reverse()),
            Show(numbers.Where(number => asked[number].Kind == VerdictKind.Refused).OrderByDescending(number => line.Replayed[number].Minutes))
        );

        IReadOnlyList<ReplayedChange> Show(IEnumerable<int> which) => [.. which.Take(ShownExamples).Select(number => line.Replayed[number])];
    }
}
