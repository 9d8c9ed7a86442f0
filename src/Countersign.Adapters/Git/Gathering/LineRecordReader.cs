// What tools recorded about the lines of a change's commits: notes beside the commits, traces in refs of their own or in the tree.
using Countersign.Adapters.Git.Lines;
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
    private readonly List<string> _odd = [];
    private long _read;

    /// <summary>True for the refs that are read here or as records of whole commits.</summary>
    public static bool Holds(string reference) =>
        s_notes.ContainsKey(reference)
        || reference == MetaRef
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
        foreach (var reference in refs)
        {
            if (s_notes.TryGetValue(reference.Name, out var parse))
            {
                found.AddRange(Quietly(reference.Name, () => Notes(reference, commits, parse)));
            }
            else if (reference.Name == MetaRef || (reference.Name.StartsWith(TraceFolder, StringComparison.Ordinal) && wanted(reference.Name)))
            {
                found.AddRange(Quietly(reference.Name, () => Traces(reference.Name, room.TreeOf(reference.Id), s_traceFile, commits)));
            }
        }

        if (tree is { } head)
        {
            found.AddRange(Quietly(s_traceInTree.Text, () => Traces("tree", room.TreeOf(head), s_traceInTree, commits)));
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

    private IEnumerable<Found> Notes(GitRef reference, IReadOnlyList<Lineage> commits, Func<byte[], IEnumerable<LineRecord>> parse)
    {
        if (!_trees.TryGetValue(reference.Name, out var notes))
        {
            _trees[reference.Name] = notes = new NotesTree(room, room.TreeOf(reference.Id));
        }

        foreach (var (id, _) in commits)
        {
            if (notes.Find(id) is { } blob && Content(blob, reference.Name) is { } bytes)
            {
                foreach (var record in parse(bytes))
                {
                    yield return new Found(id, record, $"{id.Hex} {reference.Name} {blob.Hex}", IsBefore: false);
                }
            }
        }
    }

    /// <summary>Some tools write down the commit that was there when the lines were written, which is the parent: only a hint then.</summary>
    private IEnumerable<Found> Traces(string name, ObjectId tree, RepoPath path, IReadOnlyList<Lineage> commits)
    {
        if (commits.Count == 0 || room.Find(tree, path) is not { } entry || !entry.Mode.IsFile() || Content(entry.Id, name) is not { } bytes)
        {
            yield break;
        }

        var records = AgentTrace.Read(bytes, out var unreadable);
        if (unreadable > 0)
        {
            _odd.Add($"{name}: {unreadable} lines are no record");
        }

        var byRevision = records.Where(record => record.Commit is not null).ToLookup(record => record.Commit!, StringComparer.Ordinal);
        foreach (var (id, parents) in commits)
        {
            var source = $"{id.Hex} {name} {entry.Id.Hex}";
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
