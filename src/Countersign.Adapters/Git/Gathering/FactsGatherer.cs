// Gathers everything a decision may see about one arrival, from Git objects and verified records, in one pass.
using Countersign.Adapters.Git.Lines;
using Countersign.Adapters.Git.Pushes;
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Provenance;
using Countersign.SignOffs;

namespace Countersign.Adapters.Git.Gathering;

/// <summary>Where the records of this repository are and whose keys count, as the gate's settings or the trust file say.</summary>
public sealed record RecordSources(
    IRecordStore? Store,
    RepositoryId? Repository,
    IReadOnlyList<Signatures.SshPublicKey> RootKeys,
    IReadOnlyList<Signatures.EcdsaPublicKey> GateKeys
)
{
    /// <summary>Kept heads by commit: refs/countersign/heads/CHANGE/N.</summary>
    public IReadOnlyDictionary<ObjectId, ChangeId> Heads { get; init; } = new Dictionary<ObjectId, ChangeId>();

    /// <summary>Where no hook keeps heads: the changes that these commits were offered as, found in the records.</summary>
    public Func<IReadOnlyCollection<ObjectId>, TrustContext, IReadOnlyCollection<ChangeId>>? OfferedAs { get; init; }

    public IReadOnlyList<(VerifiedRecord Record, Landing Landing)> Landings { get; init; } = [];

    /// <summary>Who pushed the heads that were offered of a change, as the gate recorded it.</summary>
    public Func<ChangeId, IReadOnlyList<Offer>> Offers { get; init; } = _ => [];

    public bool HasRecords { get; init; }

    /// <summary>What a forge's job handed over beside the change.</summary>
    public Description? Description { get; init; }

    /// <summary>Where tools keep what they recorded of lines, as far as this repository has it.</summary>
    public IReadOnlyList<GitRef> LineRecords { get; init; } = [];

    /// <summary>What tools' records said when a landing was judged, for whoever judges it again: notes are rewritten freely.</summary>
    public IReadOnlyList<AssistanceFinding> Recorded { get; init; } = [];

    public static RecordSources None { get; } = new(null, null, [], []);
}

/// <summary>The facts, and what they were read from, for those who show or sign them.</summary>
public sealed record Gathered(
    Arrival Arrival,
    Facts Facts,
    Rulebook Rulebook,
    ChangeRecords Records,
    ChangeManifest? Manifest,
    IReadOnlyList<ChangedFile> Files,
    ReadImpact Impact
);

public sealed class FactsGatherer(CleanRoom room, RulebookReader rulebooks, RecordSources sources)
{
    private static readonly string[] s_branches = ["refs/heads/", "refs/remotes/"];

