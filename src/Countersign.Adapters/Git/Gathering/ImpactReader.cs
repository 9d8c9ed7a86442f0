// What a change touches: kinds, components and owners of each file, how far it reaches, how long it takes to read.
using Countersign.Changes;
using Countersign.Impact;
using Countersign.Impact.Locks;
using Countersign.Impact.Pace;
using Countersign.Inputs;
using Countersign.People;

namespace Countersign.Adapters.Git.Gathering;

public sealed record ReadImpact(
    IReadOnlyList<FileFacts> Files,
    ReachFacts Reach,
    ReviewMinutesFacts Minutes,
    IReadOnlyList<CutFile> CutFiles,
    Func<RepoPath, bool>? IsWithinReach
)
{
    /// <summary>The graph that the reach was read from.</summary>
    public required ComponentGraph Graph { get; init; }

    public required BlastRadius Radius { get; init; }

    /// <summary>Graphs of what was seen running, as bots signed them about this change.</summary>
    public IReadOnlyList<SuppliedGraph> Observed { get; init; } = [];
}

/// <summary>Reach is over the union of both catalogs, so that a change cannot cut the edge it would be judged by; owners are the older one's.</summary>
public sealed class ImpactReader(Rulebook before, Rulebook after, IReadOnlyList<SuppliedGraph>? observed = null, IReadOnlyList<LockUse>? locks = null)
{
    private readonly ComponentGraph _graph = ComponentGraph.Of(before.Side, after.Side, observed, locks);
    private readonly Dictionary<string, IReadOnlyList<PersonId>> _owners = new(StringComparer.Ordinal);

    public ReadImpact Read(IReadOnlyList<ChangedFile> files)
    {
        var touched = files.Select(_graph.Touched).ToList();
        var radius = BlastRadius.Compute(_graph, files.Zip(touched, (file, found) => (file.Path, found)));
        var facts = new List<FileFacts>(files.Count);
        var cuts = new List<CutFile>(files.Count);
        foreach (var (file, found) in files.Zip(touched))
        {
            var components = found.Nodes.Select(node => _graph.Components[node]).Where(it => it.Criticality is not null);
            var review = Review(file, found);
            IReadOnlyList<string> names = [.. components.Select(component => component.Name)];
            cuts.Add(new CutFile(review, names));
            facts.Add(
                new FileFacts
                {
                    Path = file.Path,
                    RenamedFrom = file.RenamedFrom,
                    OldMode = file.OldMode.Octal(),
                    NewMode = file.NewMode.Octal(),
                    Added = file.Added ?? 0,
                    Deleted = file.Deleted ?? 0,
                    IsBinary = file.IsBinary,
                    Kinds = review.Kinds,
                    Components = names,
                    Owners = Owners(file.Path),
                    EffectiveLines = review.EffectiveLines,
                }
            );
        }

        return new ReadImpact(facts, Reach(radius, files, facts), Minutes(cuts, before.Pace), cuts, Within(radius))
        {
            Graph = _graph,
            Radius = radius,
            Observed = observed ?? [],
        };
    }

    /// <summary>How long a reading takes, for whoever needs no more.</summary>
    public ReviewMinutes Measure(IReadOnlyList<ChangedFile> files) =>
        ReviewMinutes.Of([.. files.Select(file => Review(file, _graph.Touched(file)))], pace: before.Pace);

    private ReviewFile Review(ChangedFile file, TouchedComponents found) =>
        new(
            file.Path,
            before.Kinds.Of(file.Path, ChangeKinds.Of(file.Path, file.OldMode, file.NewMode)),
            file.Added ?? 0,
            file.Deleted ?? 0,
            IsProven: false,
            found.Nodes.Any(node => _graph.Components[node].Criticality == Criticality.Critical)
        )
        {
            Place = PlaceOf(found),
        };

    private Criticality? PlaceOf(TouchedComponents found) =>
        found is { IsMapped: true, Nodes.Count: > 0 } && found.Nodes.All(node => _graph.Components[node].Criticality is not null)
            ? found.Nodes.Max(node => _graph.Components[node].Criticality)
            : null;

    private ReachFacts Reach(BlastRadius radius, IReadOnlyList<ChangedFile> files, List<FileFacts> facts) =>
        new()
        {
            Source = _graph.Sources is { Count: > 0 } sources ? string.Join(", ", sources.Select(EdgeProvenance.WordOf)) : "none",
            Components = [.. radius.Components.Select(one => new ReachedComponent(one.Name, one.Criticality, one.Distance, one.Path))],
            Unmapped = radius.Unmapped,
            Undeclared = [.. radius.Undeclared.Select(one => one.Name)],
            UnknownCoverage = UnknownIn(_graph),
            Reversibility = Countersign.Impact.Reversibility.Of(
                _graph.Catalog,
                files.Zip(facts, (file, fact) => ReversibilityFile.Of(file, fact.Kinds))
            ),
        };

    /// <summary>Why a graph is not known whole, in words; null where it is.</summary>
    public static string? UnknownIn(ComponentGraph graph) =>
        graph.Unknown.Count > 0 ? string.Join("; ", graph.Unknown)
        : graph.Components.Any(component => component.Criticality is not null) ? null
        : $"there is no {Rulebook.CatalogPath}, so what depends on what is not known";

    internal static ReviewMinutesFacts Minutes(IReadOnlyList<CutFile> cuts, PaceFit pace)
    {
        var minutes = ReviewMinutes.Of([.. cuts.Select(cut => cut.File)], pace: pace);
        return Minutes(minutes, minutes.Explain());
    }

    internal static ReviewMinutesFacts Minutes(ReviewMinutes minutes, string formula) =>
        new(minutes.Low, minutes.Expected, minutes.High, minutes.EffectiveLines, minutes.Files, formula)
        {
            Pace = minutes.Pace.IsDocumented ? null : new PaceFacts(minutes.Pace.Answers, minutes.Pace.Start, minutes.Pace.Factor),
        };

    /// <summary>Components that the change touches, reaches or depends on; without a catalog everything is within reach.</summary>
    private Func<RepoPath, bool>? Within(BlastRadius radius)
    {
        if (_graph.Components.Count == 0)
        {
            return null;
        }

        var names = BlastRadius
            .DependenciesOf(_graph, radius.Touched)
            .Union(radius.Components.Select(one => one.Name))
            .Union(radius.Undeclared.Select(one => one.Name))
            .Select(_graph.Find)
            .ToHashSet();
        return path =>
            _graph.TouchedWithin(path) is { Nodes: { Count: > 0 } nodes, IsMapped: true }
                ? nodes.Any(node => names.Contains(node))
                : radius.Unmapped.Count > 0;
    }

    private IReadOnlyList<PersonId> Owners(RepoPath path)
    {
        var components = before.Catalog.Of(path);
        if (components.Count > 0)
        {
            return [.. components.SelectMany(component => Members(component.Owner)).Distinct().Order()];
        }

        return before.CodeOwners?.OwnersOf(path.Text, before.Roster) ?? [];
    }

    private IReadOnlyList<PersonId> Members(string owner)
    {
        if (!_owners.TryGetValue(owner, out var members))
        {
            _owners[owner] = members = [.. GovernanceReader.OwnersOf(owner, before.Roster)];
        }

        return members;
    }
}
