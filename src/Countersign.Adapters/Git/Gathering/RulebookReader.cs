// Reads the files under .countersign/ and CODEOWNERS at a commit, each once.
using Countersign.Adapters.Git.Records;
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Impact;
using Countersign.Impact.Pace;
using Countersign.Likelihood;
using Countersign.People;
using Countersign.Policies;
using Countersign.Policies.Lint;
using Countersign.Provenance;
using Countersign.Signatures;

namespace Countersign.Adapters.Git.Gathering;

/// <param name="organisation">The organisation's policy, already read; joined to whatever the repository says.</param>
public sealed class RulebookReader(CleanRoom room, ReadDocument yaml, PolicyPart? organisation = null, GraphReader? graphs = null)
{
    private const long LargestFile = 1 << 20;
    private readonly Dictionary<ObjectId, Rulebook> _byTree = [];

    /// <summary>Stands where a commit has no policy, for whoever only plans; the gate has none.</summary>
    public Policy? WhereNoneIs { get; init; }

    /// <summary>Null where only the catalog is read.</summary>
    public GraphReader? Graphs => graphs;

    /// <param name="commit">Zero stands for a ref that does not exist yet, which has no rules.</param>
    public Rulebook At(ObjectId commit) =>
        commit.IsZero
            ? new Rulebook { Commit = commit, Tree = ObjectId.EmptyTree(room.Format) }
            : AtTree(room.TreeOf(commit)) with
            {
                Commit = commit,
            };

    /// <summary>The commit is not known here and left zero.</summary>
    public Rulebook AtTree(ObjectId tree)
    {
        if (!_byTree.TryGetValue(tree, out var rulebook))
        {
            _byTree[tree] = rulebook = Read(tree);
        }

        return rulebook;
    }

    private Rulebook Read(ObjectId tree)
    {
        var problems = new List<Problem>();
        var (policyBlob, policyBytes) = Bytes(tree, Rulebook.PolicyPath, problems);
        var (rosterBlob, rosterBytes) = Bytes(tree, Rulebook.RosterPath, problems);
        var (catalogBlob, catalogBytes) = Bytes(tree, Rulebook.CatalogPath, problems);
        var part = policyBytes is null
            ? null
            : Parse(policyBytes, Rulebook.PolicyPath, (node, digest) => PolicyDocument.Read(node, digest, joins: organisation is not null), problems);
        var roster = rosterBytes is null
            ? null
            : Parse(rosterBytes, Rulebook.RosterPath, (node, digest) => Roster.Parse(node, Rulebook.RosterPath, digest), problems);
        var catalog = catalogBytes is null
            ? null
            : Parse(catalogBytes, Rulebook.CatalogPath, (node, _) => Catalog.Parse(node, Rulebook.CatalogPath), problems);
        var signals = Bytes(tree, Rulebook.SignalsPath, problems) is (_, { } signalsBytes)
            ? Parse(signalsBytes, Rulebook.SignalsPath, (node, digest) => TeamSignals.Parse(node, Rulebook.SignalsPath, digest), problems)
            : null;
        var kinds = Bytes(tree, Rulebook.KindsPath, problems) is (_, { } kindsBytes)
            ? Parse(kindsBytes, Rulebook.KindsPath, (node, _) => TeamKinds.Parse(node, Rulebook.KindsPath), problems)
            : null;
        if (policyBlob is not null && rosterBlob is null)
        {
            problems.Add(
                new Problem(
                    "roster.missing",
                    "there is a policy but no roster, so nobody can sign",
                    $"Add {Rulebook.RosterPath}; `countersign init` proposes one.",
                    0,
                    Rulebook.RosterPath
                )
            );
        }

        if (ForgeFile.ReadAt(room, tree, yaml) is { } forge)
        {
            _ = Keep(forge, problems, ForgeFile.Path);
        }

        var policy = part is null
            ? policyBlob is null
                ? WhereNoneIs
                : null
            : organisation is null
                ? Policy.Of(part)
                : Keep(Policy.Join(organisation, part), problems);

        if (policy is not null && roster is not null)
        {
            var lint = PolicyLint.AtAnyTime(policy, ViewOf(roster)).Select(problem => problem with { File = Rulebook.PolicyPath });
            problems.AddRange(
                roster.Lint(policy.Scale.Levels).Concat(lint).Concat(catalog?.Lint(roster) ?? []).Where(problem => problem.Severity == Severity.Error)
            );
        }

        problems.AddRange(signals?.Lint(roster ?? Roster.Empty) ?? []);
        var incidents = new Lazy<ListedIncidents?>(() => IncidentsAt(tree));
        if (policy is not null && IncidentReader.IsAskedBy(policy))
        {
            problems.AddRange(incidents.Value?.Errors ?? []);
        }

        return new Rulebook
        {
            Commit = default,
            Tree = tree,
            Policy = policy,
            Roster = roster ?? Roster.Empty,
            Catalog = catalog ?? Catalog.Empty,
            Kinds = kinds ?? TeamKinds.None,
            Pace = PaceOf(tree, problems),
            Incidents = incidents,
            Supply = new(() => GraphsOf(tree, catalog?.Sources ?? GraphSources.None)),
            Signals = signals is null ? SignalSet.BuiltIn : SignalSet.With(signals),
            CodeOwners = ReadCodeOwners(tree, problems),
            PolicyBlob = policyBlob,
            RosterBlob = rosterBlob,
            CatalogBlob = catalogBlob,
            Problems = problems,
        };
    }

