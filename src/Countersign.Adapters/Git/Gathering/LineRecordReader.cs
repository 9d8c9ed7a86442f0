// What tools recorded about the lines of a change's commits: notes beside the commits, traces in refs of their own or in the tree.
using Countersign.Adapters.Git.Lines;
using Countersign.Adapters.Git.Records;
using Countersign.Changes;
using Countersign.People;
using Countersign.Provenance;
using Countersign.Provenance.LineRecords;

namespace Countersign.Adapters.Git.Gathering;

/// <summary>A commit and its parents.</summary>
public readonly record struct Lineage(ObjectId Id, IReadOnlyList<ObjectId> Parents);

/// <param name="Shares">Of the commits whose lines a record speaks of.</param>
/// <param name="Oddities">What could not be read, for people; a record that cannot be read counts for nothing.</param>
public sealed record RecordedEvidence(
    IReadOnlyList<AssistanceFinding> Findings,
    IReadOnlyDictionary<ObjectId, LineShare> Shares,
    IReadOnlyList<string> Oddities
)
{
    public static RecordedEvidence None { get; } = new([], new Dictionary<ObjectId, LineShare>(), []);
}

/// <summary>Without such refs and without a trace file it costs nothing; with them one process, however many commits there are.</summary>
/// <param name="roster">Whose keys make a record's own signature count.</param>
public sealed class LineRecordReader(CleanRoom room, IReadOnlyList<GitRef> refs, Roster roster, DateTimeOffset now)
{
    private const string TraceFolder = "refs/agentdiff/traces/";
    private const string MetaRef = "refs/agentdiff/meta";

    public const string NotesFolder = "refs/notes/";

    /// <summary>Where a clone keeps a forge's notes, beside its own.</summary>
    public const string FetchedNotes = "refs/countersign-remote/notes/";
    private static readonly RepoPath s_traceFile = RepoPath.Of("traces.jsonl");
    private static readonly RepoPath s_traceInTree = RepoPath.Of(".agent-trace/traces.jsonl");

    /// <summary>Bytes of notes and traces read for one change; what lies beyond is named and left out.</summary>
    private const long MostBytes = 64L << 20;

    /// <summary>What each notes ref holds for a commit.</summary>
    private static readonly Dictionary<string, Func<byte[], IEnumerable<LineRecord>>> s_notes = new(StringComparer.Ordinal)
    {
        ["refs/notes/ai"] = note => [GitAiNote.Read(note)],
        ["refs/notes/whogitit"] = Whogitit,
        ["refs/notes/ai-blame"] = Whogitit,
        ["refs/notes/agent-trace"] = note => AgentTrace.Read(note, out _),
    };

    private readonly Dictionary<string, NotesTree> _trees = new(StringComparer.Ordinal);
    private readonly KeptNotes _kept = KeptNotes.In(room, refs);
    private readonly List<string> _odd = [];
    private long _read;

    /// <summary>True for the refs that are read here or as records of whole commits.</summary>
    public static bool Holds(string reference) =>
        reference.StartsWith(FetchedNotes, StringComparison.Ordinal) && s_notes.ContainsKey(NotesFolder + reference[FetchedNotes.Length..])
        || s_notes.ContainsKey(reference)
        || reference is MetaRef or RecordRefs.Notes
        || reference.StartsWith(TraceFolder, StringComparison.Ordinal)
        || CommitRecordReader.Holds(reference);

    public static IReadOnlyList<GitRef> RefsIn(GitRepository repository) =>
        [.. repository.Refs().Where(reference => reference.Target is null && Holds(reference.Name))];

    /// <summary>Of a change: with the traces of its own branch and those in its tree.</summary>
    public RecordedEvidence Read(IReadOnlyList<Lineage> commits, Arrival arrival)
    {
        var each = Each(commits, reference => IsOf(reference, arrival.SourceRef), arrival.Head);
        return each.Count == 0 && _odd.Count == 0
            ? RecordedEvidence.None
            : new RecordedEvidence(
                [.. each.Values.SelectMany(one => one.Findings)],
                each.Values.SelectMany(one => one.Shares).ToDictionary(),
                [.. _odd, .. each.Values.SelectMany(one => one.Oddities)]
            );
    }

    /// <summary>By commit, with everybody's traces; commits that no record speaks of are left out.</summary>
    public IReadOnlyDictionary<ObjectId, RecordedEvidence> ReadEach(IReadOnlyList<Lineage> commits) => Each(commits, _ => true, tree: null);

    private Dictionary<ObjectId, RecordedEvidence> Each(IReadOnlyList<Lineage> commits, Func<string, bool> wanted, ObjectId? tree)
    {
        _odd.Clear();
        _read = 0;
        var found = new List<Found>();
        var byName = refs.ToDictionary(reference => reference.Name, StringComparer.Ordinal);
        foreach (var (name, parse) in s_notes)
        {
            var trees = new[] { name, FetchedNotes + name[NotesFolder.Length..] }.Where(byName.ContainsKey).Select(known => byName[known]).ToList();
            found.AddRange(Quietly(name, () => Notes(name, trees, commits, parse)));
        }

        foreach (var name in byName.Keys.Concat(_kept.Beneath(TraceFolder)).Concat([MetaRef]).Distinct(StringComparer.Ordinal))
        {
            if (name == MetaRef || (name.StartsWith(TraceFolder, StringComparison.Ordinal) && wanted(name)))
            {
                found.AddRange(Quietly(name, () => Traces(name, byName.GetValueOrDefault(name), commits)));
            }
        }

        if (tree is { } head)
        {
            found.AddRange(Quietly(s_traceInTree.Text, () => Traces("tree", InTree(room.TreeOf(head), s_traceInTree), commits)));
        }

        var added = AddedLines.Of(room, [.. found.Where(it => it.Record.Claims.Count > 0).Select(it => it.Commit).Distinct()]);
        return found.GroupBy(it => it.Commit).ToDictionary(of => of.Key, of => Held(of.Key, [.. of], added.GetValueOrDefault(of.Key)));
    }