    /// <param name="demandDigest">The digest is computed even where no record could be compared with it.</param>
    public Gathered Gather(Arrival arrival, bool demandDigest = false)
    {
        room.Git.AskVersion();
        using var merging = arrival.Lands ? null : room.BeginMerge(arrival.Tip, arrival.Head);
        var rulebook = rulebooks.At(arrival.Tip);
        var signals = rulebook.Signals.UpTo(arrival.SignalsUpTo);
        var commits = new CommitReader(room, rulebook.Roster, signals).Read(arrival.Tip, arrival.Head, arrival.Now);
        var (result, merge, conflicts) = Result(arrival, merging);
        IReadOnlyList<ChangedFile> files = result is { } tree ? room.Compare(rulebook.Tree, tree) : [];
        var markers = room.ConflictMarkers(files);
        var hasRecords = sources.HasRecords;
        var manifest =
            result is not null && markers.Count == 0 && (demandDigest || hasRecords || sources.Landings.Count > 0) ? room.Manifest(files) : null;
        var records = manifest is null || !hasRecords ? ChangeRecords.None : ReadRecords(Reader(rulebook, arrival), manifest, commits);
        var earlier = new SeenFindings(room, sources, rulebook.Roster, signals).Read(records, arrival);
        var lineage = commits.Lineage.Concat(earlier.Lineage).DistinctBy(commit => commit.Id).ToList();
        var tools = new ToolRecords(room, sources.LineRecords);
        var added = new AddedLines(room);
        var recorded = new LineRecordReader(tools, added, rulebook.Roster, arrival.Now).Read(
            lineage,
            arrival.SourceRef,
            [arrival.Head, .. earlier.Heads]
        );
        var landings = new Landings(room, sources.Landings);
        var after = result is { } landed ? rulebooks.AtTree(landed) : rulebook;
        var impact = new ImpactReader(
            rulebook,
            after,
            ObservedGraphs.Read(records, rulebook.Catalog.Sources, arrival.Now),
            rulebooks.Graphs?.Locks(files, rulebook.Tree, after.Tree, rulebook.Catalog.Sources)
        ).Read(files);
        var makers = MakerReader.Read(
            commits,
            records,
            manifest?.Digest,
            [.. records.ChangeIds.SelectMany(sources.Offers)],
            arrival,
            rulebook.Roster
        );
        var isMaker = makers.Select(maker => maker.Id).OfType<PersonId>().ToHashSet();
        var content =
            result is { } resultTree && manifest is not null ? new ContentNow(arrival, resultTree, manifest, files, impact.IsWithinReach) : null;
        var governance = GovernanceReader.Read(files, rulebook, after, records, sources, arrival.Now);
        if (governance is { Recovers: true })
        {
            // Broken rules judge nothing: what opens them again is judged by the built-in rules alone.
            rulebook = rulebook with
            {
                Policy = null,
            };
        }

        var wrote = makers.Where(maker => maker.Commits.Count > 0).Select(maker => maker.Id).OfType<PersonId>().ToHashSet();
        var patchSet = manifest is null ? null : records.PatchSetOf(manifest.Digest, wrote.Contains);
        var facts = new Facts
        {
            Now = arrival.Now,
            Repository = new RepositoryFacts(sources.Repository?.ToString() ?? "", room.Format.ToString().ToLowerInvariant(), room.Git.Version),
            Subject = new SubjectFacts
            {
                ChangeId = records.ChangeIds.Count > 0 ? records.ChangeIds[0].ToString() : null,
                PatchSet = patchSet?.Statement.Number,
                TargetRef = arrival.TargetRef,
                SourceRef = arrival.SourceRef,
                Base = arrival.Tip,
                BaseTree = rulebook.Tree,
                Head = arrival.Head,
                ResultTree = result,
                ChangeDigest = manifest?.Digest,
                Merge = markers.Count > 0 ? MergeState.Markers : merge,
                ConflictPaths = markers.Count > 0 ? markers : conflicts,
                Title = commits.Title,
                Message = commits.Message,
                Series = Trailers.Values(commits.Message, "Countersign-Series").FirstOrDefault(),
                FirstSeen = manifest is null || result is null ? null : FirstSeen(records, manifest, arrival, result.Value),
                ExactRevertOf = manifest is null ? null : Reverted(manifest, arrival),
            },
            Files = impact.Files,
            Commits = commits.Facts,
            Makers = makers,
            Accountable = patchSet?.Statement.Accountable is { } accountable && isMaker.Contains(accountable) ? accountable : OnlyHuman(makers),
            Provenance = new ProvenanceReader(added, commits, signals)
                .Read(
                    makers,
                    records,
                    manifest?.Digest,
                    [
                        .. Hints(arrival, signals),
                        .. new CommitRecordReader(tools).Read(lineage, [.. commits.Findings, .. earlier.Declared]),
                        .. recorded.Findings,
                        .. sources.Recorded,
                        .. earlier.Landed,
                        .. earlier.Declared,
                    ],
                    recorded
                )
                .WithSilence(() => SilenceReader.Read(room, rulebook.Tree)),
            Reach = impact.Reach,
            ReviewMinutes = impact.Minutes,
            People = PeopleReader.Read(rulebook.Roster, arrival.Now),
            Decisions = content is null ? [] : new DecisionReader(room, rulebooks, rulebook, landings, TextOf).Read(records, content),
            Case = manifest is null ? null : Case(CaseReader.Case(records, manifest.Digest, isMaker.Contains), rulebook.Roster, isMaker.Contains),
            Description = sources.Description?.AsFacts(rulebook.Roster, isMaker.Contains),
            Questions = CaseReader.Questions(records, TextOf),
            Conditions = CaseReader.Conditions(records, TextOf),
            Evidence = manifest is null ? [] : CaseReader.Evidence(records, manifest.Digest),
            Governance = governance,
            Pauses = PauseReader.Read(sources, rulebook, Reader(rulebook, arrival)),
            Frozen = PauseReader.Frozen(sources, rulebook, Reader(rulebook, arrival), arrival),
            Recovered = new RecoveryReader(sources, rulebook).Read(Reader(rulebook, arrival)),
            Faults = governance is { Recovers: true } ? [] : Faults(rulebook, arrival),
        };
        return new Gathered(arrival, facts, rulebook, records, manifest, files, impact);
    }

    private static IEnumerable<AssistanceFinding> Hints(Arrival arrival, SignalSet signals) =>
        (arrival.SourceRef is { } source ? [(Place: HintPlace.Branch, Text: Named(source)), .. arrival.Told] : arrival.Told)
            .Select(told => SignalReader.Hint(told.Place, told.Text, arrival.SourceRef ?? $"{arrival.Head.Hex}", signals))
            .OfType<AssistanceFinding>();

