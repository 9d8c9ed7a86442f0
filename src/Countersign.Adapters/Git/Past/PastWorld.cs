// Makes the facts of each past change as the gate would have seen it, with today's rules, catalog and owners.
using Countersign.Adapters.Git.Gathering;
using Countersign.Changes;
using Countersign.Gating;
using Countersign.Impact;
using Countersign.Inputs;
using Countersign.Likelihood;
using Countersign.People;
using Countersign.Policies;
using Countersign.Simulation;

namespace Countersign.Adapters.Git.Past;

/// <summary>A past change ready to be judged; makers and signers are added by <see cref="PastWorld.For"/>, for one policy.</summary>
public sealed record PastChangeFacts(MergedStep Step, ReplayedChange Change, Facts Facts);

/// <summary>Give it every step of the line, oldest first, the first one included.</summary>
public sealed class PastWorld
{
    private readonly string _targetRef;
    private readonly RepositoryFacts _repository;
    private readonly PastImpact _impact;
    private readonly PastSums _sums;
    private readonly PastPeople _people;
    private readonly PastOwners _owners;
    private readonly PastPlaces _places = new();
    private readonly PastContacts _contacts = new();
    private readonly Dictionary<Policy, IReadOnlyList<double>> _limits = new(ReferenceEqualityComparer.Instance);
    private readonly PastContents _contents = new();
    private readonly RecentScores _scores = new();
    private readonly HashSet<string> _areas = new(StringComparer.Ordinal);
    private readonly bool _hasCatalog;
    private readonly long _now;
    private long? _before;
    private (MergedStep Step, List<int> Makers)? _last;

    public PastWorld(Rulebook rulebook, string targetRef, RepositoryFacts repository, DateTimeOffset now)
    {
        (_targetRef, _repository, _now) = (targetRef, repository, now.ToUnixTimeSeconds());
        _impact = new PastImpact(new ImpactReader(rulebook, rulebook), locks => new ImpactReader(rulebook, rulebook, null, locks), rulebook.Pace);
        _sums = new PastSums(rulebook.Catalog, _impact, rulebook.Pace);
        _hasCatalog = rulebook.Catalog.Components.Count > 0 || rulebook.Catalog.Sources.ReadsTheTree;
        _people = new PastPeople(rulebook.Roster, now);
        _owners = new PastOwners(rulebook, _people);
    }

    /// <summary>Whether any policy that will ask limits minutes: only then is it remembered who changed which file.</summary>
    public bool LimitsMinutes { get; init; } = true;

    /// <summary>Whether any policy that will ask sums limits over days.</summary>
    public bool SumsLimits { get; init; } = true;

    /// <summary>Null where the catalog names no source that has lock files: each is then a file like any other.</summary>
    public PastLocks? Locks { get; init; }

    public bool HasRoster => _people.IsRostered;

    public OwnersFrom Owners => _owners.From;

    public bool HasCatalog => _hasCatalog;

    /// <summary>Unix seconds of the newest step so far, by clocks that can be believed.</summary>
    public long Newest { get; private set; }

    /// <summary>0 where nobody of the upper half of the levels landed anything lately.</summary>
    public int QualifiedNow(SeniorityScale scale)
    {
        Remember();
        return _people.QualifiedNow(scale);
    }

    /// <summary>Null for the first commit of the line, and for a step that changes no file: neither is a change that could be judged.</summary>
    public PastChangeFacts? Next(MergedStep step)
    {
        Remember();

        // A clock that ran ahead tells nothing: such a step landed when the one before it did, and stretches no week.
        step = step.When <= _now ? step : step with { When = _before ?? _now };
        _before = step.When;
        Newest = Math.Max(Newest, step.When);
        _people.Turn(step.When);
        var makers = _people.NumbersOf(step).ToList();
        var change = IsChange(step) ? Facts(step, makers) : null;
        var reverted = _contents.Look(step);
        if (change is not null && reverted is not null)
        {
            change = change with { Facts = change.Facts with { Subject = change.Facts.Subject with { ExactRevertOf = reverted } } };
        }

        _last = (step, makers);
        return change;
    }

    private static bool IsChange(MergedStep step) => step.How != Arrived.Root && step.Files.Count > 0;

    /// <summary>What a step leaves behind counts from the next one on: whoever asks about a change meets the world as it was before it.</summary>
    private void Remember()
    {
        if (_last is not var (step, makers))
        {
            return;
        }

        _last = null;
        _people.Remember(step);
        _owners.Remember(step, makers);
        _places.Remember(makers, step.Files);
        if (SumsLimits && IsChange(step))
        {
            _sums.Remember(_people.IdsOf(step), step.Files, step.When);
        }

        if (LimitsMinutes)
        {
            _contacts.Remember([.. _people.IdsOf(step)], step.Files, _people.Today);
        }

        if (step.Files.Count > 0)
        {
            _scores.Add(ScoreOf(step));
        }
    }