    private RecordedEvidence Held(ObjectId commit, List<Found> found, IReadOnlyDictionary<string, IReadOnlyList<LineRange>>? added)
    {
        var findings = new List<AssistanceFinding>();
        var shares = new Dictionary<ObjectId, LineShare>();
        foreach (var it in added is null ? [] : found)
        {
            var held = RecordedLines.Hold(it.Record, added!, it.Source, it.Record.Seal?.SignedBy(roster, now));
            findings.AddRange(it.IsBefore ? held.Select(finding => finding with { Certainty = 0 }) : held);
        }

        if (added is not null && found.Where(it => !it.IsBefore && it.Record.Claims.Count > 0).Select(it => it.Record).ToList() is { Count: > 0 } of)
        {
            shares[commit] = RecordedLines.Share(of, added);
        }

        return new RecordedEvidence(findings, shares, [.. found.SelectMany(it => it.Record.Oddities.Select(odd => $"{it.Source}: {odd}"))]);
    }

    private IEnumerable<Found> Notes(
        string name,
        IReadOnlyList<GitRef> references,
        IReadOnlyList<Lineage> commits,
        Func<byte[], IEnumerable<LineRecord>> parse
    )
    {
        var trees = references.Select(Tree).ToList();
        foreach (var (id, _) in commits)
        {
            foreach (var blob in trees.Select(notes => notes.Find(id)).OfType<ObjectId>().Concat(_kept.Of(name, id)).Distinct())
            {
                foreach (var record in Content(blob, name) is { } bytes ? parse(bytes) : [])
                {
                    yield return new Found(id, record, $"{id.Hex} {name} {blob.Hex}", IsBefore: false);
                }
            }
        }
    }

    private NotesTree Tree(GitRef reference) =>
        _trees.TryGetValue(reference.Name, out var known) ? known : _trees[reference.Name] = new NotesTree(room, room.TreeOf(reference.Id));

    private IEnumerable<Found> Traces(string name, GitRef? reference, IReadOnlyList<Lineage> commits) =>
        Traces(
            name,
            (reference is null ? [] : InTree(room.TreeOf(reference.Id), s_traceFile)).Concat(_kept.Of(name, s_traceFile)).Distinct(),
            commits
        );

    private IEnumerable<ObjectId> InTree(ObjectId tree, RepoPath path) => room.Find(tree, path) is { } entry && entry.Mode.IsFile() ? [entry.Id] : [];

    /// <summary>Some tools write down the commit that was there when the lines were written, which is the parent: only a hint then.</summary>
    private IEnumerable<Found> Traces(string name, IEnumerable<ObjectId> blobs, IReadOnlyList<Lineage> commits)
    {
        foreach (var blob in commits.Count == 0 ? [] : blobs)
        {
            if (Content(blob, name) is not { } bytes)
            {
                continue;
            }

            var records = AgentTrace.Read(bytes, out var unreadable);
            if (unreadable > 0)
            {
                _odd.Add($"{name}: {unreadable} lines are no record");
            }

            var byRevision = records.Where(record => record.Commit is not null).ToLookup(record => record.Commit!, StringComparer.Ordinal);
            foreach (var (id, parents) in commits)
            {
                var source = $"{id.Hex} {name} {blob.Hex}";
                foreach (var record in byRevision[id.Hex])
                {
                    yield return new Found(id, record, source, IsBefore: false);
                }

                foreach (var record in parents.Count == 1 ? byRevision[parents[0].Hex] : [])
                {
                    yield return new Found(id, record, source, IsBefore: true);
                }
            }
        }
    }

    private byte[]? Content(ObjectId blob, string name)
    {
        var content = room.ReadBlob(blob, GitAiNote.Largest);
        _read += content.Size;
        if (content.IsCut || _read > MostBytes)
        {
            _odd.Add($"{name}: more than is read at once, {content.Size} bytes left out");
            return null;
        }

        return content.Bytes;
    }

    /// <summary>A ref that holds something else than its name says is no reason to lose the answer.</summary>
    private List<Found> Quietly(string name, Func<IEnumerable<Found>> read)
    {
        try
        {
            return [.. read()];
        }
        catch (GitFault problem)
        {
            _odd.Add($"{name}: {problem.Message}");
            return [];
        }
    }

    private static bool IsOf(string reference, string? source) =>
        source is not null
        && reference.StartsWith(TraceFolder, StringComparison.Ordinal)
        && $"refs/heads/{Uri.UnescapeDataString(reference[TraceFolder.Length..])}" == source;

    private static IEnumerable<LineRecord> Whogitit(byte[] note) => WhogititNote.Read(note) is { } record ? [record] : [];

    private sealed record Found(ObjectId Commit, LineRecord Record, string Source, bool IsBefore);
}