    private static string Named(string reference) =>
        s_branches.FirstOrDefault(folder => reference.StartsWith(folder, StringComparison.Ordinal)) is { } known
            ? reference[known.Length..]
            : reference;

    private (ObjectId? Tree, MergeState State, IReadOnlyList<RepoPath> Conflicts) Result(Arrival arrival, GitProcess? merging) =>
        merging is null
            ? (room.TreeOf(arrival.Head), MergeState.Clean, [])
            : room.EndMerge(merging, arrival.Tip, arrival.Head)
                .Match<(ObjectId?, MergeState, IReadOnlyList<RepoPath>)>(
                    tree => (tree, MergeState.Clean, []),
                    (paths, _) => (null, MergeState.Conflict, paths)
                );

    /// <summary>What a maker signed comes before what anybody may have written since.</summary>
    private CaseFacts? Case(CaseFacts? signed, Roster roster, Func<PersonId, bool> isMaker) =>
        signed is not null && isMaker(signed.SignedBy) ? signed : sources.Description?.AsCase(roster, isMaker) ?? signed;

    private ChangeRecords ReadRecords(RecordReader reader, ChangeManifest manifest, ReadCommits commits) =>
        reader.Read(manifest.Digest, KnownChanges(commits, reader));

    private RecordReader Reader(Rulebook rulebook, Arrival arrival) =>
        new(sources.Store, sources.Repository ?? default, rulebook.Roster, sources.RootKeys, sources.GateKeys, arrival.Now);

    private IReadOnlyCollection<ChangeId> KnownChanges(ReadCommits commits, RecordReader reader) =>
        [
            .. commits
                .Facts.Where(commit => sources.Heads.ContainsKey(commit.Id))
                .Select(commit => sources.Heads[commit.Id])
                .Concat(sources.OfferedAs?.Invoke([.. commits.Facts.Select(commit => commit.Id)], reader.Trust) ?? [])
                .Distinct(),
        ];

    /// <summary>
    /// The gate's own time at which a head with this very result was first offered: a patch set only says where to look, and the merge
    /// of the kept head says whether it is so.
    /// </summary>
    private DateTimeOffset? FirstSeen(ChangeRecords records, ChangeManifest manifest, Arrival arrival, ObjectId result)
    {
        var claimed = records
            .Of<PatchSet>()
            .Where(pair => pair.Statement.Subject.Digest == manifest.Digest)
            .Select(pair => pair.Statement.Head)
            .ToHashSet();
        var offers = records.ChangeIds.SelectMany(sources.Offers).Where(offer => claimed.Contains(offer.Head)).OrderBy(offer => offer.At);
        return offers.FirstOrDefault(offer => offer.Head == arrival.Head || HasResult(offer.Head, arrival.Tip, result))?.At;
    }

    private bool HasResult(ObjectId head, ObjectId tip, ObjectId result)
    {
        try
        {
            return room.Merge(tip, head).Match(tree => tree == result, (_, _) => false);
        }
        catch (GitFault)
        {
            return false;
        }
    }

    /// <summary>
    /// The landing whose inverse this change is, to the byte. What was landed and reverted comes back as a change like any other: which of
    /// the two landed first says which of them is the revert.
    /// </summary>
    private ObjectId? Reverted(ChangeManifest manifest, Arrival arrival)
    {
        if (sources.Landings.Count == 0 || manifest.IsEmpty)
        {
            return null;
        }

        var inverse = manifest.Inverse().Digest;
        var both = sources
            .Landings.Select(pair => pair.Landing)
            .Where(landing =>
                landing.Context.TargetRef == arrival.TargetRef && (landing.Subject.Digest == inverse || landing.Subject.Digest == manifest.Digest)
            )
            .ToList();
        return both is [var first, ..] && first.Subject.Digest == inverse ? both.Last(landing => landing.Subject.Digest == inverse).New : null;
    }

    private string TextOf(Signatures.Digest? digest) => digest is { } id && sources.Store?.ReadText(id) is { } text ? text.Text : "(redacted)";

    private static PersonId? OnlyHuman(IReadOnlyList<MakerFacts> makers) =>
        makers.Where(maker => maker.Kind == MakerKind.Human).ToList() is [{ Id: { } id }] ? id : null;

    private static List<string> Faults(Rulebook rulebook, Arrival arrival)
    {
        var faults = rulebook.Errors.Select(problem => problem.ToString()).ToList();
        if (rulebook is { HasPolicy: true, Policy: null } && faults.Count == 0)
        {
            faults.Add($"{Rulebook.PolicyPath} at {arrival.Tip.Short} cannot be read");
        }

        return faults;
    }
}