    private IReadOnlyList<SuppliedGraph> GraphsOf(ObjectId tree, GraphSources sources) =>
        graphs is not null ? graphs.Read(tree, sources)
        : sources.ReadsTheTree ? [new SuppliedGraph(GraphSource.Projects) { Unknown = "the sources that the catalog names are not read here" }]
        : [];

    private ListedIncidents? IncidentsAt(ObjectId tree)
    {
        var problems = new List<Problem>();
        var (blob, bytes) = Bytes(tree, IncidentList.Path, problems);
        var list = bytes is null ? null : Parse(bytes, IncidentList.Path, (node, _) => IncidentList.Parse(node, IncidentList.Path), problems);
        return blob is null
            ? null
            : new ListedIncidents(list ?? IncidentList.Empty, [.. problems.Where(problem => problem.Severity == Severity.Error)]);
    }

    private PaceFit PaceOf(ObjectId tree, List<Problem> problems) =>
        Bytes(tree, Rulebook.PacePath, problems) is (_, { } bytes) && Keep(TookCounts.Read(bytes, Rulebook.PacePath), problems) is { } counts
            ? PaceFit.Of(counts)
            : PaceFit.Documented;

    /// <summary>Who is there, whatever the time: levels and keys come and go, and never close the gate by themselves.</summary>
    private static RosterView ViewOf(Roster roster) =>
        new(PeopleReader.Read(roster, DateTimeOffset.MinValue), [.. roster.Bots.Select(bot => bot.Id.Value)]);

    private CodeOwners? ReadCodeOwners(ObjectId tree, List<Problem> problems)
    {
        foreach (var path in CodeOwners.Places)
        {
            if (Bytes(tree, path, problems) is (_, { } bytes))
            {
                return Keep(CodeOwners.Read(bytes, path), problems, path);
            }
        }

        return null;
    }

    private (ObjectId? Blob, byte[]? Bytes) Bytes(ObjectId tree, string path, List<Problem> problems)
    {
        if (room.Find(tree, RepoPath.Of(path)) is not { } entry)
        {
            return (null, null);
        }

        if (!entry.Mode.IsFile())
        {
            problems.Add(
                new Problem("governance.not-a-file", $"{path} is not a regular file", "Make it one: a link could be pointed elsewhere.", 0, path)
            );
            return (entry.Id, null);
        }

        var content = room.ReadBlob(entry.Id, LargestFile);
        if (content.IsCut)
        {
            problems.Add(
                new Problem(
                    "governance.too-large",
                    $"{path} has {content.Size} bytes, more than the {LargestFile} that are read",
                    "Split it up or shorten it.",
                    0,
                    path
                )
            );
            return (entry.Id, null);
        }

        return (entry.Id, content.Bytes);
    }

    private T? Parse<T>(byte[] bytes, string path, Func<Node, Digest, Parsed<T>> parse, List<Problem> problems)
        where T : class =>
        yaml(bytes, path)
            .Match(
                (node, warnings) =>
                {
                    problems.AddRange(warnings);
                    return Keep(parse(node, Digest.Of(bytes)), problems, path);
                },
                errors =>
                {
                    problems.AddRange(errors);
                    return null;
                }
            );

    /// <summary>The value, with every problem kept; null where it is bad.</summary>
    private static T? Keep<T>(Parsed<T> parsed, List<Problem> problems, string file = "")
        where T : class
    {
        var (value, said) = parsed.Match<(T?, IReadOnlyList<Problem>)>((value, warnings) => (value, warnings), errors => (null, errors));
        problems.AddRange(said.Select(problem => problem.File.Length > 0 ? problem : problem with { File = file }));
        return value;
    }
}