    /// <summary>Ask right after <see cref="Next"/>. With the minutes of the best-placed reader where one of the policy's limits hangs on them, as the gate counts them.</summary>
    public Facts For(PastChangeFacts past, Policy policy)
    {
        var facts = Peopled(past, policy.Scale);
        if (!_limits.TryGetValue(policy, out var limits))
        {
            _limits[policy] = limits = NamedLimits.OnMinutes(policy);
        }

        if (!BestPlaced.Matters(facts.ReviewMinutes, limits))
        {
            return facts;
        }

        var qualified = BestPlaced.Qualified(facts, policy);
        var familiar = qualified.Count(person => BestPlaced.Knows(facts.Files, file => _contacts.HasMet(person, file, _people.Today)));
        var unknown =
            qualified.Count == 0 ? "nobody could sign it"
            : _contacts.IsCut || !LimitsMinutes ? "the history is too long to remember who changed what"
            : qualified.Any(_owners.IsOnlyAName) ? "owners are names of a file"
            : null;
        return facts with { ReviewMinutes = BestPlaced.Of(facts.ReviewMinutes!, new ReadersFacts(qualified.Count, familiar, unknown)) };
    }

    private Facts Peopled(PastChangeFacts past, SeniorityScale scale)
    {
        var makers = _people.MakersOf(past.Step, scale);
        var beside = _owners.SignersBeside(scale);
        var signers = _people.Signers(scale);
        return past.Facts with
        {
            Makers = makers,
            Accountable = makers is [{ Kind: MakerKind.Human, Id: { } id }] ? id : null,
            People = beside.Count == 0 ? signers : [.. signers, .. beside],
        };
    }

    private PastChangeFacts Facts(MergedStep step, IReadOnlyCollection<int> makers)
    {
        var read = _impact.Read(step.Files, Locks?.Of(step) ?? []);
        var percentile = _scores.Percentile(ScoreOf(step));
        var isFirstHere = !_places.AnyHasBeenIn(makers, step.Files);
        IReadOnlyList<FileFacts> files = _owners.From == OwnersFrom.Roster ? read.Files : [.. read.Files.Select(_owners.WithOwners)];

        // Without a catalog nothing is known of reach; unmapped then counts as the policy says, and the report says so.
        var reach = _hasCatalog ? read.Reach : read.Reach with { UnknownCoverage = null };
        var facts = new Facts
        {
            Now = DateTimeOffset.FromUnixTimeSeconds(step.When),
            Repository = _repository,
            Subject = new SubjectFacts
            {
                TargetRef = _targetRef,
                Base = step.Parent ?? default,
                BaseTree = default,
                Head = step.Id,
                ResultTree = default(ObjectId),
                Title = step.Subject,
                Message = step.Subject,
            },
            Files = files,
            Provenance = PastClaims.ProvenanceOf(step),
            Reach = reach,
            ReviewMinutes = read.Minutes,
            History = new HistoryFacts
            {
                FirstChangeHere = isFirstHere,
                Sums = SumsLimits ? _sums.Of(_people.IdsOf(step), step.Files, step.When) : [],
            },
            Likelihood = new LikelihoodFacts(percentile, null, ColdStart.Name) { Among = _scores.Count },
            Governance = PastClaims.GovernanceOf(step),
        };
        var change = new ReplayedChange(
            step.Id,
            step.When,
            read.Minutes.Expected,
            percentile,
            reach.Worst(Criticality.Medium),
            isFirstHere,
            AreaOf(files)
        );
        return new PastChangeFacts(step, change, facts);
    }

    private static double ScoreOf(MergedStep step) =>
        ColdStart.Published.Score(
            new ChangeFeatures
            {
                LinesAdded = step.Files.Sum(file => (double)file.Added),
                LinesDeleted = step.Files.Sum(file => (double)file.Deleted),
                Files = step.Files.Count,
                IsFix = step.IsFix,
            }
        );

    private string AreaOf(IReadOnlyList<FileFacts> files)
    {
        var largest = files.MaxBy(file => file.EffectiveLines)!;
        var area = largest.Components is [var component, ..] ? component : PathFolder.Said(largest.Path, depth: 1);

        // Every change remembers its area; there are few of them.
        if (_areas.TryGetValue(area, out var known))
        {
            return known;
        }

        _areas.Add(area);
        return area;
    }
}
